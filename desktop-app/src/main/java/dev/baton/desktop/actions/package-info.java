/**
 * The one registry of what an operator can do: menu, tool bar, context menus, command palette and
 * keymap all show the same {@link dev.baton.desktop.actions.WorkbenchAction}s, and a blocked action
 * says why. FX thread only. Imports nothing of the features.
 */
package dev.baton.desktop.actions;
