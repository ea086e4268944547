package io.carillon.wire.http;

import io.carillon.wire.http.Result.Failed;
import io.carillon.wire.http.Result.Kind;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.util.Objects;
import java.util.stream.Stream;

/// Why no secure connection came about: what is wrong with the certificate, and what mends it.
///
/// The JDK asks for dates and trust first, and for the name last, so that a certificate which is
/// wrong in two ways counts by the first of them.
final class Insecure {
  private static final String NOT_SECURE = "no secure connection: ";

  private Insecure() {}

  /// What a failed handshake comes to.
  static Failed failed(IOException handshake) {
    if (has(handshake, CertificateExpiredException.class)) {
      return wrong(
          Kind.CERTIFICATE_DATE,
          "the certificate, or one that vouches for it, has expired: renew it");
    }
    if (has(handshake, CertificateNotYetValidException.class)) {
      return wrong(
          Kind.CERTIFICATE_DATE,
          "the certificate, or one that vouches for it, is not valid yet: wait for its first day,"
              + " or have it issued anew");
    }
    if (causes(handshake).anyMatch(Insecure::leadsNowhere)) {
      return wrong(
          Kind.CERTIFICATE_TRUST,
          "nobody trusted vouches for the certificate: have it issued by a public authority, not"
              + " signed by itself, and have the server send those in between, too");
    }
    if (has(handshake, CertificateException.class)) {
      return wrong(
          Kind.CERTIFICATE_NAME,
          "the certificate is of another host: it must have the host of the URL among its"
              + " subject alternative names");
    }
    return wrong(Kind.TLS, String.valueOf(handshake.getMessage()));
  }

  private static Failed wrong(Kind kind, String why) {
    return new Failed(kind, NOT_SECURE + why);
  }

  /// That very class among the causes: the JDK throws the bare `CertificateException` where the
  /// name is another one, and classes below it for all else.
  private static boolean has(Throwable thrown, Class<? extends CertificateException> kind) {
    return causes(thrown).anyMatch(cause -> cause.getClass() == kind);
  }

  /// No path to a root that is trusted, or only to one that bears the name of one.
  private static boolean leadsNowhere(Throwable cause) {
    return cause instanceof CertPathBuilderException
        || (cause instanceof CertPathValidatorException invalid
            && (invalid.getReason() == BasicReason.INVALID_SIGNATURE
                || invalid.getReason() == PKIXReason.NO_TRUST_ANCHOR));
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
  }
}
