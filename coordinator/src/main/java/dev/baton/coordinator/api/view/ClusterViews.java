package dev.baton.coordinator.api.view;

import dev.baton.common.api.AuditView;
import dev.baton.common.api.CheckView;
import dev.baton.common.api.CoordinatorRole;
import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.ExecutorView.ExecutorStatus;
import dev.baton.common.api.ExecutorView.LoadView;
import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.FailoverEventView.FailoverEventKind;
import dev.baton.common.api.SkipView;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.common.wire.ExecutorMessage.Load;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.audit.AuditReport;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.fact.Fact.FireSkipped;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.store.ReadStore.Skip;
import java.util.List;

/** Executors and records in the words of the API. */
public final class ClusterViews {
  private static final Capacity UNKNOWN =
      new Capacity("", SortedMaps.empty(), 0, List.of(), List.of(), "", "", 0);

  private ClusterViews() {}

  public static CoordinatorRole role(Role role) {
    return switch (role) {
      case STANDBY -> CoordinatorRole.STANDBY;
      case RAISING -> CoordinatorRole.RAISING;
      case LEADER -> CoordinatorRole.LEADER;
    };
  }

  public static CheckView check(AuditReport report) {
    return new CheckView(
        report.at(),
        report.rows(),
        report.tookMs(),
        report.lines().stream()
            .map(line ->
                new CheckView.Check(
                    line.check().id(),
                    line.check().holds(),
                    line.count(),
                    line.found(),
                    line.check().todo()))
            .toList());
  }

  public static ExecutorView executor(CommandResult.ExecutorView seen) {
    ExecutorRow row = seen.row();
    Capacity capacity = row.capacity() == null ? UNKNOWN : row.capacity();
    return new ExecutorView(
        seen.id().value(),
        status(seen.status()),
        seen.incarnation() == null ? null : seen.incarnation().value(),
        capacity.group(),
        capacity.labels(),
        capacity.slots(),
        seen.running(),
        capacity.handlers(),
        capacity.interpreters(),
        capacity.version(),
        capacity.host(),
        capacity.pid(),
        seen.remoteAddress(),
        seen.leaseLeftMs(),
        load(seen.load()),
        row.cordonReason(),
        row.draining(),
        row.firstSeenAt(),
        row.lastJoinedAt(),
        seen.lastHeardAt());
  }

  /** What is stored of it, without what only the leader knows. */
  public static ExecutorView executor(ExecutorRow row) {
    Capacity capacity = row.capacity() == null ? UNKNOWN : row.capacity();
    return new ExecutorView(
        row.id().value(),
        null,
        row.incarnation() == null ? null : row.incarnation().value(),
        capacity.group(),
        capacity.labels(),
        capacity.slots(),
        0,
        capacity.handlers(),
        capacity.interpreters(),
        capacity.version(),
        capacity.host(),
        capacity.pid(),
        null,
        0,
        null,
        row.cordonReason(),
        row.draining(),
        row.firstSeenAt(),
        row.lastJoinedAt(),
        null);
  }

  private static ExecutorStatus status(CommandResult.ExecutorStatus status) {
    return switch (status) {
      case UP -> ExecutorStatus.UP;
      case SUSPECT -> ExecutorStatus.SUSPECT;
      case LOST -> ExecutorStatus.LOST;
      case LEFT -> ExecutorStatus.LEFT;
      case DRAINING -> ExecutorStatus.DRAINING;
      case CORDONED -> ExecutorStatus.CORDONED;
    };
  }

  /** A negative measurement is one that the executor could not take. */
  private static LoadView load(Load load) {
    return load == null
        ? null
        : new LoadView(
            load.cpu() < 0 ? null : load.cpu(),
            known(load.memoryUsedBytes()),
            known(load.memoryTotalBytes()),
            known(load.diskFreeBytes()));
  }

  private static Long known(long value) {
    return value < 0 ? null : value;
  }

  /** {@code number} is null inside an event. */
  public static FailoverEventView failoverEvent(Long number, FailoverEvent event) {
    FailoverEventKind kind =
        switch (event.kind()) {
          case LEADER_RAISED -> FailoverEventKind.LEADER_RAISED;
          case EXECUTOR_JOINED -> FailoverEventKind.EXECUTOR_JOINED;
          case EXECUTOR_RETURNED -> FailoverEventKind.EXECUTOR_RETURNED;
          case EXECUTOR_SUSPECT -> FailoverEventKind.EXECUTOR_SUSPECT;
          case EXECUTOR_LOST -> FailoverEventKind.EXECUTOR_LOST;
          case EXECUTOR_LEFT -> FailoverEventKind.EXECUTOR_LEFT;
          case EXECUTOR_REFUSED -> FailoverEventKind.EXECUTOR_REFUSED;
          case STORE_AWAY -> FailoverEventKind.STORE_AWAY;
          case STORE_BACK -> FailoverEventKind.STORE_BACK;
          case STORE_WENT_BACK_IN_TIME -> FailoverEventKind.STORE_WENT_BACK_IN_TIME;
          case CLOCK_STEPPED -> FailoverEventKind.CLOCK_STEPPED;
          case CLOCK_STEADY -> FailoverEventKind.CLOCK_STEADY;
          case EXECUTOR_CORDONED -> FailoverEventKind.EXECUTOR_CORDONED;
          case EXECUTOR_UNCORDONED -> FailoverEventKind.EXECUTOR_UNCORDONED;
        };
    return new FailoverEventView(
        number, kind, event.subject(), event.epoch(), event.detail(), event.at());
  }

  /** {@code number} is null inside an event. */
  public static AuditView audit(Long number, AuditEntry entry) {
    return new AuditView(
        number,
        entry.actor(),
        entry.origin(),
        entry.action(),
        entry.subject(),
        entry.reason(),
        entry.at());
  }

  public static SkipView skip(Skip skip) {
    return new SkipView(
        skip.job().toString(),
        skip.schedule(),
        skip.first(),
        skip.last(),
        skip.count(),
        skip.reason(),
        skip.at());
  }

  public static SkipView skip(FireSkipped skip) {
    return new SkipView(
        skip.job().toString(),
        skip.schedule(),
        skip.first(),
        skip.last(),
        skip.count(),
        skip.reason(),
        skip.at());
  }
}
