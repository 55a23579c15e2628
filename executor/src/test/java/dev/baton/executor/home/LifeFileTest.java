package dev.baton.executor.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.common.wire.PredecessorEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeFileTest {
  @TempDir private Path home;
  @TempDir private Path proc;

  @BeforeEach
  void machineRuns() throws IOException {
    machine("boot-1", 3);
  }

  private void machine(String boot, long kills) throws IOException {
    Path random = Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(random.resolve("boot_id"), boot + "\n");
    Files.writeString(proc.resolve("vmstat"), "pgfault 1\noom_kill " + kills + "\nx 2\n");
  }

  private LifeFile life() {
    return new LifeFile(home, proc);
  }

  private PredecessorEnd successorTells() {
    return PredecessorEnd.of(life().predecessor());
  }

  @Test
  void theFirstLifeKnowsOfNone() {
    assertEquals("", life().predecessor());
  }

  @Test
  void aLifeWithoutALastWordWasKilled() {
    life().look(false);
    assertEquals(PredecessorEnd.KILLED, successorTells());
  }

  @Test
  void aKillThatTheKernelCountedIsForWantOfMemory() throws IOException {
    life();
    machine("boot-1", 4);
    assertEquals(PredecessorEnd.OUT_OF_MEMORY, successorTells());
  }

  @Test
  void aKillThatWasCountedWhileItLivedWasAnothersDeath() throws IOException {
    LifeFile life = life();
    machine("boot-1", 4);
    life.look(false);
    assertEquals(PredecessorEnd.KILLED, successorTells());
  }

  @Test
  void aFullHeapAtTheLastLookIsWantOfMemoryUnlessItRecovered() {
    LifeFile life = life();
    life.look(true);
    assertEquals(PredecessorEnd.OUT_OF_MEMORY, successorTells());
    LifeFile next = life();
    next.look(true);
    next.look(false);
    assertEquals(PredecessorEnd.KILLED, successorTells());
  }

  @Test
  void anotherBootIsARestartOfTheMachine() throws IOException {
    life();
    machine("boot-2", 0);
    assertEquals(PredecessorEnd.HOST_RESTARTED, successorTells());
  }

  @Test
  void theFirstLastWordCounts() {
    LifeFile life = life();
    life.ends(PredecessorEnd.FAILED, "one\ntwo");
    life.ends(PredecessorEnd.STOPPED, "asked");
    life.look(true);
    assertEquals("FAILED: one two", life().predecessor());
  }

  @Test
  void aMachineThatCountsNothingStillTellsAKill() throws IOException {
    Files.delete(proc.resolve("vmstat"));
    life();
    assertEquals(PredecessorEnd.KILLED, successorTells());
  }
}
