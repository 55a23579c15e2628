/**
 * A job's graph on a canvas: layout, viewport, statuses, drawing.
 *
 * <p>{@link dev.baton.desktop.graph.LayeredLayout} is a pure function and may run anywhere; {@link
 * dev.baton.desktop.graph.GraphModel} and {@link dev.baton.desktop.graph.GraphView} are of the FX
 * thread. Knows tasks by name and index only, so job, run and rerun preview all use it.
 */
package dev.baton.desktop.graph;
