package dev.baton.executor.start;

import dev.baton.common.file.FileFault;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the token and the TLS files; never shows what is in them. */
public final class Credentials {
  private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

  /** Longest token, in characters; as on the wire. */
  private static final int MAX_TOKEN_LENGTH = 1_024;

  private Credentials() {}

  /**
   * The token in the file, without white space around it.
   *
   * @param file null = no token
   */
  public static String token(Path file) throws StartException {
    if (file == null) {
      return "";
    }
    String token;
    try {
      token = Files.readString(file).strip();
      warnIfOthersMayRead(file);
    } catch (IOException e) {
      throw new StartException(
          ExitCode.CREDENTIALS,
          "The token file "
              + file
              + " cannot be read: "
              + FileFault.reason(e)
              + ". Nothing was started. The coordinator writes it as executor.token in its data"
              + " directory; copy it, and give this user the right to read it.",
          e);
    }
    if (token.isEmpty() || token.length() > MAX_TOKEN_LENGTH) {
      throw new StartException(
          ExitCode.CREDENTIALS,
          "The token file "
              + file
              + " holds "
              + token.length()
              + " characters; a token has 1 to "
              + MAX_TOKEN_LENGTH
              + ". Nothing was started. Copy executor.token from the coordinator's data directory.");
    }
    return token;
  }

  private static void warnIfOthersMayRead(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      LOG.warn("Every user of this machine can read the token file {}; chmod 600 mends that", file);
    }
  }

  /**
   * TLS towards coordinators.
   *
   * @param authorities PEM file of the certificates to trust; null = those that Java trusts
   * @param certificate our own, a PEM file, where coordinators ask for one; null = none
   * @param key of that certificate, PKCS 8 in a PEM file
   */
  public static SslContext tls(Path authorities, Path certificate, Path key) throws StartException {
    if ((certificate == null) != (key == null)) {
      throw new StartException(
          ExitCode.USAGE, "--tls-cert and --tls-key go together; only one was given.");
    }
    try {
      SslContextBuilder builder =
          SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
      if (authorities != null) {
        builder.trustManager(authorities.toFile());
      }
      if (certificate != null) {
        builder.keyManager(certificate.toFile(), key.toFile());
      }
      return builder.build();
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(
          ExitCode.CREDENTIALS,
          "The TLS files cannot be used: " + e.getMessage() + ". Nothing was started.",
          e);
    }
  }
}
