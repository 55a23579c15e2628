package dev.baton.coordinator.store.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;

  private String refusal() {
    return assertThrows(HomeException.class, () -> DataDirectory.open(home()).close()).getMessage();
  }

  private Path home() {
    return parent.resolve("data");
  }

  @Test
  void itIsMadeAndCanBeOpenedAgain() {
    DataDirectory.open(home()).close();
    try (DataDirectory again = DataDirectory.open(home())) {
      assertEquals(home().resolve("x"), again.resolve("x"));
    }
  }

  @Test
  void aSecondOwnerInThisProcessIsRefusedAndTheLockStays() throws Exception {
    try (DataDirectory first = DataDirectory.open(home())) {
      assertTrue(refusal().contains("this very process uses it"), refusal());
      // Opening must not have let go of the first one's lock: POSIX would, at any close.
      try (Holder other = Holder.start(home())) {
        assertTrue(other.word().startsWith("refused"), other.word());
        assertTrue(other.word().contains("process " + ProcessHandle.current().pid()));
      }
      first.bindTo("c-1");
    }
  }

  @Test
  void aDirectoryThatAnotherProcessUsesIsRefusedUntilThatIsKilled() throws Exception {
    try (Holder other = Holder.start(home())) {
      assertEquals("held", other.word());
      String refusal = refusal();
      assertTrue(refusal.startsWith("Cannot use the data directory " + home()), refusal);
      assertTrue(refusal.contains("process " + other.pid() + " uses it"), refusal);
    }
    DataDirectory.open(home()).close();
  }

  @Test
  void itBelongsToOneCluster() {
    try (DataDirectory first = DataDirectory.open(home())) {
      first.bindTo("c-1");
      first.bindTo("c-1");
    }
    try (DataDirectory again = DataDirectory.open(home())) {
      String refusal = assertThrows(HomeException.class, () -> again.bindTo("c-2")).getMessage();
      assertTrue(refusal.contains("belongs to the cluster c-1"), refusal);
    }
  }

  @Test
  void aNewerLayoutIsRefused() throws Exception {
    DataDirectory.open(home()).close();
    Files.writeString(home().resolve("layout"), "2\n");
    assertTrue(refusal().contains("a newer version of Baton has written it"), refusal());
    Files.writeString(home().resolve("layout"), "?");
    assertTrue(refusal().contains("is damaged"), refusal());
    Files.writeString(home().resolve("layout"), "1\n");
    DataDirectory.open(home()).close();
  }

  @Test
  void aPathThatCannotBeADirectoryIsRefused() throws Exception {
    Files.writeString(parent.resolve("data"), "a file");
    assertTrue(refusal().startsWith("Cannot create the data directory"), refusal());
  }

  /** Another process that holds the directory until it is killed. */
  private record Holder(Process process, String word) implements AutoCloseable {
    static Holder start(Path home) throws Exception {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  DirectoryHolder.class.getName(),
                  home.toString())
              .redirectErrorStream(true)
              .start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      return new Holder(process, out.readLine());
    }

    long pid() {
      return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }
}
