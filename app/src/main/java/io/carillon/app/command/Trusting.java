package io.carillon.app.command;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Whose certificates a command believes: those that a file holds, else those that the JDK trusts;
/// but on this machine anybody's, for nothing leaves it, and a certificate seldom names 127.0.0.1.
final class Trusting {
  private Trusting() {}

  static SSLContext context(boolean here, Optional<Path> trust) throws Trouble {
    try {
      var context = SSLContext.getInstance("TLS");
      if (trust.isPresent()) {
        context.init(null, managers(trust.get()), null);
      } else {
        context.init(null, here ? new TrustManager[] {new Anybody()} : null, null);
      }
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new Trouble("no certificate could be read for --trust: " + e.getMessage());
    }
  }

  private static TrustManager[] managers(Path trust) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    try (var in = Files.newInputStream(trust)) {
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("trusted-" + number++, one);
      }
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /// Believes every server; of the extended kind, so that its name is not compared either.
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
      throw new UnsupportedOperationException("a command serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {
      throw new UnsupportedOperationException("a command serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
      throw new UnsupportedOperationException("a command serves nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
