package io.carillon.wire.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Answers what the HTTP engine could not parse, in the words of the mount that owns the path, as
/// far as there is one. The connection is closed after it.
final class Unsound implements DirectHandler {
  private final Router router;
  private final HttpObserver observer;
  private final int headMax;
  private final UsualFields usual;

  Unsound(Router router, HttpObserver observer, int headMax, UsualFields usual) {
    this.usual = usual;
    this.router = router;
    this.observer = observer;
    this.headMax = headMax;
  }

  @Override
  public TransportResponse handle(
      TransportRequest sent,
      EventType type,
      Status engineStatus,
      ServerResponseHeaders headers,
      String message) {
    Problem.Malformed problem = problem(sent, type, engineStatus);
    String target = sent.path();
    int mark = target.indexOf('?');
    String path = Exchange.path(mark < 0 ? target : target.substring(0, mark));
    Request request = new Request(sent.method(), path, "", Nothing.HEAD, System.nanoTime());
    Mount owner = router.owner(path);
    request.named(owner.requestIds());
    Reply reply = Router.problem(owner, request, problem);
    observer.done(sent.method(), "", reply.status(), 0);
    return response(usual.complete(reply));
  }

  private Problem.Malformed problem(TransportRequest sent, EventType type, Status engineStatus) {
    int status = engineStatus.code();
    if (type == EventType.INTERNAL_ERROR || status == 400) {
      if (Line.CURRENT.isBound() && Line.CURRENT.get().headBytes() >= headMax) {
        return new Problem.Malformed(431, "the header fields are too large");
      }
      return sent.headers().contains(HeaderNames.CONTENT_ENCODING)
          ? new Problem.Malformed(415, "an encoded body is not taken")
          : new Problem.Malformed(400, "the request is not sound HTTP/1.1");
    }
    return switch (status) {
      case 414 -> new Problem.Malformed(414, "the request target is too long");
      case 501 -> new Problem.Malformed(501, "the transfer encoding is not known");
      case 505 -> new Problem.Malformed(505, "only HTTP/1.1 is spoken here");
      default -> new Problem.Malformed(400, "the request is not sound HTTP/1.1");
    };
  }

  private static TransportResponse response(Reply reply) {
    TransportResponse.Builder response =
        TransportResponse.builder().status(Status.create(reply.status())).keepAlive(false);
    if (!reply.contentType().isEmpty()) {
      response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, reply.contentType()));
    }
    for (Field field : reply.fields()) {
      response.header(HeaderValues.create(HeaderNames.create(field.name()), field.value()));
    }
    return response.entity(reply.body()).build();
  }

  /// The head of a request that could not be read.
  private enum Nothing implements Request.Head {
    HEAD;

    @Override
    public Optional<String> first(String name) {
      return Optional.empty();
    }

    @Override
    public List<String> all(String name) {
      return List.of();
    }

    @Override
    public InetAddress remote() {
      return InetAddress.getLoopbackAddress();
    }
  }
}
