/**
 * What the client verbs share: how to reach the cluster, how to print, how to end. Speaks to the
 * cluster through {@link dev.baton.common.api.client.BatonClient} alone.
 */
package dev.baton.cli.client;
