/**
 * The relay process of a lab: it stands in the TCP connections between the lab's processes and does
 * to them what rule files ask for. Entry: {@link dev.baton.cli.lab.relay.RelayMain}. One platform
 * thread for each door, virtual threads for connections; rules and who has dialled are read by a
 * thread each. It knows nothing of Baton's protocols and must not import any of them.
 */
package dev.baton.cli.lab.relay;
