/** The list of runs: filter, sort, pages, live. */
package dev.baton.desktop.runs;
