package dev.baton.cli.diagnosis;

import dev.baton.common.api.client.BatonClient;
import dev.baton.common.id.JobKey;

/**
 * The jobs of a blind run. Each attempt writes a file of its own: when it began and where, and when
 * it came to its own end. Files in the folder of the marks let it go on or fail; their names carry
 * the parameter {@code gate}.
 */
final class Jobs {
  static final String TASK = "work";
  static final String GATE = "gate";

  static final JobKey TICK = JobKey.parse("diagnosis/tick");
  static final JobKey RERUN = JobKey.parse("diagnosis/long-rerun");
  static final JobKey LEASED = JobKey.parse("diagnosis/long-leased");
  static final JobKey LEAK = JobKey.parse("diagnosis/leak");
  static final JobKey POISON = JobKey.parse("diagnosis/poison");
  static final JobKey KILLED = JobKey.parse("diagnosis/killed");
  static final JobKey SLOW = JobKey.parse("diagnosis/slow");
  static final JobKey STUCK = JobKey.parse("diagnosis/stuck");
  static final JobKey NOWHERE = JobKey.parse("diagnosis/nowhere");
  static final JobKey FULL = JobKey.parse("diagnosis/full");

  /** A group in which there is nobody. */
  static final String NOBODY = "nowhere";

  /** A group of one executor with one slot. */
  static final String SMALL = "small";

  private static final String WAITS =
      "while [ ! -e \"$PROBE_MARKS/open-$BATON_PARAM_GATE\" ]; do sleep 0.3; done";

  private final BatonClient client;

  Jobs(BatonClient client) {
    this.client = client;
  }

  void put() {
    client.putJob(
        TICK,
        """
        job: %s
        schedules: [{every: 500ms}]
        overlap: ALLOW
        tasks:
          - {name: %s, java: probe-mark, onExecutorLoss: RERUN_AFTER_LEASE}
        """
            .formatted(TICK, TASK),
        "diagnosis");
    put(RERUN, WAITS, "onExecutorLoss: RERUN");
    put(LEASED, WAITS, "onExecutorLoss: RERUN_AFTER_LEASE");
    client.putJob(
        LEAK,
        """
        job: %s
        overlap: ALLOW
        tasks:
          - {name: %s, java: probe-leak, onExecutorLoss: FAIL}
        """
            .formatted(LEAK, TASK),
        "diagnosis");
    put(POISON, unlessCured("exit 1"), "retry: {attempts: 3, delay: 300ms}");
    put(KILLED, unlessCured("kill -9 $$"), "retry: {attempts: 3, delay: 300ms}");
    put(
        SLOW,
        unlessCured("sleep 60"),
        "timeout: 1s\n    killGrace: 1s\n    retry: {attempts: 3, delay: 300ms}");
    put(
        STUCK,
        "[ $BATON_ATTEMPT -gt 1 ] || while [ -e \"$PROBE_MARKS/hang-$BATON_PARAM_GATE\" ]; do"
            + " sleep 0.5; done",
        "onExecutorLoss: RERUN");
    put(NOWHERE, WAITS, "executors: {group: " + NOBODY + "}");
    put(FULL, WAITS, "executors: {group: " + SMALL + "}");
  }

  private static String unlessCured(String harm) {
    return "[ -e \"$PROBE_MARKS/open-$BATON_PARAM_GATE\" ] || " + harm;
  }

  private void put(JobKey job, String body, String policy) {
    client.putJob(
        job,
        """
        job: %s
        overlap: ALLOW
        tasks:
          - name: %s
            shell: |
              log="$PROBE_MARKS/attempt-$BATON_RUN-$BATON_TASK-$BATON_ATTEMPT"
              echo "start $(date +%%s%%3N) $BATON_OUTPUT" >> "$log"
              %s
              echo "end $(date +%%s%%3N)" >> "$log"
            %s
        """
            .formatted(job, TASK, body, policy),
        "diagnosis");
  }
}
