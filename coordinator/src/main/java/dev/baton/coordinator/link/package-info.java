/**
 * The coordinator's end of the executor link ({@link dev.baton.coordinator.link.LinkServer}). Netty
 * threads read and write; what executors say goes to the core's inbox, log and artifact chunks go
 * around it to the store ({@link dev.baton.coordinator.link.ChunkWriter}). Other coordinators dial
 * the same port.
 */
package dev.baton.coordinator.link;
