/**
 * Links between coordinators, for fast takeover: a standby watches those before it in the election
 * ({@link dev.baton.coordinator.peer.PeerLinks}) and removes the place of one that is proven dead.
 * One virtual thread per watched coordinator. Being wrong here costs a change of leader, never
 * correctness: the epoch protects.
 */
package dev.baton.coordinator.peer;
