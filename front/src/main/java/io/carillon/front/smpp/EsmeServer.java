package io.carillon.front.smpp;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.amend.Amendments;
import io.carillon.front.arranged.OwnEsme;
import io.carillon.front.door.Guesses;
import io.carillon.front.door.Saying;
import io.carillon.model.Callback;
import io.carillon.model.Fault;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Tasks;
import io.carillon.wire.smpp.ServerSettings;
import io.carillon.wire.smpp.SessionSettings;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppServer;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets ESMEs bind, and hands what they submit to the engine.
public final class EsmeServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EsmeServer.class);
  private static final String SYSTEM_ID = "carillon";
  private static final Duration DRAIN = Duration.ofSeconds(2);

  /// Octets waiting to be written on one bind, beyond which we stop reading it.
  private static final int BUFFER_MAX = 1 << 20;

  private final Doing doing;
  private final Reading reading;
  private final Sources sources;
  private final Binds binds;
  private final Figures figures;
  private final LongTexts texts;
  private final EsmeOrders orders;
  private final EsmeDoor door;
  private final boolean tls;
  private final SmppServer server;

  /// Where it listens and what it bears.
  ///
  /// @param sessionsMax connections, bound or not
  /// @param window deliveries on one bind that may be unanswered
  /// @param requestsMax requests on one bind that may be unanswered before it is not read on
  /// @param failedLogins wrong passwords a minute and address before binds are refused unseen
  /// @param partsWait for how long the parts of a text are waited for
  public record Settings(
      InetSocketAddress listen,
      Transport transport,
      int sessionsMax,
      int window,
      int requestsMax,
      int failedLogins,
      Timers timers,
      Duration partsWait) {}

  /// After which time what is given up.
  public record Timers(Duration bind, Duration enquireLink, Duration response) {}

  /// What the engine does for it.
  ///
  /// @param wake told the lane of an ESME that can be delivered to again
  /// @param waiting how many notices wait in a lane
  public record Doing(
      Accept accept,
      Amendments amendments,
      Consumer<String> wake,
      ToLongFunction<String> waiting) {}

  /// What it reads.
  public record Reading(Accounts accounts, Messages messages, History history) {}

  /// Where time, ids, tasks and figures come from.
  public record Sources(Clock clock, Ids ids, Tasks tasks, Meters meters) {}

  /// How a fault is said.
  public static Saying saying(Fault fault) {
    return EsmeFault.saying(fault);
  }

  public EsmeServer(Settings settings, Binds binds, Doing doing, Reading reading, Sources sources) {
    this.doing = doing;
    this.reading = reading;
    this.sources = sources;
    this.binds = binds;
    figures = new Figures(sources.meters(), binds);
    texts = new LongTexts(doing.accept(), sources.clock(), sources.tasks(), settings.partsWait());
    orders = new EsmeOrders(reading, doing, sources.clock());
    door =
        new EsmeDoor(
            reading.accounts(),
            binds,
            new Guesses(sources.clock(), settings.failedLogins()),
            sources.meters());
    tls = settings.transport() instanceof Transport.Tls;
    server =
        new SmppServer(
            new ServerSettings(
                "smpp-server",
                settings.listen(),
                settings.transport(),
                SYSTEM_ID,
                settings.sessionsMax(),
                session(settings)),
            door,
            this::bound);
  }

  private static SessionSettings session(Settings settings) {
    var timers = settings.timers();
    return SessionSettings.USUAL
        .withWindow(settings.window())
        .withRequestsInMax(settings.requestsMax())
        .withBufferMax(BUFFER_MAX)
        .withResponseTimeout(timers.response())
        .withEnquireIdle(timers.enquireLink())
        .withBindTimeout(timers.bind());
  }

  /// Starts to listen.
  ///
  /// @throws IOException where it cannot listen there
  public void start() throws IOException {
    server.start();
    LOG.info("smpp server: listening on port {}{}", server.port(), tls ? " with TLS" : "");
  }

  /// The port.
  public int port() {
    return server.port();
  }

  private SmppHandler bound(SmppSession session) {
    var systemId = session.bind().systemId();
    var esme = OwnEsme.named(reading.accounts().directory(), systemId);
    if (esme.isEmpty()) {
      throw new IllegalStateException("an ESME that was dropped while it was binding");
    }
    var bound = new Bound(this, session, esme.get());
    LOG.info(
        "smpp server: {} is bound as {} from {}",
        systemId,
        EsmeMapping.word(session.bind().mode()),
        session.peer());
    if (session.bind().mode().receives()) {
      sources.tasks().start("wake an ESME's notices", () -> doing.wake().accept(lane(esme.get())));
    }
    return bound;
  }

  private static String lane(OwnEsme esme) {
    return new Callback(EsmeMapping.destination(esme.systemId()), Set.of()).lane(esme.account());
  }

  /// The ESME as it stands now; empty where it may not stay bound: it was dropped or suspended, its
  /// account may not send, or its password is another.
  Optional<OwnEsme> standing(OwnEsme atBind) {
    return OwnEsme.find(reading.accounts().directory(), atBind.account(), atBind.id())
        .filter(now -> door.mayBind(now) && isSame(now.password(), atBind.password()));
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /// Ends the binds that may not stay; to be called from time to time.
  public void sweep() {
    binds.all().forEach(Bound::current);
  }

  long waiting(OwnEsme esme) {
    return doing.waiting().applyAsLong(lane(esme));
  }

  Accept accept() {
    return doing.accept();
  }

  Clock clock() {
    return sources.clock();
  }

  Ids ids() {
    return sources.ids();
  }

  Binds binds() {
    return binds;
  }

  Figures figures() {
    return figures;
  }

  LongTexts texts() {
    return texts;
  }

  EsmeOrders orders() {
    return orders;
  }

  boolean isTls() {
    return tls;
  }

  /// Takes no more binds, answers what came in, unbinds everybody: within 6 s.
  @Override
  public void close() {
    server.close(DRAIN);
  }
}
