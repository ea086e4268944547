package io.carillon.front.mycpaas;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.amend.Amendments;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.Problems;
import io.carillon.front.door.Saying;
import io.carillon.front.door.Scope;
import io.carillon.model.Fault;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Messages;
import io.carillon.wire.http.Handler;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The paths of the dialect, and what answers each.
///
/// | path below `/Accounts/{AccountSid}` | methods |
/// |---|---|
/// | `/Messages` | POST, GET |
/// | `/Messages/{Sid}` | GET, POST, DELETE |
/// | `/Messages/{Sid}/Media` | GET |
/// | `/Messages/{Sid}/Media/{Sid}` | GET, DELETE |
/// | `/Messages/{Sid}/Feedback` | POST |
///
/// Each is there as `.json`, as `.xml` and without an extension.
public final class MycpaasRoutes {
  private static final int BODY_MAX = 256 * 1024;
  private static final int IDLE_BODY_MAX = 16 * 1024;
  private static final String MESSAGES = "/Accounts/{account}/Messages";
  private static final String MESSAGE = MESSAGES + "/{sid}";
  private static final String MEDIA = MESSAGE + "/Media";
  private static final String MEDIUM = MEDIA + "/{medium}";

  private final MycpaasDoor door;
  private final Sending sending;
  private final MessageRoutes messages;
  private final Ids ids;

  /// Who is let in.
  public record Doors(Keys keys, Logins logins, Accounts accounts) {}

  /// The read ports that the dialect needs.
  public record Reading(Messages messages, History history) {}

  /// What carries out what is asked for.
  ///
  /// @param objections what stands against calling a URL, told without asking for its name
  public record Doing(
      Accept accept, Amendments amendments, Function<String, Optional<String>> objections) {}

  /// @param ids names requests
  public MycpaasRoutes(Doors doors, Reading reading, Doing doing, Clock clock, Ids ids) {
    door = new MycpaasDoor(doors.keys(), doors.logins(), doors.accounts());
    sending = new Sending(doing.accept(), doing.objections(), clock);
    messages = new MessageRoutes(reading.messages(), reading.history(), doing.amendments(), clock);
    this.ids = ids;
  }

  /// Both surfaces.
  public List<Mount> mounts() {
    var mounts = new ArrayList<Mount>();
    for (var surface : Surface.values()) {
      for (var prefix : surface.prefixes()) {
        mounts.add(
            new Mount(
                prefix,
                routes(surface),
                (request, problem) -> problem(surface, request, problem),
                () -> "RQ" + ids.next().hex()));
      }
    }
    return mounts;
  }

  private List<Route> routes(Surface surface) {
    var routes = new ArrayList<Route>();
    var to = new Adding(surface, routes);
    to.add("POST", MESSAGES, Scope.MESSAGING_SEND, sending::send);
    to.add("GET", MESSAGES, Scope.MESSAGING_READ, messages::list);
    to.add("GET", MESSAGE, Scope.MESSAGING_READ, messages::fetch);
    to.add("POST", MESSAGE, Scope.MESSAGING_SEND, messages::update);
    to.add("DELETE", MESSAGE, Scope.MESSAGING_SEND, messages::delete);
    to.add("POST", MESSAGE + "/Feedback", Scope.MESSAGING_SEND, messages::feedback);
    to.add("GET", MEDIA, Scope.MESSAGING_READ, messages::media);
    to.addShaped("GET", MEDIUM, Scope.MESSAGING_READ, messages::medium);
    to.addPlain("GET", MEDIUM, Scope.MESSAGING_READ, messages::file);
    to.add("DELETE", MEDIUM, Scope.MESSAGING_SEND, messages::deleteMedium);
    return routes;
  }

  /// Adds each path in the forms that it has.
  private final class Adding {
    private final Surface surface;
    private final List<Route> routes;

    Adding(Surface surface, List<Route> routes) {
      this.surface = surface;
      this.routes = routes;
    }

    void add(String method, String path, Scope scope, MycpaasDoor.Answer answer) {
      addShaped(method, path, scope, answer);
      addPlain(method, path, scope, answer);
    }

    void addShaped(String method, String path, Scope scope, MycpaasDoor.Answer answer) {
      for (var shape : Shape.values()) {
        add(method, path + shape.extension(), door.known(surface, shape, scope, answer));
      }
    }

    void addPlain(String method, String path, Scope scope, MycpaasDoor.Answer answer) {
      add(method, path, door.known(surface, surface.plain(), scope, answer));
    }

    private void add(String method, String path, Handler handler) {
      int bodyMax = method.equals("POST") ? BODY_MAX : IDLE_BODY_MAX;
      routes.add(new Route(method, path, bodyMax, handler));
    }
  }

  /// How the dialect says a fault.
  public static Saying saying(Fault fault) {
    var row = MycpaasFault.of(fault);
    return new Saying(
        row.refused().http(),
        Integer.toString(row.refused().number()),
        Integer.toString(row.failed()));
  }

  /// Too much at once is a 429: the official Java library repeats a 503 five times.
  private static Reply problem(Surface surface, Request request, Problem problem) {
    var shape = Shape.of(request.path()).orElse(surface.plain());
    var refusal = Problems.refusal(problem);
    int ofFault = MycpaasFault.of(refusal.fault()).refused().http();
    int status =
        problem instanceof Problem.Overloaded ? ofFault : Problems.status(problem, ofFault);
    return Denial.of(refusal).reply(status, shape);
  }
}
