package dev.baton.executor.guard;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Removes folders that tasks have written to, whatever rights they took from themselves there. */
final class FolderRemoval {
  private FolderRemoval() {}

  /**
   * Removes the folder with all that is in it; follows no links. None is no error.
   *
   * @throws IOException if something can't be removed, e.g. because it is another user's
   */
  static void remove(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            // To take entries out of it.
            allow(folder);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            // A folder that can't be opened: once more, with the right to.
            boolean barred =
                Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(file);
            if (barred && allow(file)) {
              remove(file);
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Whether the folder can be read now. */
  private static boolean allow(Path folder) {
    File file = folder.toFile();
    file.setExecutable(true);
    file.setWritable(true);
    file.setReadable(true);
    return Files.isReadable(folder);
  }
}
