package io.carillon.wire.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds who answers a request, and turns whatever happens there into a reply.
///
/// It knows no sockets: the server reads requests and writes replies around it, and `answer` runs a
/// request without a server.
public final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final Duration STOPPING = Duration.ofSeconds(1);

  /// What was found for a request.
  sealed interface Match {
    Mount mount();

    /// The full pattern, or empty.
    String pattern();

    /// A handler is to answer.
    record Routed(Paths.Bound bound) implements Match {
      @Override
      public Mount mount() {
        return bound.mount();
      }

      @Override
      public String pattern() {
        return bound.pattern();
      }
    }

    /// The server itself answers OPTIONS.
    record Options(Mount mount, String pattern, List<String> allowed) implements Match {}

    /// Nobody can answer.
    record Refused(Mount mount, String pattern, Problem problem) implements Match {}
  }

  private final Paths paths = new Paths();
  private final List<Mount> owners;

  /// @throws IllegalArgumentException if two mounts share a prefix, or two routes a method and path
  public Router(List<Mount> mounts) {
    List<Mount> longestFirst = new ArrayList<>(mounts);
    Set<String> prefixes = new HashSet<>();
    for (Mount mount : mounts) {
      if (!prefixes.add(mount.prefix())) {
        throw new IllegalArgumentException("two mounts at " + mount.prefix());
      }
      for (Route route : mount.routes()) {
        paths.add(mount, route);
      }
    }
    longestFirst.add(Mount.last());
    longestFirst.sort(Comparator.comparingInt((Mount mount) -> mount.prefix().length()).reversed());
    owners = List.copyOf(longestFirst);
  }

  /// Answers a request that is already whole, as the server would: routes, limits and problems.
  public Reply answer(Request request) {
    return switch (match(request)) {
      case Match.Routed(var bound) when request.body().length > bound.route().bodyMax() -> {
        request.read(new byte[0]);
        Problem problem = new Problem.BodyTooLarge(bound.route().bodyMax());
        yield problem(bound.mount(), request, problem);
      }
      case Match.Routed(var bound) -> run(bound, request);
      case Match.Options options -> options(options);
      case Match.Refused(var mount, _, var problem) -> problem(mount, request, problem);
    };
  }

  /// Finds the route and gives the request its variables and query.
  Match match(Request request) {
    Mount owner = owner(request.path());
    request.named(owner.requestIds());
    Paths.Found found;
    try {
      found = paths.find(request.method(), request.path());
    } catch (Paths.Undecodable _) {
      return new Match.Refused(owner, "", malformed("the path's percent-encoding is broken"));
    }
    if (found == null) {
      return new Match.Refused(owner, "", new Problem.NotFound());
    }
    Paths.Bound bound = found.methods().get(request.method());
    if (bound == null && "HEAD".equals(request.method())) {
      bound = found.methods().get("GET");
    }
    if (bound == null) {
      Paths.Bound other = found.methods().values().iterator().next();
      request.named(other.mount().requestIds());
      return "OPTIONS".equals(request.method())
          ? new Match.Options(other.mount(), other.pattern(), found.allowed())
          : new Match.Refused(
              other.mount(), other.pattern(), new Problem.MethodNotAllowed(found.allowed()));
    }
    request.named(bound.mount().requestIds());
    if (!isPrintable(request.rawQuery())) {
      Problem problem = malformed("the query holds a character that must be escaped");
      return new Match.Refused(bound.mount(), bound.pattern(), problem);
    }
    Optional<Parameters> query = Parameters.parse(request.rawQuery());
    if (query.isEmpty()) {
      Problem problem = malformed("the query's percent-encoding is broken");
      return new Match.Refused(bound.mount(), bound.pattern(), problem);
    }
    request.routed(query.get(), found.variables());
    return new Match.Routed(bound);
  }

  /// RFC 3986 lets less stand in a query as it is, but clients write `expand[]=` and `DateSent>=`,
  /// and nobody can take that for something else.
  private static boolean isPrintable(String query) {
    return query.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /// The mount that words the problems of `path`: the longest prefix.
  Mount owner(String path) {
    for (Mount mount : owners) {
      if (mount.owns(path)) {
        return mount;
      }
    }
    return owners.getLast();
  }

  Reply run(Paths.Bound bound, Request request) {
    try {
      return bound.route().handler().handle(request);
    } catch (InterruptedException _) {
      return problem(bound.mount(), request, new Problem.Overloaded(STOPPING));
    } catch (Throwable broken) {
      var reply = problem(bound.mount(), request, new Problem.Broken(broken));
      var what = request.method() + " " + bound.pattern();
      if (isForLater(reply)) {
        LOG.warn("{} is to be asked again, request {}: {}", what, request.id(), broken.toString());
      } else {
        LOG.error("{} broke, request {}", what, request.id(), broken);
      }
      return reply;
    }
  }

  /// What comes again is nobody's mistake, and may come often: it has no stack trace.
  private static boolean isForLater(Reply reply) {
    return reply.status() == 429 || reply.status() == 503;
  }

  static Reply options(Match.Options options) {
    return Reply.empty(204).with("Allow", String.join(", ", options.allowed()));
  }

  /// The mount's reply, with what the status demands; a bare one where rendering itself broke.
  static Reply problem(Mount mount, Request request, Problem problem) {
    Reply reply;
    try {
      reply = mount.errors().problem(request, problem);
    } catch (Throwable broken) {
      LOG.error("a reply to a problem broke, status {}", problem.status(), broken);
      reply = Reply.empty(problem.status());
    }
    return switch (problem) {
      case Problem.MethodNotAllowed(var allowed) ->
          lacking(reply, "Allow", String.join(", ", allowed));
      case Problem.Overloaded(var pause) -> lacking(reply, "Retry-After", seconds(pause));
      case Problem.TooMany(var pause) -> lacking(reply, "Retry-After", seconds(pause));
      case Problem.NotFound _,
          Problem.BodyTooLarge _,
          Problem.TimedOut _,
          Problem.Malformed _,
          Problem.Broken _ ->
          reply;
    };
  }

  private static String seconds(Duration pause) {
    return Long.toString(Math.max(1, pause.plusMillis(999).toSeconds()));
  }

  private static Reply lacking(Reply reply, String name, String value) {
    return reply.has(name) ? reply : reply.with(name, value);
  }

  private static Problem malformed(String why) {
    return new Problem.Malformed(400, why);
  }
}
