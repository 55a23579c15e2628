package dev.baton.cli.client;

import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientFile;
import dev.baton.common.api.client.ClientSettings;
import dev.baton.common.file.FileFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** How to reach the cluster: named on the command line, in the environment, or found nearby. */
public final class ConnectionOptions {
  static final String SERVER_VARIABLE = "BATON_SERVER";
  static final String TOKEN_VARIABLE = "BATON_TOKEN";
  static final String AUTHORITY_VARIABLE = "BATON_TLS_CA";
  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--server",
      paramLabel = "URL",
      split = ",",
      description =
          "Addresses of coordinators, with commas between; default $BATON_SERVER, else the cluster"
              + " of the data directory.")
  private List<String> servers = new ArrayList<>();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the token, or a coordinator's own file of tokens; default"
              + " $BATON_TOKEN, else the token of the data directory.")
  private Path tokenFile;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description =
          "Certificates to trust for https addresses, PEM; default $BATON_TLS_CA, else those that"
              + " Java trusts.")
  private Path authorities;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Data directory of a cluster on this machine; default $BATON_DATA, else ~/.baton.")
  private Path dataDirectory;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long to go on trying while no coordinator answers or none leads; default"
              + " ${DEFAULT-VALUE}.")
  private int patienceSeconds;

  BatonClient connect() {
    return BatonClient.of(settings());
  }

  private ClientSettings settings() {
    List<String> named = servers.isEmpty() ? fromEnvironment() : servers;
    ClientFile nearby = named.isEmpty() || token() == null ? nearby(named.isEmpty()) : null;
    List<URI> addresses =
        named.isEmpty()
            ? nearby.servers()
            : named.stream().map(ConnectionOptions::address).toList();
    String token = token();
    if (token == null && nearby != null) {
      token = nearby.token();
    }
    try {
      return ClientSettings.of(addresses, token)
          .withPatience(Duration.ofSeconds(Math.max(1, patienceSeconds)))
          .withTls(trust());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() + ".");
    }
  }

  private static List<String> fromEnvironment() {
    String value = System.getenv(SERVER_VARIABLE);
    return value == null || value.isBlank() ? List.of() : List.of(value.strip().split("\\s*,\\s*"));
  }

  private static URI address(String text) {
    try {
      URI address = URI.create(text.contains("://") ? text : "http://" + text);
      if (address.getPort() > MAX_PORT) {
        throw new UsageException(
            "'" + text + "' names a port above " + MAX_PORT + "; write http://host:port.");
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "'" + text + "' is no address of a coordinator; write it as http://host:port.");
    }
  }

  /** Null if none is named. */
  private String token() {
    if (tokenFile != null) {
      return tokenIn(tokenFile);
    }
    String value = System.getenv(TOKEN_VARIABLE);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Null = what Java trusts. */
  private SSLContext trust() {
    String named = System.getenv(AUTHORITY_VARIABLE);
    Path file = authorities;
    if (file == null && named != null && !named.isBlank()) {
      file = Path.of(named.strip());
    }
    return file == null ? null : TrustFile.read(file);
  }

  private static String tokenIn(Path file) {
    try {
      for (String line : Files.readAllLines(file)) {
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          return text.substring(text.lastIndexOf(' ') + 1);
        }
      }
    } catch (IOException e) {
      throw new UsageException(
          "The token file "
              + file
              + " cannot be read ("
              + FileFault.reason(e)
              + "). Name another one.");
    }
    throw new UsageException("The token file " + file + " holds no token.");
  }

  private ClientFile nearby(boolean needed) {
    Path directory = dataDirectory == null ? ClientFile.defaultDataDirectory() : dataDirectory;
    try {
      return ClientFile.read(directory);
    } catch (IOException e) {
      if (!needed) {
        return null;
      }
      throw new UsageException(
          "No cluster is named and none is known in "
              + directory
              + " ("
              + FileFault.reason(e)
              + "). Start one with 'baton up', or name one with --server.");
    }
  }
}
