package io.carillon.wire.http;

import io.carillon.wire.http.Line.Phase;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request on its line: reads its head and its body, up to what its route takes.
final class Exchange implements Request.Head {
  private static final byte[] NOTHING = {};
  private static final int FIRST_PIECE = 8 * 1024;

  /// How long, and how far, a body that nobody wants is still read.
  private static final Duration LINGER = Duration.ofMillis(500);

  private static final long LINGER_MAX = 1L << 20;

  private final Line line;
  private final Lines lines;
  private final RoutingRequest engine;
  private final ServerRequestHeaders headers;
  private @Nullable InetAddress sender;
  private long reserved;
  private boolean whole;

  Exchange(Line line, Lines lines, RoutingRequest engine) {
    this.line = line;
    this.lines = lines;
    this.engine = engine;
    headers = engine.headers();
    whole = !engine.content().hasEntity();
  }

  /// The request without its body.
  Request request() {
    String target = engine.prologue().uriPath().rawPath();
    return new Request(
        engine.prologue().method().text(),
        path(target),
        engine.prologue().hasQuery() ? engine.prologue().query().rawValue() : "",
        this,
        System.nanoTime());
  }

  /// The path of a target in absolute form (RFC 9112 section 3.2.2), any other as it is.
  static String path(String target) {
    if (target.startsWith("/") || !target.regionMatches(true, 0, "http", 0, 4)) {
      return target;
    }
    int host = target.indexOf("://");
    int slash = host < 0 ? -1 : target.indexOf('/', host + 3);
    return host < 0 ? target : slash < 0 ? "/" : target.substring(slash);
  }

  /// Whether all of the body has been read, so that another request may follow.
  boolean whole() {
    return whole;
  }

  boolean lastAsked() {
    return headers.containsToken(HeaderValues.CONNECTION_CLOSE);
  }

  /// Reads the body into `request`.
  ///
  /// @param late makes the reply, as bytes, to a client that is too slow
  /// @return what stands against it, or null
  @Nullable Problem read(Request request, int bodyMax, Supplier<byte[]> late) {
    if (whole) {
      return null;
    }
    long length = headers.contentLength().orElse(-1);
    if (length > bodyMax) {
      return new Problem.BodyTooLarge(bodyMax);
    }
    if (!reserve(Math.max(length, 0))) {
      return new Problem.Overloaded(lines.limits().retryAfter());
    }
    line.enterBody(late);
    try {
      InputStream in = engine.content().inputStream();
      byte @Nullable [] body = length < 0 ? chunked(in, bodyMax) : sized(in, (int) length);
      if (body == null) {
        return new Problem.Overloaded(lines.limits().retryAfter());
      }
      request.read(body);
      whole = true;
      return null;
    } catch (Line.Overflow _) {
      return new Problem.BodyTooLarge(bodyMax);
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException | IOException _) {
      // The engine has several ways to say that a chunk is none, and no common one.
      return new Problem.Malformed(400, "the body is not sound HTTP/1.1");
    } finally {
      line.allowAll();
      line.leave();
    }
  }

  /// Gives back the room that the body took.
  void release() {
    lines.release(reserved);
    reserved = 0;
  }

  private boolean reserve(long bytes) {
    lines.release(reserved);
    reserved = 0;
    if (!lines.reserve(bytes)) {
      return false;
    }
    reserved = bytes;
    return true;
  }

  private static byte[] sized(InputStream in, int length) throws IOException {
    byte[] body = new byte[length];
    int at = 0;
    while (at < length) {
      int got = in.read(body, at, length - at);
      if (got < 0) {
        throw new CloseConnectionException("the body ended early");
      }
      at += got;
    }
    if (in.read() >= 0) {
      throw new CloseConnectionException("the body went on");
    }
    return body;
  }

  /// Null where there is no room for it.
  private byte @Nullable [] chunked(InputStream in, int bodyMax) throws IOException {
    byte[] body = NOTHING;
    int at = 0;
    while (true) {
      if (at == body.length) {
        int grown = (int) Math.min(bodyMax + 1L, Math.max(FIRST_PIECE, body.length * 2L));
        if (!reserve(grown)) {
          return null;
        }
        body = Arrays.copyOf(body, grown);
      }
      line.allow(bodyMax - at);
      int got = in.read(body, at, body.length - at);
      if (got < 0) {
        return Arrays.copyOf(body, at);
      }
      at += got;
      if (at > bodyMax) {
        throw new Line.Overflow();
      }
    }
  }

  /// Reads and forgets what the client still sends, a while, so that it gets to see the reply: a
  /// socket closed on unread bytes resets the connection and may take the reply with it.
  void linger() {
    line.enter(Phase.LEAVE, LINGER);
    for (long left = LINGER_MAX; left > 0; ) {
      byte[] bytes = line.pull();
      left -= bytes == null ? left : bytes.length;
    }
  }

  @Override
  public Optional<String> first(String name) {
    HeaderName header = HeaderNames.create(name);
    return headers.contains(header) ? Optional.of(headers.get(header).get()) : Optional.empty();
  }

  @Override
  public List<String> all(String name) {
    return headers.all(HeaderNames.create(name), List::of);
  }

  @Override
  public InetAddress remote() {
    if (sender == null) {
      InetAddress peer = Lines.peer(line);
      Forwarded proxies = lines.proxies();
      sender = proxies.isOurs(peer) ? proxies.sender(peer, all("X-Forwarded-For")) : peer;
    }
    return sender;
  }
}
