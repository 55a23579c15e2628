package dev.baton.coordinator.core.fact;

import java.util.List;

/**
 * Facts that are committed together or not at all.
 *
 * @param number grows by one within one leadership
 * @param epoch must equal the store's when the batch is written, else FENCED
 * @param firstEventNumber the event number of the first fact; the others follow one by one
 */
public record Batch(long number, long epoch, long firstEventNumber, List<Fact> facts) {}
