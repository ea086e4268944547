package io.carillon.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// The context that the HTTP engine is given: each connection gets the terms of that moment.
///
/// The engine (Helidon 4.5) makes the secure socket and shakes hands before it tells anybody of the
/// connection, sets neither versions nor suites nor whether clients are asked, and waits for the
/// client without a limit. The one thing of ours that it calls in time is the context's socket
/// factory; so what is to be said stands there.
final class ServedContext extends SSLContext {
  /// Told of each connection before the handshake.
  @FunctionalInterface
  interface Greeter {
    /// Takes note of it.
    ///
    /// @throws IOException if the connection is not to be taken
    void greet(Socket plain) throws IOException;
  }

  ServedContext(HttpTls tls, Greeter greeter) {
    super(
        new Spi(tls, greeter),
        tls.terms().context().getProvider(),
        tls.terms().context().getProtocol());
  }

  private static SSLParameters parameters(HttpTls.Terms terms) {
    SSLParameters parameters = terms.context().getDefaultSSLParameters();
    parameters.setProtocols(terms.oldest().protocols());
    parameters.setCipherSuites(
        Arrays.stream(parameters.getCipherSuites())
            .filter(ServedContext::isSound)
            .toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    switch (terms.clients()) {
      case UNASKED -> parameters.setNeedClientAuth(false);
      case ASKED -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
    return parameters;
  }

  private static boolean isSound(String suite) {
    boolean authenticated = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
    boolean forward = suite.startsWith("TLS_ECDHE_") || !suite.contains("_WITH_");
    return authenticated && forward;
  }

  /// What a context does, by the terms of the moment.
  private static final class Spi extends SSLContextSpi {
    private final HttpTls tls;
    private final Greeter greeter;

    Spi(HttpTls tls, Greeter greeter) {
      this.tls = tls;
      this.greeter = greeter;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
      throw new UnsupportedOperationException("the terms come with their own");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      HttpTls.Terms terms = tls.terms();
      return new Sockets(
          terms.context().getSocketFactory(),
          greeter,
          socket -> {
            socket.setSSLParameters(parameters(terms));
            return socket;
          });
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return tls.terms().context().getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return tls.terms().context().createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return tls.terms().context().createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return tls.terms().context().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return tls.terms().context().getClientSessionContext();
    }
  }

  /// Makes the server's side of secure sockets, and nothing else.
  private static final class Sockets extends SSLSocketFactory {
    private final SSLSocketFactory inner;
    private final Greeter greeter;
    private final UnaryOperator<SSLSocket> set;

    Sockets(SSLSocketFactory inner, Greeter greeter, UnaryOperator<SSLSocket> set) {
      this.inner = inner;
      this.greeter = greeter;
      this.set = set;
    }

    @Override
    public Socket createSocket(Socket plain, InputStream consumed, boolean autoClose)
        throws IOException {
      greeter.greet(plain);
      return set.apply((SSLSocket) inner.createSocket(plain, consumed, true));
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return inner.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return inner.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) {
      throw onlyServes();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw onlyServes();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw onlyServes();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw onlyServes();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw onlyServes();
    }

    private static UnsupportedOperationException onlyServes() {
      return new UnsupportedOperationException("a server calls nobody");
    }
  }
}
