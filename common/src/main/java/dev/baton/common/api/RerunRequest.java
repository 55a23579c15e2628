package dev.baton.common.api;

import dev.baton.common.run.RerunMode;

/**
 * @param task for FROM_TASK and TASK, else null
 * @param requestKey the same key gives the same run; null = every call a new run
 * @param preview true answers the plan and does nothing; null = false
 */
public record RerunRequest(
    RerunMode mode, String task, String requestKey, Boolean preview, String reason) {}
