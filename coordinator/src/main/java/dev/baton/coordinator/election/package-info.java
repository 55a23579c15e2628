/**
 * Whose turn it is to raise the epoch, according to ZooKeeper ({@link
 * dev.baton.coordinator.election.ZooKeeperElection}), and who is there ({@link
 * dev.baton.coordinator.election.ClusterRegistry}). Everything here runs on one thread of its own;
 * what is learnt goes to the core as inputs. ZooKeeper's word decides nothing by itself: the epoch
 * in the store does.
 */
package dev.baton.coordinator.election;
