/**
 * An attempt's log: a byte store with an index of lines, read in slices in the background, drawn on
 * a canvas.
 *
 * <p>{@link dev.baton.desktop.log.LogStore} is safe on every thread; {@link
 * dev.baton.desktop.log.LogModel} and {@link dev.baton.desktop.log.LogView} are of the FX thread.
 */
package dev.baton.desktop.log;
