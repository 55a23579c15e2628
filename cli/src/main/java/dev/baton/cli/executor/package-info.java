/** {@code baton executor}: who runs attempts, and who takes no new ones. */
package dev.baton.cli.executor;
