package io.carillon.wire.http;

import io.carillon.wire.http.Line.Phase;
import io.carillon.wire.http.Router.Match;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the HTTP engine calls for each request that is sound so far: match, read, run, reply.
///
/// It stands in place of the engine's own routing, whose matching and filters we do not need.
final class Serving implements HttpRouting {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

  /// What somebody with too many connections is told to wait.
  private static final Duration SURPLUS_PAUSE = Duration.ofSeconds(5);

  private final Router router;
  private final HttpObserver observer;
  private final Visitors visitors;
  private final UsualFields usual;
  private final HttpSecurity security = HttpSecurity.create();

  /// Who is told, and who is asked.
  record Around(HttpObserver observer, Visitors visitors) {}

  Serving(Router router, Around around, UsualFields usual) {
    this.usual = usual;
    visitors = around.visitors;
    this.router = router;
    observer = around.observer;
  }

  @Override
  public HttpSecurity security() {
    return security;
  }

  @Override
  public void route(ConnectionContext context, RoutingRequest engine, RoutingResponse response) {
    if (!(context instanceof Line line)) {
      throw new IllegalStateException("a connection that is no line");
    }
    line.leave();
    Exchange exchange = new Exchange(line, line.lines(), engine);
    Request request = exchange.request();
    Match match = router.match(request);
    Reply reply;
    try {
      reply =
          line.isSurplus()
              ? surplus(request, match)
              : reply(line.lines(), exchange, request, match);
    } finally {
      exchange.release();
    }
    boolean ending = line.lines().draining() || line.isSurplus();
    boolean last = ending || !exchange.whole() || exchange.lastAsked();
    try {
      line.enter(Phase.WRITE, line.lines().limits().write());
      boolean headOnly = "HEAD".equals(request.method());
      head(reply, last, response);
      if (reply.pieces().isPresent()) {
        stream(line, reply.pieces().get(), headOnly, response);
      } else {
        write(reply, headOnly, response);
      }
      if (!exchange.whole()) {
        exchange.linger();
      }
    } finally {
      reply.pieces().ifPresent(Pieces::close);
      done(request, match, reply);
    }
    if (last) {
      throw new CloseConnectionException("last reply of this connection");
    }
    line.awaitNext();
  }

  private Reply reply(Lines lines, Exchange exchange, Request request, Match match) {
    int bodyMax =
        switch (match) {
          case Match.Routed(var bound) -> bound.route().bodyMax();
          case Match.Options _, Match.Refused _ -> Lines.SMALL_BODY;
        };
    Problem problem = exchange.read(request, bodyMax, () -> late(request, match));
    return switch (match) {
      case Match.Refused(var mount, _, var refusal) -> {
        Problem first = asVisitor(request);
        yield Router.problem(mount, request, first == null ? refusal : first);
      }
      case Match.Options options -> Router.options(options);
      case Match.Routed(var bound) -> {
        if (problem == null && bound.mount().open()) {
          problem = asVisitor(request);
        }
        if (problem == null && !lines.begin()) {
          problem = new Problem.Overloaded(lines.limits().retryAfter());
        } else if (problem == null) {
          try {
            yield router.run(bound, request);
          } finally {
            lines.end();
          }
        }
        yield Router.problem(bound.mount(), request, problem);
      }
    };
  }

  /// Its body is not read.
  private static Reply surplus(Request request, Match match) {
    return Router.problem(match.mount(), request, new Problem.TooMany(SURPLUS_PAUSE));
  }

  /// What stands against a request for what anybody may ask for.
  private @Nullable Problem asVisitor(Request request) {
    Optional<Duration> pause = visitors.refuses(request.remote());
    pause.ifPresent(_ -> observer.turnedAway(HttpObserver.Why.VISITORS));
    return pause.map(Problem.TooMany::new).orElse(null);
  }

  private byte[] late(Request request, Match match) {
    Reply reply = Router.problem(match.mount(), request, new Problem.TimedOut());
    done(request, match, reply);
    return Raw.reply(usual.complete(reply));
  }

  private void done(Request request, Match match, Reply reply) {
    long nanos = System.nanoTime() - request.arrival();
    observer.done(request.method(), match.pattern(), reply.status(), nanos);
  }

  private void head(Reply reply, boolean last, RoutingResponse response) {
    response.status(Status.create(reply.status()));
    ServerResponseHeaders headers = response.headers();
    if ("application/json".equals(reply.contentType())) {
      headers.set(JSON);
    } else if (!reply.contentType().isEmpty()) {
      headers.set(HeaderValues.create(HeaderNames.CONTENT_TYPE, reply.contentType()));
    }
    for (Field field : reply.fields()) {
      headers.add(HeaderValues.create(HeaderNames.create(field.name()), field.value()));
    }
    usual.complete(headers);
    if (last) {
      headers.set(HeaderValues.CONNECTION_CLOSE);
    }
  }

  private static void write(Reply reply, boolean headOnly, RoutingResponse response) {
    boolean bodyless = reply.status() == 204 || reply.status() == 205 || reply.status() == 304;
    if (bodyless) {
      response.send();
    } else if (headOnly) {
      var length = HeaderValues.create(HeaderNames.CONTENT_LENGTH, reply.body().length);
      response.headers().set(length);
      response.send();
    } else {
      response.send(reply.body());
    }
  }

  /// The client has the usual time for each piece; the time that making one takes is ours.
  private static void stream(Line line, Pieces pieces, boolean headOnly, RoutingResponse response) {
    try {
      if (headOnly) {
        response.headers().set(HeaderValues.TRANSFER_ENCODING_CHUNKED);
        response.send();
        return;
      }
      var out = response.outputStream();
      for (byte[] piece = next(line, pieces); piece.length > 0; piece = next(line, pieces)) {
        line.enter(Phase.WRITE, line.lines().limits().write());
        out.write(piece);
        out.flush();
      }
      line.enter(Phase.WRITE, line.lines().limits().write());
      out.close();
      response.commit();
    } catch (IOException e) {
      throw new CloseConnectionException("the client left within a body", e);
    }
  }

  private static byte[] next(Line line, Pieces pieces) {
    line.leave();
    try {
      return pieces.next();
    } catch (InterruptedException _) {
      throw new CloseConnectionException("the server is stopping");
    } catch (RuntimeException e) {
      LOG.error("a body broke off", e);
      throw new CloseConnectionException("a body broke off", e);
    }
  }
}
