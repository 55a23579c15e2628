package dev.baton.common.api;

import dev.baton.common.run.Trigger;
import java.util.SortedMap;

/**
 * @param requestKey the same key for the same job gives the same run; null = every call a new run
 * @param params over the job's defaults; may be null
 * @param trigger MANUAL or API; null = API
 */
public record TriggerRequest(
    String requestKey, SortedMap<String, String> params, Trigger trigger, String reason) {}
