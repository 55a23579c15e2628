/**
 * Tool windows around an editor area, on BentoFX, which docks but keeps no layout: that is ours, as
 * plain records. FX thread only. Knows nothing of what the windows show.
 */
package dev.baton.desktop.dock;
