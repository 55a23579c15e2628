/**
 * The connection to a coordinator: dials, greets, counts frames, turns bytes into messages; and the
 * shipping of logs and artifacts over it. Entries: {@link dev.baton.executor.link.LinkClient},
 * {@link dev.baton.executor.link.ChunkShipper}. One event loop for the connection, one thread for
 * the shipper, a few for looking up names. Decides nothing about whom to obey: that is the core's.
 * Must not import the core.
 */
package dev.baton.executor.link;
