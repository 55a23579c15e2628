package dev.baton.common.api;

import dev.baton.common.run.Trigger;
import java.util.List;
import java.util.SortedMap;

/**
 * Asks for one run for each request key.
 *
 * @param requestKeys {@link ApiLimits#MAX_BULK_RUNS} at most
 * @param params for each of them; may be null
 * @param trigger MANUAL or API; null = API
 */
public record BulkRunsRequest(
    List<String> requestKeys, SortedMap<String, String> params, Trigger trigger, String reason) {}
