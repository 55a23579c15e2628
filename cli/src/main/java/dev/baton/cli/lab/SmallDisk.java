package dev.baton.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** File systems of a few megabytes, in memory, for data directories that are to fill up. */
final class SmallDisk {
  private SmallDisk() {}

  /** Why none can be made here; empty if one can. */
  static String missing() {
    if (!System.getProperty("user.name").equals("root")) {
      return "a small file system needs root";
    }
    return Tool.isThere("mount") ? "" : "a small file system needs the program mount";
  }

  static void mount(Path folder, int sizeMb) {
    Tool.run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=" + sizeMb + "m",
        "baton-small-disk",
        folder.toString());
  }

  /** Unmounts everything below the folder. */
  static void unmountBelow(Path folder) {
    try {
      List<String> below =
          Files.readAllLines(Path.of("/proc/mounts")).stream()
              .map(line -> line.split(" ")[1])
              .filter(place -> Path.of(place).startsWith(folder))
              .sorted(Comparator.reverseOrder())
              .toList();
      below.forEach(place -> Tool.tryRun("umount", "-l", place));
    } catch (IOException e) {
      throw new LabException("cannot read /proc/mounts: " + e.getMessage(), e);
    }
  }
}
