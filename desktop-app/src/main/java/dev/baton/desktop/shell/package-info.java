/**
 * The window: header, dock, stripes, status bar, command palette; it opens and closes connections
 * and wires the features together. Nothing else imports it.
 */
package dev.baton.desktop.shell;
