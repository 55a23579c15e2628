/**
 * The load under which faults are put on a lab: jobs with schedules, and a client that triggers,
 * asks again, cancels, reruns and decides, and writes down each answer. Entry: {@link
 * dev.baton.cli.faults.load.Load}. One thread of its own, seeded.
 */
package dev.baton.cli.faults.load;
