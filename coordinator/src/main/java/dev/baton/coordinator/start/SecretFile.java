package dev.baton.coordinator.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A file that holds one secret on one line, for its owner's eyes alone. */
final class SecretFile {
  private static final int SECRET_BYTES = 32;
  private static final int MIN_LENGTH = 16;

  private SecretFile() {}

  /** Reads the secret; makes one first where there is none. */
  static String readOrMake(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] bytes = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(bytes);
      Path fresh = draft(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      try {
        Files.createLink(file, fresh);
      } catch (FileAlreadyExistsException e) {
        // Another coordinator made it in this moment: its secret counts.
      } finally {
        Files.delete(fresh);
      }
    }
    String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
    if (secret.length() < MIN_LENGTH) {
      throw new IOException(
          file + " holds no secret of " + MIN_LENGTH + " characters or more; remove it to get one");
    }
    return secret;
  }

  /** Writes the file anew. */
  static void write(Path file, String secret) throws IOException {
    Files.move(
        draft(file, secret),
        file,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path draft(Path file, String secret) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path fresh =
        Files.createTempFile(directory, file.getFileName().toString(), ".new", ownerOnly());
    Files.writeString(fresh, secret + "\n", StandardCharsets.UTF_8);
    return fresh;
  }

  private static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }
}
