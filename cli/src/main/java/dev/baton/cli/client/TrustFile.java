package dev.baton.cli.client;

import dev.baton.common.file.FileFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A PEM file of the certificates to trust. */
final class TrustFile {
  private TrustFile() {}

  /**
   * @throws UsageException if the file cannot be read or holds no certificate
   */
  static SSLContext read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new UsageException(file + " holds no certificate; --tls-ca takes a PEM file.");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UsageException(
          "The certificates in " + file + " cannot be read: " + FileFault.reason(e) + ".");
    } catch (GeneralSecurityException e) {
      throw new UsageException(
          file + " is no PEM file of certificates, as --tls-ca takes it: " + e.getMessage() + ".");
    }
  }
}
