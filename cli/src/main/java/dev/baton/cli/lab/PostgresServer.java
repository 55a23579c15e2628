package dev.baton.cli.lab;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A PostgreSQL server with its safe settings (fsync and synchronous_commit on), from the binaries
 * on the class path, or from an installed server's.
 */
final class PostgresServer {
  static final String USER = "baton";
  static final String DATABASE = "postgres";

  private static final long INITDB_PATIENCE_S = 120;

  private final Path bin;
  private final Path data;
  private final int port;

  PostgresServer(Path bin, Path data, int port) {
    this.bin = bin;
    this.data = data;
    this.port = port;
  }

  /** Unpacks the binaries into the folder, once; answers where the programs are. */
  static Path unpack(Path folder) {
    Path bin = folder.resolve("bin");
    if (Files.isExecutable(bin.resolve("postgres"))) {
      return bin;
    }
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    String resource = "/postgres-linux-" + arch + ".txz";
    try (InputStream packed = PostgresServer.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new LabException(
            "there are no PostgreSQL binaries for "
                + arch
                + " here; name an installed server's"
                + " with --postgres-bin, for example /usr/lib/postgresql/15/bin");
      }
      untar(new XZCompressorInputStream(new BufferedInputStream(packed)), folder);
      return bin;
    } catch (IOException e) {
      throw new LabException("cannot unpack PostgreSQL into " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void untar(InputStream tarred, Path folder) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(tarred)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("an entry leads out of the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(file.getParent());
          Files.deleteIfExists(file);
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  /** Makes the database cluster if there is none; password in a file of its own. */
  void init(String password) {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    Path passwordFile = data.resolveSibling("postgres.password");
    try {
      Files.createDirectories(data.getParent());
      Files.writeString(passwordFile, password);
      Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
      List<String> command = asUser();
      command.addAll(
          List.of(
              bin.resolve("initdb").toString(),
              "-D",
              data.toString(),
              "-U",
              USER,
              "-A",
              "scram-sha-256",
              "--pwfile=" + passwordFile,
              "-E",
              "UTF8",
              "--no-locale",
              "--no-sync"));
      Path log = data.resolveSibling("initdb.log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(INITDB_PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new LabException("initdb failed; see " + log);
      }
    } catch (IOException e) {
      throw new LabException("cannot make a PostgreSQL database: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted while PostgreSQL was being set up", e);
    }
  }

  /** A killed server may leave its lock file, and a zombie that makes it look alive. */
  static void forgetDeadServer(Path data) {
    try {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new LabException("cannot remove postmaster.pid: " + e.getMessage(), e);
    }
  }

  List<String> command() {
    List<String> command = asUser();
    command.addAll(
        List.of(
            bin.resolve("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-h",
            "127.0.0.1",
            "-k",
            "",
            "-c",
            "fsync=on",
            "-c",
            "synchronous_commit=on",
            "-c",
            "full_page_writes=on",
            "-c",
            "max_connections=100"));
    return command;
  }

  Map<String, String> environment() {
    return Map.of("LC_ALL", "C", "LD_LIBRARY_PATH", bin.resolveSibling("lib").toString());
  }

  /** PostgreSQL refuses to run as root; a user namespace shows it another number. */
  private static List<String> asUser() {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.add("unshare");
      command.add("-U");
    }
    return command;
  }
}
