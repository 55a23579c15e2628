/**
 * Work off the FX thread and the way back onto it.
 *
 * <p>{@link dev.baton.desktop.background.BackgroundTasks} runs calls that block, {@link
 * dev.baton.desktop.background.EventPump} brings changes onto the FX thread a few times a second.
 * Nothing else in the workbench starts threads or calls {@code Platform.runLater}. Imports nothing
 * of the features.
 */
package dev.baton.desktop.background;
