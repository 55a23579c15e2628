package dev.baton.cli.faults.check;

/**
 * One answer to a request that names a run.
 *
 * @param job whose run was asked for
 * @param key the request key
 * @param run the answer; 0 = none came, which may have been carried out or not
 */
public record Asked(String job, String key, long run) {}
