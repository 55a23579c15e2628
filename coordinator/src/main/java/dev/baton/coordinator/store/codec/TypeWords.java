package dev.baton.coordinator.store.codec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.Timing;
import dev.baton.coordinator.core.fact.Fact;
import tools.jackson.databind.cfg.MapperBuilder;

/** The word by which each kind of a sealed type is stored. Never renamed, never used again. */
final class TypeWords {
  private TypeWords() {}

  static void addTo(MapperBuilder<?, ?> mapper) {
    mapper.addMixIn(Fact.class, FactWords.class);
    mapper.addMixIn(Timing.class, TimingWords.class);
    mapper.addMixIn(TaskAction.class, ActionWords.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.JobChanged.class, name = "jobChanged"),
    @JsonSubTypes.Type(value = Fact.JobDeleted.class, name = "jobDeleted"),
    @JsonSubTypes.Type(value = Fact.CursorMoved.class, name = "cursorMoved"),
    @JsonSubTypes.Type(value = Fact.CursorRemoved.class, name = "cursorRemoved"),
    @JsonSubTypes.Type(value = Fact.RunCreated.class, name = "runCreated"),
    @JsonSubTypes.Type(value = Fact.RunChanged.class, name = "runChanged"),
    @JsonSubTypes.Type(value = Fact.TaskRunChanged.class, name = "taskRunChanged"),
    @JsonSubTypes.Type(value = Fact.AttemptCreated.class, name = "attemptCreated"),
    @JsonSubTypes.Type(value = Fact.AttemptChanged.class, name = "attemptChanged"),
    @JsonSubTypes.Type(value = Fact.LateOutcomeKept.class, name = "lateOutcomeKept"),
    @JsonSubTypes.Type(value = Fact.FireSkipped.class, name = "fireSkipped"),
    @JsonSubTypes.Type(value = Fact.ExecutorChanged.class, name = "executorChanged"),
    @JsonSubTypes.Type(value = Fact.FailoverEventRecorded.class, name = "failoverEvent"),
    @JsonSubTypes.Type(value = Fact.AuditRecorded.class, name = "audit"),
    @JsonSubTypes.Type(value = Fact.IncidentChanged.class, name = "incidentChanged"),
    @JsonSubTypes.Type(value = Fact.IncidentTouched.class, name = "incidentTouched"),
    @JsonSubTypes.Type(value = Fact.LeadershipChanged.class, name = "leadershipChanged"),
  })
  private interface FactWords {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "timing")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Timing.Cron.class, name = "cron"),
    @JsonSubTypes.Type(value = Timing.FixedRate.class, name = "fixedRate"),
    @JsonSubTypes.Type(value = Timing.FixedDelay.class, name = "fixedDelay"),
    @JsonSubTypes.Type(value = Timing.Once.class, name = "once"),
  })
  private interface TimingWords {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = TaskAction.Shell.class, name = "shell"),
    @JsonSubTypes.Type(value = TaskAction.Command.class, name = "command"),
    @JsonSubTypes.Type(value = TaskAction.Script.class, name = "script"),
    @JsonSubTypes.Type(value = TaskAction.Http.class, name = "http"),
    @JsonSubTypes.Type(value = TaskAction.Java.class, name = "java"),
  })
  private interface ActionWords {}
}
