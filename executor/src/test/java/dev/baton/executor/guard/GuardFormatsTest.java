package dev.baton.executor.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is written for guards and read of them. */
class GuardFormatsTest {
  @TempDir private Path dir;

  @Test
  void aDeadlineIsRoundedUpSoThatNoGuardIsEarly() {
    assertEquals(100, LeaseFile.hundredths(1_000_000_000L));
    assertEquals(101, LeaseFile.hundredths(1_000_000_001L));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theLeaseFileIsOverwrittenInPlaceAndItsPredecessorRemoved() throws IOException {
    LeaseFile killed = LeaseFile.create(dir);
    killed.write(5_000_000_000L);
    assertEquals(List.of("500", "500"), fields(killed));
    long size = Files.size(killed.path());
    killed.write(123_456_780_000_000L);
    assertEquals(List.of("12345678", "12345678"), fields(killed));
    assertEquals(size, Files.size(killed.path()));
    try (LeaseFile next = LeaseFile.create(dir)) {
      assertFalse(Files.exists(killed.path()));
      assertTrue(Files.exists(next.path()));
    }
  }

  private static List<String> fields(LeaseFile file) throws IOException {
    return List.of(Files.readString(file.path()).strip().split(" +"));
  }

  @Test
  void theStartFileQuotesWhatAShellWouldRead() {
    assertEquals(
        "export A='it'\\''s $x `y`'\nset -- 'a b' '' '*'\n",
        StartFile.text(List.of("a b", "", "*"), Map.of("A", "it's $x `y`")));
    assertThrows(
        IllegalArgumentException.class, () -> StartFile.text(List.of(), Map.of("a-b", "")));
    assertThrows(IllegalArgumentException.class, () -> StartFile.text(List.of("a\0b"), Map.of()));
  }

  @Test
  void theExecutorsSecretsAreWithheldFromTasksAndItsOtherVariablesAreNot() {
    for (String withheld :
        List.of("BATON_TOKEN", "BATON_TOKEN_FILE", "BATON_SECRET_X", "BATON_EXECUTOR_TOKEN")) {
      assertTrue(Inherited.isWithheld(withheld), withheld);
    }
    assertTrue(Inherited.isWithheld("BATON_PARAM_YEAR"));
    assertTrue(Inherited.isWithheld("BATON_GUARD"));
    for (String passed : List.of("PATH", "BATON_SAMPLES", "MY_TOKEN", "BATON_DATA")) {
      assertFalse(Inherited.isWithheld(passed), passed);
    }
  }

  @Test
  void aGuardsLastWordIsUnderstood() {
    assertEquals(new GuardEnd(GuardEnd.Why.EXIT, 3, ""), GuardEnd.parse("exit 3\n", "noise"));
    assertNull(GuardEnd.parse("lease -\n", "noise").exitCode());
    assertEquals("EPERM", GuardEnd.parse("exit -\n", "EPERM").trouble());
    assertThrows(IllegalStateException.class, () -> GuardEnd.parse("what 1", ""));
  }

  @Test
  void aRecordIsReadAsItWasWritten() throws IOException {
    TreeRecord record =
        TreeRecord.of(new Incarnation("i-1"), new AttemptId(new RunId(17), "天气.a", 2), "0123456789")
            .withGuard(ProcessHandle.current().pid());
    record.write(dir);
    assertEquals(record, TreeRecord.read(dir));
    Files.writeString(dir.resolve("record"), "run=x");
    assertThrows(IOException.class, () -> TreeRecord.read(dir));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anAttemptFromBeforeARestartOfTheMachineIsGone() throws Exception {
    leave("another-boot", ProcTable.pidNamespace());
    assertEquals(1, Leftovers.endAll(dir).gone().size());
    assertEquals(new Leftovers.Report(List.of(), List.of()), Leftovers.endAll(dir));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anAttemptOfAnotherContainerIsNotProvenGone() throws Exception {
    leave(ProcTable.bootId(), "pid:[1]");
    Leftovers.Report report = Leftovers.endAll(dir);
    assertEquals(List.of(), report.gone());
    assertEquals(List.of(), report.endedIncarnations());
    assertTrue(report.unproven().get(0).reason().contains("another container"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anAttemptOfAnotherContainerIsGoneIfItsGuardSaidSo() throws Exception {
    Path folder = leave(ProcTable.bootId(), "pid:[1]");
    Files.writeString(folder.resolve("end"), "executor -\n");
    assertEquals(1, Leftovers.endAll(dir).gone().size());
  }

  private Path leave(String bootId, String pidNamespace) throws IOException {
    Path folder = Files.createDirectories(dir.resolve("attempts").resolve("17-a-1-0123456789"));
    new TreeRecord(
            new Incarnation("i-1"),
            new AttemptId(new RunId(17), "a", 1),
            "0123456789",
            bootId,
            pidNamespace,
            0,
            0)
        .write(folder);
    return folder;
  }
}
