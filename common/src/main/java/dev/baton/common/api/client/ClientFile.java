package dev.baton.common.api.client;

import dev.baton.common.api.ApiJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * {@code client.json} in a data directory: how to reach the cluster that works there. Written by
 * whoever starts the coordinator, readable by its owner alone, because it holds a token.
 */
public record ClientFile(List<URI> servers, String token) {
  public static final String NAME = "client.json";

  /** Names the data directory of this machine's own cluster. */
  public static final String DATA_DIRECTORY_VARIABLE = "BATON_DATA";

  public ClientFile {
    servers = List.copyOf(servers);
  }

  /** {@code $BATON_DATA}, or {@code .baton} in the user's home. */
  public static Path defaultDataDirectory() {
    String named = System.getenv(DATA_DIRECTORY_VARIABLE);
    return named == null || named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".baton")
        : Path.of(named);
  }

  /**
   * Reads the file of a data directory.
   *
   * @throws IOException if it is missing, not readable or damaged; the message is for people
   */
  public static ClientFile read(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolve(NAME);
    byte[] bytes = Files.readAllBytes(file);
    try {
      return ApiJson.lenient().readValue(bytes, ClientFile.class);
    } catch (JacksonException e) {
      throw new IOException(file + " is damaged; start the coordinator again to renew it", e);
    }
  }

  /** Replaces the file of a data directory. */
  public void write(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolve(NAME);
    Path fresh = Files.createTempFile(dataDirectory, NAME, ".new", ownerOnly());
    Files.write(fresh, ApiJson.lenient().writeValueAsBytes(this));
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
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
