/**
 * {@code baton diagnose}: a blind run. It puts known faults on a lab, one after another in a seeded
 * order, hears what the product says of them over its API alone, and holds that against the truth:
 * which cause, and which attempts were really affected, as the tasks themselves wrote it. Entry:
 * {@link dev.baton.cli.diagnosis.DiagnoseCommand}. One thread. Linux only, as the lab is.
 */
package dev.baton.cli.diagnosis;
