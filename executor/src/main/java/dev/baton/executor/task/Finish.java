package dev.baton.executor.task;

import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.Outcome;
import java.util.SortedMap;

/**
 * How the work ended, before it is known whether someone had asked for it.
 *
 * @param byItself false if it was ended from outside: then a request that was made decides the
 *     outcome, and this one holds only where there was none
 * @param exitCode null where there is none
 */
record Finish(
    boolean byItself,
    Outcome outcome,
    Integer exitCode,
    String message,
    SortedMap<String, String> outputs) {

  static Finish succeeded(Integer exitCode, String message, SortedMap<String, String> outputs) {
    return new Finish(true, Outcome.SUCCEEDED, exitCode, message, outputs);
  }

  static Finish failed(Integer exitCode, String message) {
    return new Finish(true, Outcome.FAILED, exitCode, message, SortedMaps.empty());
  }

  /**
   * @param unlessAsked the outcome if nobody asked for the end
   */
  static Finish ended(Outcome unlessAsked, Integer exitCode, String message) {
    return new Finish(false, unlessAsked, exitCode, message, SortedMaps.empty());
  }
}
