/**
 * {@code baton up}: a cluster on this machine with the samples in it. Starts the same programs as
 * any cluster, as processes of their own, and talks to them through the public API only. Entry:
 * {@link dev.baton.cli.up.UpCommand}. One thread; a shutdown hook stops the children.
 */
package dev.baton.cli.up;
