/**
 * One run: its live graph, its attempts, why it waits.
 *
 * <p>{@link dev.baton.desktop.run.RunBook} keeps one {@link dev.baton.desktop.run.RunModel} for
 * each run that something shows, so that editor, inspector and log agree. FX thread.
 */
package dev.baton.desktop.run;
