/** What tests and pictures need of the window's inside. */
package dev.baton.desktop.shell;
