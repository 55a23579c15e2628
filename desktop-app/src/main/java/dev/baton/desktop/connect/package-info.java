/**
 * Connections: what they are, where they are kept, the dialog that opens one. View models are free
 * of the scene graph; FX thread.
 */
package dev.baton.desktop.connect;
