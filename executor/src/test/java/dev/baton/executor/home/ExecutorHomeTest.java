package dev.baton.executor.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.Incarnation;
import dev.baton.executor.start.ExitCode;
import dev.baton.executor.start.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorHomeTest {
  @TempDir Path temporary;

  @Test
  void aSecondProcessLifeKnowsTheFirstAndTheSameHome() throws Exception {
    ExecutorHome first = ExecutorHome.open(directory());
    first.close();
    try (ExecutorHome second = ExecutorHome.open(directory())) {
      assertEquals(List.of(first.incarnation()), second.earlier());
      assertEquals(first.fingerprint(), second.fingerprint());
      assertNotEquals(first.incarnation(), second.incarnation());
    }
  }

  @Test
  void aCopyOfTheDirectoryIsAnotherHome() throws Exception {
    String original;
    try (ExecutorHome home = ExecutorHome.open(directory())) {
      original = home.fingerprint();
    }
    Path copy = Files.createDirectory(temporary.resolve("copy"));
    Files.copy(directory().resolve("home.id"), copy.resolve("home.id"));
    try (ExecutorHome home = ExecutorHome.open(copy)) {
      assertNotEquals(original, home.fingerprint());
    }
  }

  @Test
  void aDirectoryThatIsInUseIsRefusedAndTheMessageNamesTheProcess() throws Exception {
    try (ExecutorHome home = ExecutorHome.open(directory())) {
      StartException e = assertThrows(StartException.class, () -> ExecutorHome.open(directory()));
      assertEquals(ExitCode.DATA_DIRECTORY, e.exitCode());
      assertTrue(
          e.getMessage().contains("in use by another executor, process " + pid()), e.getMessage());
      assertTrue(e.getMessage().contains("--data-dir"));
    }
  }

  @Test
  void aPathThatCannotBeADirectoryIsRefusedWithAdvice() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");
    StartException e =
        assertThrows(StartException.class, () -> ExecutorHome.open(file.resolve("data")));
    assertEquals(ExitCode.DATA_DIRECTORY, e.exitCode());
    assertTrue(e.getMessage().contains("Nothing was started"), e.getMessage());
  }

  @Test
  void theClusterIsRemembered() throws Exception {
    try (ExecutorHome home = ExecutorHome.open(directory())) {
      assertEquals(ClusterMemory.NONE, home.cluster());
      home.remember(new ClusterMemory("cluster-a", 17));
    }
    try (ExecutorHome home = ExecutorHome.open(directory())) {
      assertEquals(new ClusterMemory("cluster-a", 17), home.cluster());
    }
  }

  @Test
  void aCopiedDirectoryKnowsTheClusterButNoEpoch() throws Exception {
    try (ExecutorHome home = ExecutorHome.open(directory())) {
      home.remember(new ClusterMemory("cluster-a", 17));
    }
    Path copy = Files.createDirectories(temporary.resolve("copy"));
    for (String name : List.of("home.id", "cluster")) {
      Files.copy(directory().resolve(name), copy.resolve(name));
    }
    try (ExecutorHome home = ExecutorHome.open(copy)) {
      assertEquals(new ClusterMemory("cluster-a", 0), home.cluster());
    }
  }

  @Test
  void onlySoManyProcessLivesAreRemembered() throws Exception {
    List<Incarnation> all = new ArrayList<>();
    for (int life = 0; life < ExecutorHome.MAX_INCARNATIONS + 3; life++) {
      try (ExecutorHome home = ExecutorHome.open(directory())) {
        all.add(home.incarnation());
      }
    }
    try (ExecutorHome home = ExecutorHome.open(directory())) {
      assertEquals(all.subList(3, all.size()), home.earlier());
    }
  }

  private Path directory() {
    return temporary.resolve("data").resolve("e1");
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }
}
