package io.carillon.wire.http;

import java.time.Duration;
import javax.net.ssl.SSLContext;

/// How a server speaks TLS: who it says it is, whom it lets in, and from which version on. All of
/// it can be renewed while the server runs: what stands stays, and whoever connects from then on
/// sees the new.
///
/// Of TLS 1.2 only the suites with forward secrecy and authenticated encryption are offered (RFC
/// 7525 section 4.2); those of TLS 1.3 are all of that kind.
public final class HttpTls {
  /// Whether clients show a certificate.
  public enum Clients {
    /// They are not asked for one.
    UNASKED,
    /// They are asked; one that is shown must be trusted.
    ASKED,
    /// Who shows none that is trusted is not let in.
    REQUIRED
  }

  /// The oldest version that is spoken.
  public enum Oldest {
    TLS_1_2,
    TLS_1_3;

    String[] protocols() {
      return switch (this) {
        case TLS_1_2 -> new String[] {"TLSv1.3", "TLSv1.2"};
        case TLS_1_3 -> new String[] {"TLSv1.3"};
      };
    }
  }

  /// One state of it.
  ///
  /// @param context who we are, and whom we trust where clients are asked
  public record Terms(SSLContext context, Clients clients, Oldest oldest) {}

  private final Duration hsts;
  private volatile Terms terms;

  /// @param hsts for how long browsers are told to come by TLS only (RFC 6797); zero = they are not
  public HttpTls(Terms first, Duration hsts) {
    terms = first;
    this.hsts = hsts;
  }

  Duration hsts() {
    return hsts;
  }

  /// Other terms for whoever connects from now on.
  public void renew(Terms next) {
    terms = next;
  }

  Terms terms() {
    return terms;
  }
}
