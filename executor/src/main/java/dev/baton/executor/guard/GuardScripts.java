package dev.baton.executor.guard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The guard's scripts, written from this jar to the data directory where a shell can read them. */
record GuardScripts(Path guard, Path init) {
  static final String GUARD = "guard.sh";
  private static final String INIT = "init.sh";

  static GuardScripts install(Path dataDir) throws IOException {
    Path folder = Files.createDirectories(dataDir.toAbsolutePath().resolve("guard"));
    return new GuardScripts(install(folder, GUARD), install(folder, INIT));
  }

  /** A shell reads its script as it goes: replaced by renaming, a running guard keeps its own. */
  private static Path install(Path folder, String name) throws IOException {
    Path target = folder.resolve(name);
    Path fresh = Files.createTempFile(folder, name, ".new");
    try (InputStream script = GuardScripts.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IOException("this program lacks its own file " + name);
      }
      Files.copy(script, fresh, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.move(
        fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
