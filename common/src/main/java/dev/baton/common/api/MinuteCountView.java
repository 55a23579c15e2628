package dev.baton.common.api;

import dev.baton.common.run.RunStatus;
import java.time.Instant;

/** How many runs ended with this status in the minute that begins at {@code minute}. */
public record MinuteCountView(Instant minute, RunStatus status, long count) {}
