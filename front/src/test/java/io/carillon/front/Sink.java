package io.carillon.front;

import io.carillon.front.post.Courier;
import io.carillon.model.Callback;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Change;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.ClientLimits;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/// A customer's web server on loopback, and the ways there: what the tests of heralds tell notices
/// to.
public final class Sink implements AutoCloseable {
  private static final String VERSION = "0.1.0";
  private static final int BODY_MAX = 1 << 20;

  private final Queue<Request> taken = new ConcurrentLinkedQueue<>();
  private final Queue<GuardedClient> ways = new ArrayDeque<>();
  private final HttpServer server;
  private volatile Function<Request, Reply> reply = _ -> Reply.empty(204);

  public Sink() {
    var routes =
        List.of(
            Route.post("/", BODY_MAX, this::take),
            Route.post("/hook", BODY_MAX, this::take),
            Route.get("/hook", this::take),
            Route.post("/other/{name}", BODY_MAX, this::take),
            Route.get("/other/{name}", this::take));
    var mount = new Mount("", routes, (_, problem) -> Reply.empty(problem.status()));
    server = HttpServer.start(HttpSettings.loopback(), List.of(mount));
  }

  private Reply take(Request request) {
    taken.add(request);
    return reply.apply(request);
  }

  /// Answers so from now on; 204 before.
  public void answer(Reply next) {
    reply = _ -> next;
  }

  /// Answers each request so from now on.
  public void answer(Function<Request, Reply> next) {
    reply = next;
  }

  /// Where the server is, without a path.
  public String root() {
    return "http://127.0.0.1:" + server.port();
  }

  /// A URL that hears POST and GET.
  public String url() {
    return root() + "/hook?x=1";
  }

  /// The oldest request that was not asked for yet; there must be one.
  public Request taken() {
    return taken.remove();
  }

  /// How many requests came that were not asked for yet.
  public int waiting() {
    return taken.size();
  }

  /// One that carries notices here.
  public Courier courier(Clock clock) {
    return courier(clock, true);
  }

  /// One that trusts as is said.
  public Courier courier(Clock clock, SSLContext tls) {
    return courier(clock, true, tls);
  }

  /// One that may not call loopback.
  public Courier strictCourier(Clock clock) {
    return courier(clock, false);
  }

  /// A courier that reaches nobody: it may call no address of this machine, and asks for no name.
  static Courier unreached(Clock clock) {
    return new Courier(Unreached.CLIENT, clock, VERSION);
  }

  private static final class Unreached {
    static final GuardedClient CLIENT =
        new GuardedClient(
            new AddressGuard(List.of(), () -> false, (_, _) -> List.of()),
            ClientLimits.standard(),
            tls());
  }

  private Courier courier(Clock clock, boolean loopback) {
    return courier(clock, loopback, tls());
  }

  private Courier courier(Clock clock, boolean loopback, SSLContext tls) {
    var guard =
        new AddressGuard(
            List.of(), () -> loopback, (host, _) -> List.of(InetAddress.getByName(host)));
    var way = new GuardedClient(guard, ClientLimits.standard(), tls);
    ways.add(way);
    return new Courier(way, clock, VERSION);
  }

  private static SSLContext tls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /// The third notice of a message, owed since the change to where the message wants it, or here.
  public Notice notice(Message message, Change change) {
    var url = message.terms().callback().map(Callback::url).orElseGet(this::url);
    return notice(message, url, change, Notice.Telling.owedAt(change.at()));
  }

  /// The third notice of a message.
  public static Notice notice(Message message, String url, Change change, Notice.Telling telling) {
    return new Notice(message.id(), 3, message.origin().dialect(), "lane", url, change, telling);
  }

  /// Listens no more.
  public void goDeaf() {
    server.close();
  }

  @Override
  public void close() {
    ways.forEach(GuardedClient::close);
    server.close();
  }
}
