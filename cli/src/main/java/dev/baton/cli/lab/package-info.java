/**
 * {@code baton lab}: a whole cluster of real processes on one machine, for trying and testing. All
 * of it listens on loopback and lives in one data directory; {@code down} stops and removes it.
 * Entry: {@link dev.baton.cli.lab.LabCommand}; {@link dev.baton.cli.lab.Lab} is the same for
 * programs. Linux only: it needs {@code /proc} and {@code setsid}.
 */
package dev.baton.cli.lab;
