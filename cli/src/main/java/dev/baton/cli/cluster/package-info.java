/** {@code baton cluster}: coordinators, leadership, and what happened to them. */
package dev.baton.cli.cluster;
