package dev.baton.coordinator.core;

import java.time.Instant;
import java.util.Map;

/**
 * What this process knows of the time before a leadership of its own.
 *
 * @param lastLedEpoch the epoch it led under last; 0 if none
 * @param firstAt when it became the first candidate; null if that is not known
 * @param storeAwaySince since when the store had not answered it, until just now; null if it did
 * @param storeAwayMs for how long it had not
 * @param unanswered the commit that stayed without an answer; null if none did
 * @param peers what it has seen of other coordinators lately, by name
 */
record Before(
    long lastLedEpoch,
    Instant firstAt,
    Instant storeAwaySince,
    long storeAwayMs,
    Unanswered unanswered,
    Map<String, Input.PeerSeen> peers) {}
