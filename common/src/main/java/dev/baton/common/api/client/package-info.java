/**
 * A client of the operator API, for the command line, the workbench and other programs. Entry:
 * {@link dev.baton.common.api.client.BatonClient}. Calls block and may come from any thread; event
 * listeners are called on one thread of the subscription. Must not import anything of coordinator
 * or executor.
 */
package dev.baton.common.api.client;
