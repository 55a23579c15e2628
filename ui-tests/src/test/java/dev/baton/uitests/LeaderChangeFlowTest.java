package dev.baton.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.ClusterView;
import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.RunView;
import dev.baton.common.api.client.RunQuery;
import dev.baton.common.id.JobKey;
import dev.baton.common.run.RunStatus;
import dev.baton.desktop.cluster.LinkState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

final class LeaderChangeFlowTest extends ClusterFlow {
  private static final JobKey TICKING = JobKey.parse("flows/ticking");
  private static final int PAGE = 500;

  @Test
  void theWorkbenchGoesOnByItselfWhenTheLeaderIsKilled() throws Exception {
    Path end = gate("end");
    put(
        "flows/ticking",
        """
        schedules:
          - cron: "* * * * * ?"
        overlap: ALLOW
        tasks:
          - name: tick
            shell: 'true'
        """);
    put(
        "flows/steady",
        """
        tasks:
          - name: count
            onExecutorLoss: RERUN
            shell: |
              n=0
              while [ ! -e '%s' ]; do n=$((n+1)); echo "line $n"; sleep 0.2; done
              echo end
        """
            .formatted(end));
    screen().connect(lab());
    List<Long> arrived = recordRunsThatArrive();
    long run = screen().trigger("flows/steady");
    screen().openTask(run, "count");
    awaitLines(5);
    awaitRunsOfTicking(2);
    ClusterView before = Await.fx(() -> screen().probe().session().model().clusterProperty().get());

    String killed = lab().kill("leader");

    assertEquals(before.leader(), killed);
    Await.onScreen(
        "another leader in the status bar",
        () -> {
          ClusterView now = screen().probe().session().model().clusterProperty().get();
          return now.leader() != null
              && !now.leader().equals(killed)
              && now.epoch() > before.epoch();
        },
        () -> screen().probe().session().model().clusterProperty().get());
    Await.onScreen(
        "the link to be live",
        () -> screen().probe().session().link().state() == LinkState.LIVE,
        () -> screen().probe().session().link().reasonProperty().get());
    awaitLines(screen().logLines().size() + 5);
    awaitRunsOfTicking(countOfTicking() + 3);
    assertFalse(screen().isOnScreen("stale-banner"));

    open(end);
    Await.onScreen(
        "the run to have succeeded",
        () -> screen().probe().run(run).runProperty().get().status() == RunStatus.SUCCEEDED,
        () -> screen().probe().run(run).runProperty().get());
    Await.onScreen("the whole log", () -> screen().probe().log().completeProperty().get());
    assertEachLineOnce(screen().logLines());

    api().pauseJob(TICKING, "enough for the flow");
    Await.until(
        "the list of runs to be what the API says",
        () -> runsOnScreen().equals(runsOfApi()),
        () -> " Screen: " + runsOnScreen() + " API: " + runsOfApi());
    Set<Long> distinct = new HashSet<>(arrived);
    assertEquals(distinct.size(), arrived.size(), "a run was listed twice: " + arrived);
    Await.until(
        "the failover timeline to be what the API says",
        () -> eventsOnScreen().equals(eventsOfApi()),
        () -> " Screen: " + eventsOnScreen() + " API: " + eventsOfApi());

    lab().start(killed);
    Await.onScreen(
        "the old leader to be back as a standby",
        () ->
            screen().probe().session().model().clusterProperty().get().coordinators().size() == 2);
  }

  private List<Long> recordRunsThatArrive() {
    List<Long> arrived = new ArrayList<>();
    Await.onScreen("the first page", () -> !screen().probe().runs().loadingProperty().get());
    return Await.fx(() -> {
      screen()
          .probe()
          .runs()
          .rows()
          .addListener(
              (ListChangeListener<RunView>)
                  change -> {
                    while (change.next()) {
                      if (change.wasAdded() && !change.wasReplaced()) {
                        change.getAddedSubList().forEach(added -> arrived.add(added.id()));
                      }
                    }
                  });
      return arrived;
    });
  }

  private void awaitLines(int count) {
    Await.until(
        count + " lines of log",
        () -> screen().logLines().size() >= count,
        () -> " Seen: " + screen().logLines().size());
  }

  private static void assertEachLineOnce(List<String> lines) {
    List<String> expected =
        Stream.concat(
                IntStream.rangeClosed(1, lines.size() - 1).mapToObj(n -> "line " + n),
                Stream.of("end"))
            .toList();
    assertEquals(expected, lines);
    assertTrue(lines.size() > 10);
  }

  private int countOfTicking() {
    return runsOnScreen().size();
  }

  private void awaitRunsOfTicking(int count) {
    Await.until(
        count + " runs of " + TICKING,
        () -> countOfTicking() >= count,
        () -> " Seen: " + runsOnScreen());
  }

  /** Number and status, newest first. */
  private List<String> runsOnScreen() {
    return Await.fx(() ->
        words(
            screen().probe().runs().rows().stream()
                .filter(each -> each.job().equals(TICKING.toString()))));
  }

  private List<String> runsOfApi() {
    return words(
        api().runs(new RunQuery(TICKING, Set.of(), null, null), null, PAGE).items().stream());
  }

  private static List<String> words(Stream<RunView> runs) {
    return runs.map(each -> each.id() + " " + each.status()).toList();
  }

  private List<FailoverEventView> eventsOnScreen() {
    return Await.fx(() -> List.copyOf(screen().probe().timeline().events()));
  }

  private List<FailoverEventView> eventsOfApi() {
    return api().failoverEvents(null, null, null, PAGE).items();
  }
}
