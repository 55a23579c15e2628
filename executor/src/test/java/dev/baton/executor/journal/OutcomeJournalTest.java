package dev.baton.executor.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.AttemptOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeJournalTest {
  @TempDir Path directory;

  private final BlockingQueue<AttemptId> journalled = new LinkedBlockingQueue<>();

  @Test
  void anOutcomeThatWasJournalledIsThereAfterARestart() throws Exception {
    OutcomeJournal journal = open();
    journal.add(outcome(1, "ok"));
    assertEquals(attempt(1), journalled.poll(10, TimeUnit.SECONDS));
    // Not closed: a process that was killed closes nothing either.
    try (OutcomeJournal next = open()) {
      assertEquals(List.of(outcome(1, "ok")), next.outcomes());
    }
    journal.close();
  }

  @Test
  void aForgottenOutcomeIsGoneAfterARestart() throws Exception {
    try (OutcomeJournal journal = open()) {
      journal.add(outcome(1, "ok"));
      journal.add(outcome(2, "ok"));
      awaitJournalled(2);
      journal.forget(List.of(attempt(1)));
    }
    try (OutcomeJournal next = open()) {
      assertEquals(List.of(outcome(2, "ok")), next.outcomes());
    }
  }

  @Test
  void aTornTailIsCutOffAndWritingGoesOnBehindTheLastWholeRecord() throws Exception {
    try (OutcomeJournal journal = open()) {
      journal.add(outcome(1, "ok"));
      awaitJournalled(1);
    }
    Path file = directory.resolve("outcomes.journal");
    byte[] whole = Files.readAllBytes(file);
    for (int torn = 1; torn < 40; torn += 7) {
      byte[] part = java.util.Arrays.copyOfRange(whole, 8, 8 + torn);
      Files.write(file, whole);
      Files.write(file, part, StandardOpenOption.APPEND);
      try (OutcomeJournal next = open()) {
        assertEquals(List.of(outcome(1, "ok")), next.outcomes());
        next.add(outcome(2, "ok"));
        awaitJournalled(1);
      }
      try (OutcomeJournal next = open()) {
        assertEquals(2, next.outcomes().size());
      }
    }
  }

  @Test
  void aTornRecordBeforeTheZerosThatAKilledProcessLeavesIsCutOff() throws Exception {
    try (OutcomeJournal journal = open()) {
      journal.add(outcome(1, "ok"));
      awaitJournalled(1);
    }
    Path file = directory.resolve("outcomes.journal");
    byte[] whole = Files.readAllBytes(file);
    byte[] torn = java.util.Arrays.copyOf(whole, whole.length + 100_000);
    System.arraycopy(whole, 8, torn, whole.length, 30);
    Files.write(file, torn);
    try (OutcomeJournal next = open()) {
      assertEquals(List.of(outcome(1, "ok")), next.outcomes());
      next.add(outcome(2, "ok"));
      awaitJournalled(1);
    }
    try (OutcomeJournal next = open()) {
      assertEquals(2, next.outcomes().size());
    }
  }

  @Test
  void aFileThatIsNoJournalIsNotOverwritten() throws Exception {
    Path file = directory.resolve("outcomes.journal");
    Files.writeString(file, "these are somebody's notes");
    IOException e = assertThrows(IOException.class, this::open);
    assertTrue(e.getMessage().contains("move it away"), e.getMessage());
    assertEquals("these are somebody's notes", Files.readString(file));
  }

  @Test
  void aFileThatWasCreatedAndNeverWrittenIsAnEmptyJournal() throws Exception {
    Files.createFile(directory.resolve("outcomes.journal"));
    try (OutcomeJournal journal = open()) {
      assertEquals(List.of(), journal.outcomes());
    }
  }

  @Test
  void aFullDiskHoldsOutcomesBackUntilThereIsRoom() throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    BlockingQueue<Boolean> tries = new LinkedBlockingQueue<>();
    OutcomeJournal.Disk disk =
        (file, records) -> {
          boolean noSpace = full.get();
          tries.add(noSpace);
          if (noSpace) {
            throw new IOException("No space left on device");
          }
          file.append(records);
        };
    try (OutcomeJournal journal = OutcomeJournal.open(directory, disk, journalled::add)) {
      journal.begin(failure -> {});
      journal.add(outcome(1, "ok"));
      awaitJournalled(1);
      full.set(true);
      journal.add(outcome(2, "ok"));
      tries.poll(10, TimeUnit.SECONDS);
      assertEquals(true, tries.poll(10, TimeUnit.SECONDS));
      assertNull(journalled.poll());
      full.set(false);
      awaitJournalled(1);
      journal.add(outcome(3, "ok"));
      awaitJournalled(1);
    }
    try (OutcomeJournal next = open()) {
      assertEquals(List.of(outcome(1, "ok"), outcome(2, "ok"), outcome(3, "ok")), next.outcomes());
    }
  }

  @Test
  void aFileOfMostlyForgottenOutcomesIsWrittenAnew() throws Exception {
    String longMessage = "x".repeat(5_000);
    try (OutcomeJournal journal = open()) {
      journal.add(outcome(1, longMessage));
      awaitJournalled(1);
      for (int group = 0; group < 32; group++) {
        List<AttemptId> attempts = new ArrayList<>();
        for (int run = 2; run < 52; run++) {
          journal.add(outcome(run, longMessage));
          attempts.add(attempt(run));
        }
        awaitJournalled(50);
        journal.forget(attempts);
      }
    }
    assertTrue(
        Files.size(directory.resolve("outcomes.journal")) < 3 * OutcomeJournal.COMPACT_BYTES / 2);
    try (OutcomeJournal next = open()) {
      assertEquals(List.of(outcome(1, longMessage)), next.outcomes());
    }
  }

  private OutcomeJournal open() throws IOException {
    OutcomeJournal journal = OutcomeJournal.open(directory, journalled::add);
    journal.begin(failure -> {});
    return journal;
  }

  private void awaitJournalled(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      if (journalled.poll(10, TimeUnit.SECONDS) == null) {
        throw new AssertionError("nothing was journalled for 10 s");
      }
    }
  }

  private static AttemptId attempt(int run) {
    return new AttemptId(new RunId(run), "extract", 1);
  }

  private static AttemptOutcome outcome(int run, String message) {
    return new AttemptOutcome(
        attempt(run),
        new Incarnation("life-1"),
        Outcome.FAILED,
        3,
        message,
        SortedMaps.copyOf(java.util.Map.of("rows", "17")),
        Instant.EPOCH,
        Instant.EPOCH.plusMillis(1_500));
  }
}
