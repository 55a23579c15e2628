/**
 * ZooKeeper as its clients see it: sessions, election nodes, late watches. One thread for each
 * world; nothing here knows real time, files or other threads.
 */
package dev.baton.simulation.zookeeper;
