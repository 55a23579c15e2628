/** The property sheet at the right: whatever is selected. */
package dev.baton.desktop.inspector;
