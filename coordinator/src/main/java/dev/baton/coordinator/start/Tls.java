package dev.baton.coordinator.start;

import dev.baton.coordinator.start.CoordinatorSettings.TlsFiles;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Both ends of TLS.
 *
 * @param server for those who dial us; null = plain
 * @param client for dialling other coordinators; null = plain
 */
record Tls(SslContext server, SSLContext client) {
  static Tls of(TlsFiles files) throws StartException {
    if (files == null) {
      return new Tls(null, null);
    }
    try {
      SslContext server =
          SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile())
              .sslProvider(SslProvider.JDK)
              .build();
      SslContextBuilder client = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
      if (files.authority() != null) {
        client.trustManager(files.authority().toFile());
      }
      return new Tls(server, ((JdkSslContext) client.build()).context());
    } catch (SSLException | IllegalArgumentException e) {
      throw new StartException(
          ExitCode.USAGE,
          "The TLS files cannot be used: "
              + e.getMessage()
              + ". Give a certificate chain and its key without passphrase, both PEM.",
          e);
    }
  }
}
