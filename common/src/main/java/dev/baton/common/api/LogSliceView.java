package dev.baton.common.api;

/**
 * A piece of an attempt's log, as the client hands it out.
 *
 * @param nextOffset to ask for next
 * @param complete the log has ended and this piece reaches its end
 */
public record LogSliceView(long offset, byte[] bytes, long nextOffset, boolean complete) {}
