package dev.baton.common.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFaultTest {
  @TempDir Path folder;

  @Test
  void whatTheSystemThrowsBecomesAClause() throws Exception {
    Path missing = folder.resolve("missing");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertEquals("there is no " + missing, reason(() -> Files.readString(missing)));
    assertEquals(file + " is in the way", reason(() -> Files.createDirectories(file)));
    assertEquals(
        "/x: Read-only file system",
        FileFault.reason(new FileSystemException("/x", null, "Read-only file system")));
    assertEquals("this user may not use /x", FileFault.reason(new AccessDeniedException("/x")));
    assertEquals(
        "No space left on device", FileFault.reason(new IOException("No space left on device")));
    assertEquals("IOException", FileFault.reason(new IOException()));
  }

  private interface Access {
    void run() throws IOException;
  }

  private static String reason(Access access) {
    return FileFault.reason(assertThrows(IOException.class, access::run));
  }
}
