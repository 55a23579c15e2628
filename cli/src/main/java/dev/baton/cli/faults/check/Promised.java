package dev.baton.cli.faults.check;

/**
 * What a job of the load promises.
 *
 * @param job {@code namespace/name}
 * @param everyMs distance of its fire times; 0 = it has no schedule
 * @param firstMs its first fire time
 * @param untilMs fire times after this are not judged
 * @param maySkip whether its policies allow a recorded skip in place of a run
 * @param exclusive whether no two attempts of a task of one run may overlap: leased, and of a kind
 *     that can be ended by force
 * @param logged whether its tasks write their lines to their output as well
 */
public record Promised(
    String job,
    long everyMs,
    long firstMs,
    long untilMs,
    boolean maySkip,
    boolean exclusive,
    boolean logged) {}
