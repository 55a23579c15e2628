package dev.baton.coordinator.core.command;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.wire.ExecutorMessage.Load;
import dev.baton.coordinator.core.audit.AuditReport;
import dev.baton.coordinator.core.state.ExecutorRow;
import java.time.Instant;
import java.util.List;

/** What a command came to. Given only after what it changed is durable. */
public sealed interface CommandResult {
  /** The job stands in this version; {@code changed} is false if the source was the same. */
  record JobStored(JobKey job, int version, boolean changed) implements CommandResult {}

  /** A run was accepted; {@code created} is false if the request key had been used before. */
  record RunAccepted(RunId run, boolean created) implements CommandResult {}

  record Done(String text) implements CommandResult {}

  /**
   * What a command would do; nothing was done.
   *
   * @param risk what may be done twice or be missing; empty = nothing
   */
  record Planned(List<Step> steps, String risk) implements CommandResult {
    public Planned {
      steps = List.copyOf(steps);
    }

    /** What becomes of one task. */
    public record Step(String task, String what) {}
  }

  record Checked(AuditReport report) implements CommandResult {}

  record Explained(RunId run, List<Gate> gates) implements CommandResult {}

  record Executors(List<ExecutorView> executors) implements CommandResult {}

  /** The command was not carried out. */
  record Rejected(Code code, String message) implements CommandResult {}

  /**
   * One reason why something waits.
   *
   * @param task null for the run itself
   * @param gate its kind, for example {@code overlap}, {@code dependency}, {@code placement}
   * @param value how it stands now
   * @param opensWhen what would open it
   */
  record Gate(String task, String gate, String value, String opensWhen) {}

  /**
   * An executor as the leader sees it.
   *
   * @param incarnation null while it is away
   * @param leaseLeftMs 0 when it holds none
   */
  record ExecutorView(
      ExecutorId id,
      ExecutorStatus status,
      Incarnation incarnation,
      ExecutorRow row,
      Load load,
      int running,
      long leaseLeftMs,
      Instant lastHeardAt,
      String remoteAddress) {}

  /** How an executor stands. */
  enum ExecutorStatus {
    UP,
    SUSPECT,
    LOST,
    /** It said goodbye. */
    LEFT,
    DRAINING,
    CORDONED
  }

  /** Why a command was rejected. */
  enum Code {
    NOT_LEADER,
    NOT_FOUND,
    CONFLICT,
    INVALID,
    /** A limit is reached: the text names it. */
    LIMIT,
    /** Leadership ended before it was known whether the command took effect: ask again. */
    UNKNOWN
  }
}
