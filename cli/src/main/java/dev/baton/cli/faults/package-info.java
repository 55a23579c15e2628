/**
 * {@code baton faults}: puts a seeded mixture of faults on a lab under load and lets a checker
 * judge what came of it. Entry: {@link dev.baton.cli.faults.FaultsCommand}. Linux only, as the lab
 * is.
 */
package dev.baton.cli.faults;
