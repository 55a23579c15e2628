/**
 * What coordinators and executors write for each other in ZooKeeper: the paths, and the formats of
 * the nodes. Pure values; must not import ZooKeeper or Curator.
 */
package dev.baton.common.cluster;
