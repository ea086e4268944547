package io.carillon.front.mycpaas;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Numbers;
import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Roster;
import io.carillon.engine.amend.Amendments;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.NewAccounts;
import io.carillon.front.door.Problems;
import io.carillon.front.door.Saying;
import io.carillon.front.door.Scope;
import io.carillon.front.usage.UsageSums;
import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Traces;
import io.carillon.model.port.Usages;
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
import java.util.function.Predicate;

/// The paths of the dialect, and what answers each.
///
/// | path | methods |
/// |---|---|
/// | `/Accounts` | GET, POST |
/// | `/Accounts/{Sid}` | GET, POST |
/// | `…/Messages` | POST, GET |
/// | `…/Messages/{Sid}` | GET, POST, DELETE |
/// | `…/Messages/{Sid}/Media` | GET |
/// | `…/Messages/{Sid}/Media/{Sid}` | GET, DELETE |
/// | `…/Messages/{Sid}/Feedback` | POST |
/// | `…/Applications` | GET, POST |
/// | `…/Applications/{Sid}` | GET, POST, DELETE |
/// | `…/IncomingPhoneNumbers`, `/Local`, `/TollFree`, `/Mobile` | GET, POST |
/// | `…/IncomingPhoneNumbers/{Sid}` | GET, POST, DELETE |
/// | `…/AvailablePhoneNumbers/{Country}/Local`, `/TollFree`, `/Mobile` | GET |
/// | `…/SMS/ShortCodes` | GET |
/// | `…/SMS/ShortCodes/{Sid}` | GET, POST |
/// | `…/Usage/Records` | GET |
/// | `…/Usage/Records/{Interval}` | GET |
///
/// Each is there as `.json`, as `.xml` and without an extension. Beside them stand the messaging
/// services, below `/v1/Services`, in JSON and without an extension.
public final class MycpaasRoutes {
  /// Where messaging services stand: their own API has no version of ours before it.
  static final String SERVICES = "/v1/Services";

  private static final int BODY_MAX = 256 * 1024;
  private static final int IDLE_BODY_MAX = 16 * 1024;
  private static final String ACCOUNT = "/Accounts/{account}";
  private static final String MESSAGES = ACCOUNT + "/Messages";
  private static final String MESSAGE = MESSAGES + "/{sid}";
  private static final String MEDIA = MESSAGE + "/Media";
  private static final String MEDIUM = MEDIA + "/{medium}";
  private static final String APPLICATIONS = ACCOUNT + "/Applications";
  private static final String APPLICATION = APPLICATIONS + "/{sid}";
  private static final String NUMBERS = ACCOUNT + "/IncomingPhoneNumbers";
  private static final String NUMBER = NUMBERS + "/{sid}";
  private static final String AVAILABLE = ACCOUNT + "/AvailablePhoneNumbers/{country}";
  private static final String SHORT_CODES = ACCOUNT + "/SMS/ShortCodes";
  private static final String SHORT_CODE = SHORT_CODES + "/{sid}";
  private static final String USAGE = ACCOUNT + "/Usage/Records";
  private static final String SERVICE = "/{service}";

  private final MycpaasDoor door;
  private final Sending sending;
  private final MessageRoutes messages;
  private final AccountRoutes accounts;
  private final ApplicationRoutes applications;
  private final NumberRoutes numbers;
  private final ShortCodeRoutes shortCodes;
  private final ServiceRoutes services;
  private final UsageRoutes usage;
  private final Ids ids;

  /// Who is let in.
  public record Doors(Keys keys, Logins logins, Accounts accounts) {}

  /// The read ports that the dialect needs.
  public record Reading(Messages messages, History history, Traces traces, Usages usages) {}

  /// What carries out what is asked for.
  ///
  /// @param objections what stands against calling a URL, told without asking for its name
  /// @param carried whether any carrier carries a channel
  public record Doing(
      Accept accept,
      Amendments amendments,
      Roster roster,
      Inventory inventory,
      Function<String, Optional<String>> objections,
      Predicate<Channel> carried) {}

  /// @param ids names requests, and what accounts arrange
  public MycpaasRoutes(Doors doors, Reading reading, Doing doing, Clock clock, Ids ids) {
    var plans = new Numbers();
    Function<String, String> country = number -> plans.plan(number).country();
    var arranging =
        new Arranging(
            doors.accounts(), doing.roster(), doing.inventory(), doing.objections(), clock, ids);
    this.ids = ids;
    door = new MycpaasDoor(doors.keys(), doors.logins(), doors.accounts());
    sending = new Sending(doing.accept(), arranging, country);
    messages = new MessageRoutes(reading, doing.amendments(), new Once(doing.roster()), clock);
    accounts =
        new AccountRoutes(
            doors.accounts(), doing.roster(), new NewAccounts(doing.roster(), ids, clock));
    applications = new ApplicationRoutes(arranging);
    numbers = new NumberRoutes(arranging, doing.carried());
    shortCodes = new ShortCodeRoutes(arranging);
    services = new ServiceRoutes(arranging, country);
    usage = new UsageRoutes(new UsageSums(reading.usages(), doors.accounts()), clock);
  }

  /// Both surfaces, and the messaging services.
  public List<Mount> mounts() {
    var mounts = new ArrayList<Mount>();
    for (var surface : Surface.values()) {
      for (var prefix : surface.prefixes()) {
        mounts.add(mount(prefix, surface.plain(), routes(surface)));
      }
    }
    mounts.add(mount(SERVICES, Shape.JSON, services()));
    return mounts;
  }

  private Mount mount(String prefix, Shape plain, List<Route> routes) {
    return new Mount(
        prefix,
        routes,
        (request, problem) -> problem(plain, request, problem),
        () -> "RQ" + ids.next().hex());
  }

  private List<Route> routes(Surface surface) {
    var to = new Adding(surface);
    messages(to);
    to.addOwn("GET", "/Accounts", Scope.ACCOUNT_READ, accounts::list);
    to.addOwn("POST", "/Accounts", Scope.ACCOUNT_WRITE, accounts::create);
    to.addAny("GET", ACCOUNT, Scope.ACCOUNT_READ, accounts::fetch);
    to.addAny("POST", ACCOUNT, Scope.ACCOUNT_WRITE, accounts::update);
    to.add("GET", APPLICATIONS, Scope.ACCOUNT_READ, applications::list);
    to.add("POST", APPLICATIONS, Scope.ACCOUNT_WRITE, applications::create);
    to.add("GET", APPLICATION, Scope.ACCOUNT_READ, applications::fetch);
    to.add("POST", APPLICATION, Scope.ACCOUNT_WRITE, applications::update);
    to.add("DELETE", APPLICATION, Scope.ACCOUNT_WRITE, applications::delete);
    numbers(to);
    to.add("GET", SHORT_CODES, Scope.ACCOUNT_READ, shortCodes::list);
    to.add("GET", SHORT_CODE, Scope.ACCOUNT_READ, shortCodes::fetch);
    to.add("POST", SHORT_CODE, Scope.ACCOUNT_WRITE, shortCodes::update);
    to.add("GET", USAGE, Scope.ACCOUNT_READ, usage::list);
    to.add("GET", USAGE + "/{interval}", Scope.ACCOUNT_READ, usage::named);
    return to.routes;
  }

  private void messages(Adding to) {
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
  }

  private void numbers(Adding to) {
    to.add("GET", NUMBERS, Scope.ACCOUNT_READ, visit -> numbers.list(visit, Optional.empty()));
    to.add("POST", NUMBERS, Scope.ACCOUNT_WRITE, visit -> numbers.create(visit, Optional.empty()));
    for (var kind : Inventory.Kind.values()) {
      var some = NumberRoutes.part(kind);
      var one = Optional.of(kind);
      to.add("GET", NUMBERS + some, Scope.ACCOUNT_READ, visit -> numbers.list(visit, one));
      to.add("POST", NUMBERS + some, Scope.ACCOUNT_WRITE, visit -> numbers.create(visit, one));
      to.add("GET", AVAILABLE + some, Scope.ACCOUNT_READ, visit -> numbers.available(visit, kind));
    }
    to.add("GET", NUMBER, Scope.ACCOUNT_READ, numbers::fetch);
    to.add("POST", NUMBER, Scope.ACCOUNT_WRITE, numbers::update);
    to.add("DELETE", NUMBER, Scope.ACCOUNT_WRITE, numbers::delete);
  }

  private List<Route> services() {
    var to = new Adding(Surface.BARE);
    to.addJson("GET", "", Scope.ACCOUNT_READ, services::list);
    to.addJson("POST", "", Scope.ACCOUNT_WRITE, services::create);
    to.addJson("GET", SERVICE, Scope.ACCOUNT_READ, services::fetch);
    to.addJson("POST", SERVICE, Scope.ACCOUNT_WRITE, services::update);
    to.addJson("DELETE", SERVICE, Scope.ACCOUNT_WRITE, services::delete);
    for (var members : ServiceRoutes.Members.values()) {
      var all = SERVICE + "/" + members.path();
      var one = all + "/{sid}";
      to.addJson("GET", all, Scope.ACCOUNT_READ, visit -> services.members(visit, members));
      to.addJson("POST", all, Scope.ACCOUNT_WRITE, visit -> services.join(visit, members));
      to.addJson("GET", one, Scope.ACCOUNT_READ, visit -> services.member(visit, members));
      to.addJson("DELETE", one, Scope.ACCOUNT_WRITE, visit -> services.leave(visit, members));
    }
    return to.routes;
  }

  /// Adds each path in the forms that it has.
  private final class Adding {
    private final Surface surface;
    private final List<Route> routes = new ArrayList<>();

    Adding(Surface surface) {
      this.surface = surface;
    }

    /// One about an account in good standing.
    void add(String method, String path, Scope scope, MycpaasDoor.Answer answer) {
      addShaped(method, path, scope, answer);
      addPlain(method, path, scope, answer);
    }

    void addShaped(String method, String path, Scope scope, MycpaasDoor.Answer answer) {
      for (var shape : Shape.values()) {
        route(method, path + shape.extension(), door.known(surface, shape, scope, answer));
      }
    }

    void addPlain(String method, String path, Scope scope, MycpaasDoor.Answer answer) {
      route(method, path, door.known(surface, surface.plain(), scope, answer));
    }

    /// One about an account, however it stands.
    void addAny(String method, String path, Scope scope, MycpaasDoor.Answer answer) {
      for (var shape : Shape.values()) {
        route(method, path + shape.extension(), door.admitted(surface, shape, scope, answer));
      }
      route(method, path, door.admitted(surface, surface.plain(), scope, answer));
    }

    /// One about the caller's own account.
    void addOwn(String method, String path, Scope scope, MycpaasDoor.Answer answer) {
      for (var shape : Shape.values()) {
        route(method, path + shape.extension(), door.own(surface, shape, scope, answer));
      }
      route(method, path, door.own(surface, surface.plain(), scope, answer));
    }

    /// One about the caller's own account, in JSON only.
    void addJson(String method, String path, Scope scope, MycpaasDoor.Answer answer) {
      route(method, path, door.own(surface, Shape.JSON, scope, answer));
    }

    private void route(String method, String path, Handler handler) {
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
  private static Reply problem(Shape plain, Request request, Problem problem) {
    var shape = Shape.of(request.path()).orElse(plain);
    var refusal = Problems.refusal(problem);
    int ofFault = MycpaasFault.of(refusal.fault()).refused().http();
    int status =
        problem instanceof Problem.Overloaded ? ofFault : Problems.status(problem, ofFault);
    return Denial.of(refusal).reply(status, shape);
  }
}
