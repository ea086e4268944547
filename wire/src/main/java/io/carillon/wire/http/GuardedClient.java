package io.carillon.wire.http;

import io.carillon.wire.http.AddressGuard.Verdict;
import io.carillon.wire.http.Result.Failed;
import io.carillon.wire.http.Result.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A blocking HTTP/1.1 client for addresses that somebody else chose: webhooks and media.
///
/// It calls only where `AddressGuard` lets it, follows no redirect, knows no proxy and no cookie,
/// and holds every call to one deadline and every answer to a size. Connections are kept and shared
/// by scheme, host and port. A kept connection may have been closed by the server while the request
/// was on its way: then, and only if not one byte of an answer came, the call is made once more on
/// a fresh connection. Made for virtual threads; any number may call at once.
public final class GuardedClient implements AutoCloseable {
  /// Addresses of one name that are tried.
  private static final int TRIES_MAX = 4;

  private final AddressGuard guard;
  private final ClientLimits limits;
  private final SSLContext tls;
  private final Links links;

  /// @param tls whom to trust, and who we are where a server asks
  public GuardedClient(AddressGuard guard, ClientLimits limits, SSLContext tls) {
    this.guard = guard;
    this.limits = limits;
    this.tls = tls;
    links = new Links(limits);
  }

  /// Makes the call. Whatever the far end does is in the result; only an interrupt throws.
  public Result exchange(Call call) throws InterruptedException {
    long until = links.now() + call.limit().toNanos();
    Target target;
    try {
      target = guard.target(call.url());
    } catch (Target.Unfit e) {
      return new Failed(Kind.REFUSED_BY_GUARD, e.why());
    }
    byte[] request = request(call, target);
    Link kept = links.take(target.origin(), until, this::stillFit);
    if (kept != null) {
      Result result = attempt(kept, request, call.bodyMax());
      if (result != null) {
        return result;
      }
    }
    return fresh(target, request, call.bodyMax(), until);
  }

  /// Connections kept now, not in use.
  public int kept() {
    return links.kept();
  }

  /// Ends all connections; calls under way fail.
  @Override
  public void close() {
    links.close();
  }

  /// What is allowed may have changed since the link was made, and a server that spoke unasked
  /// means to close.
  private boolean stillFit(Link link) {
    return link.isQuiet() && guard.objection(link.origin(), link.address(), link.own()).isEmpty();
  }

  private Result fresh(Target target, byte[] request, int bodyMax, long until)
      throws InterruptedException {
    Verdict verdict = guard.check(target, Duration.ofNanos(left(until)));
    return switch (verdict) {
      case Verdict.Refused(var why) -> new Failed(Kind.REFUSED_BY_GUARD, why);
      case Verdict.Nameless(var why) -> new Failed(Kind.NAME, why);
      case Verdict.Allowed(var addresses) ->
          connectAndSend(target, addresses, request, bodyMax, until);
    };
  }

  private Result connectAndSend(
      Target target, List<InetAddress> addresses, byte[] request, int bodyMax, long until)
      throws InterruptedException {
    String why = "the time was up";
    for (InetAddress address : addresses.subList(0, Math.min(TRIES_MAX, addresses.size()))) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.setTcpNoDelay(true);
        int millis =
            (int) Duration.ofNanos(Math.min(left(until), limits.connect().toNanos())).toMillis();
        socket.connect(new InetSocketAddress(address, target.origin().port()), Math.max(1, millis));
      } catch (IOException e) {
        why = "no connection to " + address.getHostAddress() + ": " + e.getMessage();
        close(socket);
        throwIfInterrupted();
        continue;
      }
      Link link = new Link(target.origin(), address, AddressGuard.isOwn(address), socket, until);
      links.opened(link);
      try {
        link.through(target.origin().secure() ? secure(target, socket) : socket);
      } catch (IOException e) {
        links.end(link);
        throwIfInterrupted();
        return link.expired()
            ? new Failed(Kind.TLS, "no secure connection: the handshake took too long")
            : Insecure.failed(e);
      }
      Result result = attempt(link, request, bodyMax);
      return result == null ? new Failed(Kind.BROKEN, "the connection ended") : result;
    }
    return new Failed(Kind.CONNECT, why);
  }

  /// An interrupt closes the socket of a virtual thread that waits on it.
  private static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted in a call");
    }
  }

  private long left(long until) {
    return Math.max(1, until - links.now());
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It never was a connection.
    }
  }

  /// A name is asked for and checked against the certificate; an address is only checked.
  private Socket secure(Target target, Socket socket) throws IOException {
    String host = target.origin().host();
    int port = target.origin().port();
    SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, host, port, true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (target.literal().isEmpty()) {
      parameters.setServerNames(serverName(host));
    }
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /// Names with an underscore cannot be asked for.
  private static List<SNIServerName> serverName(String host) {
    try {
      return List.of(new SNIHostName(host));
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }

  /// Sends and reads once; null where a kept link turned out to be closed, and nothing came.
  private @Nullable Result attempt(Link link, byte[] request, int bodyMax)
      throws InterruptedException {
    AnswerReader reader = new AnswerReader(link, bodyMax);
    try {
      send(link, request);
      Result.Answered answered = reader.read();
      if (reader.reusable()) {
        links.keep(link);
      } else {
        links.end(link);
      }
      return answered;
    } catch (IOException e) {
      links.end(link);
      throwIfInterrupted();
      if (link.expired()) {
        return new Failed(Kind.TIMEOUT, "no answer in time");
      }
      if (link.reused() && !link.answering()) {
        return null;
      }
      return new Failed(Kind.BROKEN, String.valueOf(e.getMessage()));
    }
  }

  /// A server may answer, and close, before it has read everything: its answer counts.
  private static void send(Link link, byte[] request) throws IOException {
    try {
      link.write(request);
    } catch (IOException e) {
      if (link.ready() == 0) {
        throw e;
      }
    }
  }

  private static byte[] request(Call call, Target target) {
    StringBuilder head = new StringBuilder(512);
    head.append(call.method()).append(' ').append(target.path()).append(" HTTP/1.1\r\nHost: ");
    head.append(target.origin().authority()).append("\r\n");
    for (Field field : call.fields()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    if (!"GET".equals(call.method())) {
      head.append("Content-Length: ").append(call.body().length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + call.body().length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(call.body(), 0, all, start.length, call.body().length);
    return all;
  }
}
