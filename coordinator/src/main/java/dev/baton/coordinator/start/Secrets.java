package dev.baton.coordinator.start;

import dev.baton.common.api.ClusterView.CallerRole;
import dev.baton.common.file.FileFault;
import dev.baton.coordinator.api.auth.TokenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All that callers of this coordinator must show.
 *
 * @param adminToken one of the API's, for programs of the same user
 */
record Secrets(
    List<TokenFile.Entry> api, String adminToken, String executorToken, String coordinatorToken) {

  /** Reads or makes the files; {@code admin.token} is written for the user's convenience. */
  static Secrets readOrMake(Path tokens) throws StartException {
    try {
      Path file = tokens.toAbsolutePath();
      Files.createDirectories(file.getParent());
      List<TokenFile.Entry> entries = TokenFile.readOrMake(file);
      String admin = TokenFile.first(entries, CallerRole.ADMIN);
      if (admin != null) {
        SecretFile.write(file.resolveSibling("admin.token"), admin);
      }
      return new Secrets(
          entries,
          admin,
          SecretFile.readOrMake(file.resolveSibling("executor.token")),
          SecretFile.readOrMake(file.resolveSibling("coordinator.token")));
    } catch (IOException e) {
      throw new StartException(
          ExitCode.DATA_DIRECTORY,
          "The tokens beside "
              + tokens
              + " cannot be used: "
              + FileFault.reason(e)
              + ". Let this user read and write there, or name another place with --tokens.",
          e);
    }
  }

  /** Never shows them. */
  @Override
  public String toString() {
    return "Secrets";
  }
}
