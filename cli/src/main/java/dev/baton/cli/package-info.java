/** The {@code baton} command: starts clusters, and speaks to them through the operator API. */
package dev.baton.cli;
