/**
 * The live picture of one cluster: what was read, what events changed, how fresh it is.
 *
 * <p>{@link dev.baton.desktop.cluster.ClusterSession} holds the client and its subscription; the
 * models are of the FX thread and hold no scene graph. Imports nothing of the features that show
 * it.
 */
package dev.baton.desktop.cluster;
