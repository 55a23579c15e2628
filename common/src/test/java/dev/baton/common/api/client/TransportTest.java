package dev.baton.common.api.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TransportTest {
  @Test
  void whatIsWrongWithACertificateIsSaidInPlainWords() {
    assertEquals("its certificate has expired", reason(new CertificateExpiredException()));
    assertEquals(
        "its certificate is not valid yet, or this clock is wrong",
        reason(new CertificateNotYetValidException()));
    assertEquals(
        "its certificate is not signed by one that is trusted here (--tls-ca)", reason(null));
    assertEquals("connection refused", Transport.reasonOf(new ConnectException()));
    assertEquals("odd", Transport.reasonOf(new IOException("odd")));
  }

  /** As Java's validator wraps it. */
  private static String reason(Exception cause) {
    SSLHandshakeException handshake = new SSLHandshakeException("PKIX path validation failed");
    handshake.initCause(new CertPathValidatorException("validity check failed", cause));
    return Transport.reasonOf(handshake);
  }
}
