package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Done;
import dev.baton.coordinator.core.command.CommandResult.ExecutorView;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProbationTest {
  private final CoreDriver driver = new CoreDriver();
  private final List<Long> links = new ArrayList<>();
  private long nextLink = 10;
  private int lives;

  private void loseAndReturn(int times) {
    for (int i = 0; i < times; i++) {
      long link = nextLink;
      driver.give(new Input.LinkClosed(link, "Connection reset"));
      links.remove(link);
      passWithBeats(Duration.ofSeconds(1));
      nextLink++;
      come();
      passWithBeats(Duration.ofSeconds(3));
    }
  }

  private void come() {
    driver.give(new Input.LinkOpened(nextLink, "127.0.0.1:1"));
    List<String> ended = new ArrayList<>();
    for (int life = 0; life < lives; life++) {
      ended.add("i" + life);
    }
    driver.hello(nextLink, "e1", "i" + lives++, "home-e1", ended, List.of(), List.of());
    driver.beat(nextLink, 1);
    links.add(nextLink);
  }

  private void passWithBeats(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 500) {
      driver.pass(Duration.ofMillis(500));
      links.forEach(link -> driver.beat(link, 1));
    }
  }

  private void leadWithTwo() {
    driver.lead();
    come();
    driver.join(8, "e2", "other");
    links.add(8L);
  }

  private ExecutorView view() {
    CommandResult.Executors all =
        assertInstanceOf(
            CommandResult.Executors.class,
            driver.command(new Command.ListExecutors(CoreDriver.ACTOR)));
    return all.executors().stream()
        .filter(view -> view.id().value().equals("e1"))
        .findFirst()
        .orElseThrow();
  }

  private List<Incident> incidents() {
    return driver.facts(Fact.IncidentChanged.class).stream()
        .map(Fact.IncidentChanged::incident)
        .filter(row -> row.subject().equals("e1"))
        .toList();
  }

  @Test
  void executorThatIsLostThriceIsKeptOffThenTriedThenTakenBackInOneIncident() {
    leadWithTwo();
    loseAndReturn(2);
    assertNull(view().row().cordonReason());
    loseAndReturn(1);
    assertTrue(view().row().cordonReason().startsWith("by the system"), view().toString());
    assertEquals(IncidentCause.FLAPPING, incidents().getLast().cause());
    passWithBeats(Duration.ofSeconds(55));
    assertNotNull(view().row().cordonReason());
    passWithBeats(Duration.ofSeconds(10));
    assertNull(view().row().cordonReason());
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    for (int i = 0; i < 8; i++) {
      driver.trigger("j", null);
    }
    assertEquals(1, driver.sent(nextLink, CoordinatorMessage.Start.class).size());
    passWithBeats(Duration.ofSeconds(35));
    assertEquals(4, driver.sent(nextLink, CoordinatorMessage.Start.class).size());
    assertEquals(IncidentStep.RESOLVED, incidents().getLast().step());
    TreeSet<Long> ids = new TreeSet<>();
    incidents().forEach(row -> ids.add(row.id()));
    assertEquals(1, ids.size());
    assertEquals(3, incidents().getLast().occurrences());
    assertEquals(
        List.of(FailoverEvent.Kind.EXECUTOR_CORDONED, FailoverEvent.Kind.EXECUTOR_UNCORDONED),
        driver.facts(Fact.FailoverEventRecorded.class).stream()
            .map(fact -> fact.event().kind())
            .filter(kind -> kind.toString().endsWith("CORDONED"))
            .toList());
  }

  @Test
  void relapseDoublesTheTime() {
    leadWithTwo();
    loseAndReturn(3);
    passWithBeats(Duration.ofSeconds(62));
    assertNull(view().row().cordonReason());
    loseAndReturn(1);
    assertTrue(view().row().cordonReason().contains("120 s"), view().toString());
    passWithBeats(Duration.ofSeconds(100));
    assertNotNull(view().row().cordonReason());
    passWithBeats(Duration.ofSeconds(20));
    assertNull(view().row().cordonReason());
  }

  @Test
  void theLastExecutorOfItsKindIsNeverCordoned() {
    driver.lead();
    come();
    loseAndReturn(5);
    assertNull(view().row().cordonReason());
  }

  @Test
  void executorOnProbationIsTriedAtOnceWhenItBecomesTheLast() {
    leadWithTwo();
    loseAndReturn(3);
    assertNotNull(view().row().cordonReason());
    driver.give(new Input.LinkClosed(8, "Connection reset"));
    links.remove(8L);
    passWithBeats(Duration.ofSeconds(7));
    assertNull(view().row().cordonReason());
  }

  @Test
  void operatorsDecideOverTheSystem() {
    leadWithTwo();
    loseAndReturn(3);
    assertInstanceOf(
        Done.class,
        driver.command(new Command.UncordonExecutor(CoreDriver.ACTOR, new ExecutorId("e1"))));
    passWithBeats(Duration.ofSeconds(5));
    assertNull(view().row().cordonReason());
    assertEquals(IncidentStep.RESOLVED, incidents().getLast().step());
  }
}
