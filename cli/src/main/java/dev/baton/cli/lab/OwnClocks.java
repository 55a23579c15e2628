package dev.baton.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Wall clocks of single processes, by libfaketime: each reads the offset of its clock from a file.
 * Monotonic clocks are left alone, as they are when a host's clock is set.
 */
final class OwnClocks {
  private static final String LIBRARY = "libfaketimeMT.so.1";

  /** Where distributions install it. */
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime", LIBRARY),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime", LIBRARY),
          Path.of("/usr/lib64/faketime", LIBRARY),
          Path.of("/usr/lib/faketime", LIBRARY),
          Path.of("/usr/local/lib/faketime", LIBRARY));

  private final Path folder;

  OwnClocks(Path directory) {
    this.folder = directory.resolve("clocks");
  }

  /** Why there can be none here; empty if there can. */
  static String missing() {
    return library() == null ? "a process's clock of its own needs libfaketime" : "";
  }

  private static Path library() {
    return PLACES.stream().filter(Files::isReadable).findFirst().orElse(null);
  }

  /** The start of a command whose process has that clock, which is right at first. */
  List<String> prefix(String name) {
    Path library = library();
    if (library == null) {
      throw new LabException(missing());
    }
    set(name, 0);
    return List.of(
        "env",
        "LD_PRELOAD=" + library,
        // Both spellings: releases differ. With a faked monotonic clock every wait is wrong.
        "DONT_FAKE_MONOTONIC=1",
        "FAKETIME_DONT_FAKE_MONOTONIC=1",
        "FAKETIME_FORCE_MONOTONIC_FIX=0",
        // Seconds: a file read for each look at the clock would cost six times as much.
        "FAKETIME_CACHE_DURATION=1",
        "FAKETIME_TIMESTAMP_FILE=" + folder.resolve(name));
  }

  /**
   * Sets a clock; its process follows within two seconds.
   *
   * @param offsetMs to what is right; negative = behind
   */
  void set(String name, long offsetMs) {
    try {
      Files.createDirectories(folder);
      Path fresh = folder.resolve(name + ".new");
      Files.writeString(fresh, String.format(Locale.ROOT, "%+.3f%n", offsetMs / 1e3));
      Files.move(
          fresh,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LabException("cannot set the clock of " + name + ": " + e.getMessage(), e);
    }
  }
}
