package dev.baton.common.api;

import java.util.List;

/** A run with its tasks, in the order of the job file, and their attempts. */
public record RunDetailView(RunView run, List<TaskRunView> tasks) {}
