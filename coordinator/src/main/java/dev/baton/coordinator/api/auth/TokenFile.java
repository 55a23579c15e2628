package dev.baton.coordinator.api.auth;

import dev.baton.common.api.ClusterView.CallerRole;
import dev.baton.common.id.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A text file of tokens, one a line: role, name, token. Made with one token of each role at the
 * first start, for its owner's eyes alone. The coordinators of a cluster share the same tokens, so
 * that a standby can pass a request on.
 */
public final class TokenFile {
  public static final String NAME = "tokens";

  private static final int TOKEN_BYTES = 32;
  private static final int MIN_TOKEN_LENGTH = 16;
  private static final int MAX_ENTRIES = 10_000;

  private TokenFile() {}

  /** One line of the file. */
  public record Entry(Caller caller, String token) {}

  /**
   * Reads the file; makes it first where there is none.
   *
   * @throws IOException if it cannot be read or made, or a line is wrong; the message is for people
   */
  public static List<Entry> readOrMake(Path file) throws IOException {
    if (!Files.exists(file)) {
      make(file);
    }
    return read(file);
  }

  /** The first token of that role, for a program of the same user; null if there is none. */
  public static String first(List<Entry> entries, CallerRole role) {
    for (Entry entry : entries) {
      if (entry.caller().role() == role) {
        return entry.token();
      }
    }
    return null;
  }

  private static List<Entry> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        entries.add(parse(file, i + 1, line));
      }
    }
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw new IOException(
          file
              + " holds "
              + entries.size()
              + " tokens; it needs 1 to "
              + MAX_ENTRIES
              + ". Remove the file to get new ones at the next start.");
    }
    return List.copyOf(entries);
  }

  private static Entry parse(Path file, int number, String line) throws IOException {
    String[] words = line.split("\\s+");
    if (words.length != 3 || words[2].length() < MIN_TOKEN_LENGTH || !Names.isValid(words[1])) {
      throw new IOException(
          file
              + ", line "
              + number
              + ": write a role, a name and a token of at least "
              + MIN_TOKEN_LENGTH
              + " characters.");
    }
    try {
      CallerRole role = CallerRole.valueOf(words[0].toUpperCase(Locale.ROOT));
      return new Entry(new Caller(words[1], role), words[2]);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file
              + ", line "
              + number
              + ": '"
              + words[0]
              + "' is no role; use admin, operator or"
              + " viewer.",
          e);
    }
  }

  private static void make(Path file) throws IOException {
    StringBuilder text = new StringBuilder("# Tokens of the operator API: role, name, token.\n");
    SecureRandom random = new SecureRandom();
    for (CallerRole role : List.of(CallerRole.ADMIN, CallerRole.OPERATOR, CallerRole.VIEWER)) {
      byte[] bytes = new byte[TOKEN_BYTES];
      random.nextBytes(bytes);
      String word = role.name().toLowerCase(Locale.ROOT);
      text.append(word)
          .append(' ')
          .append(word)
          .append(' ')
          .append(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
          .append('\n');
    }
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), NAME, ".new", ownerOnly());
    try {
      Files.write(fresh, text.toString().getBytes(StandardCharsets.UTF_8));
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another process made it in this moment: its tokens count.
    } finally {
      Files.delete(fresh);
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
