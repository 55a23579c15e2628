/**
 * ZooKeeper: a server in this process for clusters of one machine ({@link
 * dev.baton.coordinator.zookeeper.EmbeddedZooKeeper}), and the client for any ({@link
 * dev.baton.coordinator.zookeeper.ZooKeeperClient}).
 */
package dev.baton.coordinator.zookeeper;
