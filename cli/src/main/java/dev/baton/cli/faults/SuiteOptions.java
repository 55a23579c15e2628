package dev.baton.cli.faults;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the suite is run.
 *
 * @param directory for the lab; gone afterwards
 * @param report folder for the report, the log of faults and the evidence
 * @param length how long faults are put on
 * @param lanes how many at a time at most
 * @param ticks jobs that fire each second
 * @param longest no fault is held longer unless its kind needs it
 * @param command as it was given, for the report
 */
public record SuiteOptions(
    Path directory,
    Path report,
    Path handlers,
    long seed,
    Duration length,
    int lanes,
    int ticks,
    Duration longest,
    int coordinators,
    int executors,
    boolean keep,
    String command) {}
