/** The rerun dialog: the coordinator's plan first, then the deed. */
package dev.baton.desktop.rerun;
