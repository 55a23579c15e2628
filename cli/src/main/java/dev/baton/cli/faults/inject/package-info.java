/**
 * Faults that can be put on a lab of real processes and taken back: {@link
 * dev.baton.cli.faults.inject.FaultKind} names them, {@link
 * dev.baton.cli.faults.inject.FaultSite#begin} puts one on. Each is small and knows only the lab,
 * so that suites, drills and people can mix them. No threads of its own; beginning and healing may
 * block for the seconds that a process takes to stop.
 */
package dev.baton.cli.faults.inject;
