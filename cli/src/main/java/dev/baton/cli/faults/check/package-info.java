/**
 * Judges what came of a run of the fault suite, without the product's own code: it reads what tasks
 * wrote themselves ({@link dev.baton.cli.faults.check.Witness}) and what the API answers, and holds
 * each {@link dev.baton.cli.faults.check.Rule} against both. Entry: {@link
 * dev.baton.cli.faults.check.Checker}. It must import nothing of {@code dev.baton} but itself; JSON
 * is read with Jackson. No threads but those that read the API.
 */
package dev.baton.cli.faults.check;
