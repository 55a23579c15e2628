/** The table of executors and what one can do to them. */
package dev.baton.desktop.executors;
