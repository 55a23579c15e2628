/**
 * Pieces of screens that several features use: empty states, property sheets, status cells, dialogs
 * inside the window. No behaviour of a feature. FX thread only.
 */
package dev.baton.desktop.widgets;
