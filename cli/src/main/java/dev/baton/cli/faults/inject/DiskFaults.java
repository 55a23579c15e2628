package dev.baton.cli.faults.inject;

import dev.baton.cli.faults.inject.Injector.Healing;
import dev.baton.cli.lab.Lab;
import dev.baton.cli.lab.LabException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fills the small file system of an executor. */
final class DiskFaults {
  private static final int BLOCK_BYTES = 4096;

  /** More than this is no small file system: it is the machine's own disk. */
  private static final long MOST_BYTES = 512L * 1024 * 1024;

  private DiskFaults() {}

  static Healing fill(Lab lab, String target) {
    Path filler = lab.directory().resolve(target).resolve("filler");
    try {
      if (Files.getFileStore(filler.getParent()).getTotalSpace() > MOST_BYTES) {
        throw new LabException(target + " has no small file system; see lab --executor-disk");
      }
      Files.createFile(filler);
    } catch (IOException e) {
      throw new LabException("cannot fill the disk of " + target + ": " + e.getMessage(), e);
    }
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (long bytes = 0; bytes < MOST_BYTES; bytes += BLOCK_BYTES) {
        out.write(block);
      }
    } catch (IOException e) {
      // It is full: that is the fault.
    }
    return () -> delete(filler);
  }

  private static void delete(Path filler) {
    try {
      Files.deleteIfExists(filler);
    } catch (IOException e) {
      throw new LabException("cannot remove " + filler + ": " + e.getMessage(), e);
    }
  }
}
