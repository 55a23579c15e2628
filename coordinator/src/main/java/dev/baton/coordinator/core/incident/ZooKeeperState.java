package dev.baton.coordinator.core.incident;

import java.time.Instant;

/**
 * How this coordinator's connection to ZooKeeper stands.
 *
 * @param sinceNanos when it was found or lost last, on the monotonic clock
 * @param since the same on the wall clock; null before the first word
 * @param losses how often it was lost within the last minute
 * @param noQuorum whether servers were reached, and serve nobody
 * @param wiped whether the ensemble came back without what it had held, within the last minute
 * @param detail what was seen, for people; may be empty
 */
public record ZooKeeperState(
    boolean connected,
    long sinceNanos,
    Instant since,
    int losses,
    boolean noQuorum,
    boolean wiped,
    String detail) {}
