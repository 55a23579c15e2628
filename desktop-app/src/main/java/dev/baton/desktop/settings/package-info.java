/**
 * What the workbench remembers between starts, as JSON files in one folder of the user:
 * connections, layout, preferences. Files are small and replaced as a whole; a broken one is set
 * aside. Safe on every thread. Imports nothing of the features.
 */
package dev.baton.desktop.settings;
