package io.carillon.app;

import io.carillon.app.run.Logs;
import io.carillon.app.run.PrometheusMeters;
import io.carillon.app.run.SystemClock;
import io.carillon.app.run.VirtualTasks;
import io.carillon.app.settings.Settings;
import io.carillon.engine.account.Orders;
import io.carillon.engine.time.Calendar;
import io.carillon.front.door.Scope;
import io.carillon.front.post.Courier;
import io.carillon.model.Account;
import io.carillon.model.ApiKey;
import io.carillon.model.Author;
import io.carillon.model.Sender;
import io.carillon.model.port.Clock;
import io.carillon.store.Retention;
import io.carillon.store.Store;
import io.carillon.wire.http.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole server: floors put up one on the other, taken down in the opposite order.
public final class House implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(House.class);
  private static final Duration DRAIN = Duration.ofSeconds(4);
  private static final Duration TENTH = Duration.ofMillis(100);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Settings settings;
  private final Reload.Source source;
  private final World world;
  private final Clock clock;
  private final Consumer<Throwable> fatal;
  private final Deque<AutoCloseable> standing = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private Optional<FirstAccountCard> fresh = Optional.empty();
  private List<Mount> mounts = List.of();
  private SmppFloor smpp = new SmppFloor();
  private int port;
  private Optional<Integer> redirectPort = Optional.empty();
  private boolean sandboxed;
  private volatile Retention retention = Retention.OFF;

  private House(Settings settings, Reload.Source source, World world) {
    this.settings = settings;
    this.source = source;
    this.clock = world.clock();
    this.fatal = world.fatal();
    this.world = world;
  }

  /// What a house stands in.
  ///
  /// @param fatal ends the process at once: the disk failed in a sync, and only a restart knows
  ///   what is true
  /// @param tls whom it trusts where it calls what people chose; empty = whom the JDK trusts
  /// @param patience how long one webhook may take
  record World(
      Clock clock, Consumer<Throwable> fatal, Optional<SSLContext> tls, Duration patience) {
    /// One that trusts whom the JDK trusts, and is as patient as it should be.
    World(Clock clock, Consumer<Throwable> fatal) {
      this(clock, fatal, Optional.empty(), Courier.LIMIT);
    }
  }

  /// Puts everything up; returns when the server answers. What stood already is taken down again
  /// when something cannot stand.
  ///
  /// @param source where the settings were read, and are read again
  static House open(Settings settings, Reload.Source source, FirstAccountCard card)
      throws CannotStart, InterruptedException {
    return open(settings, source, card, new World(new SystemClock(), House::halt));
  }

  /// The same, in another world.
  static House open(Settings settings, Reload.Source source, FirstAccountCard card, World world)
      throws CannotStart, InterruptedException {
    var house = new House(settings, source, world);
    try {
      house.build(card);
      return house;
    } catch (CannotStart | RuntimeException e) {
      house.close();
      throw e;
    }
  }

  private void build(FirstAccountCard card) throws CannotStart, InterruptedException {
    var folder = folder(settings.server().data());
    retention = settings.retention();
    var meters = standing(new PrometheusMeters());
    var tasks = standing(new VirtualTasks(meters));
    var store = standing(StoreFloor.open(settings.store(), folder, fatal));
    HttpFloor.checkPorts(settings.server());
    var far = standing(CarrierFloor.open(settings, folder, meters));
    sandboxed = far.isPlaying();
    var front = standing(new FrontFloor(settings, far, meters, world));
    var lookup = new LookupFloor(settings.lookup(), store, front.client(), meters);
    var ground = new EngineFloor.Ground(settings, store, tasks, meters, lookup, clock);
    var engine = new EngineFloor(ground, far, front::heralds);
    if (store.accounts().directory().accounts().isEmpty()) {
      openAccount(engine.orders, card, engine, folder);
    }
    engine.recover();
    standing(() -> drain(engine));
    far.start(engine);
    var http = standing(new HttpFloor(settings.server()));
    var played = new RegistryFloor.Playing(far::isPlaying, SandboxFloor.folder(folder));
    var registry =
        standing(
            new RegistryFloor(settings, engine, store.accounts(), front.client(), played, meters));
    Reload.Owners owners =
        (now, next) -> {
          var certificate = http.renewal(next);
          var renewal = smpp.renewal(now, next);
          adopt(next, far, engine, front);
          registry.adopt(next);
          retention = next.retention();
          certificate.run();
          renewal.run();
        };
    var reload = new Reload(source, owners, settings);
    meters.gauge("settings.revision", reload::revision);
    mounts = front.mounts(engine, store, reload);
    port = http.open(with(registry.mount()), new RequestMeters(meters), front.visitors()).port();
    registry.listen(port);
    redirectPort = http.redirectPort();
    smpp = standing(front.smpp());
    smpp.open(settings, engine, ground);
    standing(engine.listeners);
    var balances = standing(new BalanceFloor(ground, engine, front));
    sweepAccounts(new EndpointFloor(ground, engine), engine, balances);
    var disk = new DiskWatch(settings.store(), engine.pressure, meters);
    sweep("look at the disk", SECOND, disk::look);
    sweep("keep the store sealed", SECOND, () -> seal(store));
    sweep("sweep lanes", SECOND, () -> sweepLanes(engine, store));
    var calendar = new Calendar(engine.clock);
    sweep("watch the clock", SECOND, calendar::look);
    sweep("sweep the store", MINUTE, () -> sweepStore(engine, store, calendar.isTrusted()));
    measure(meters, store);
    letGo(engine, store, calendar);
    watchCertificates(new CertificateWatch(reload::current, engine.clock, meters));
    sweep("ask the registry", SECOND, registry::round);
    keepLearned(engine, lookup);
    LOG.info("ready on port {}", port);
  }

  private void watchCertificates(CertificateWatch certificates) {
    sweep("watch certificates", MINUTE, certificates::look);
    certificates.look();
  }

  private List<Mount> with(Mount notices) {
    var all = new ArrayList<>(mounts);
    all.add(notices);
    return all;
  }

  private void sweepAccounts(EndpointFloor endpoints, EngineFloor engine, BalanceFloor balances) {
    sweep("look after endpoints", SECOND, endpoints::round);
    sweep("tell endpoints again", SECOND, engine.replaying::round);
    sweep("cancel what closed accounts send", SECOND, engine.closing::sweep);
    sweep("let accounts that may send again do so", SECOND, engine.resuming::sweep);
    sweep("erase people", SECOND, engine.erasing::round);
    sweep("watch balances", SECOND, balances::round);
    sweep("watch plans", MINUTE, balances::plans);
    sweep("drop conversations", MINUTE, engine.conversation.drifting::round);
  }

  /// Carriers first: of these they alone can refuse.
  private static void adopt(Settings next, CarrierFloor far, EngineFloor engine, FrontFloor front) {
    far.adopt(next);
    engine.adopt(next);
    front.adopt(next);
    Logs.level(next.log().level());
  }

  private <T extends AutoCloseable> T standing(T part) {
    standing.push(part);
    return part;
  }

  private void sweep(String name, Duration pause, Sweeper.Round round) {
    var sweeper = standing(new Sweeper(name, pause, round));
    sweeper.start();
  }

  private void letGo(EngineFloor engine, Store store, Calendar calendar) {
    sweep("let old messages leave", TENTH, () -> retain(store, engine, calendar.isTrusted()));
    sweep("keep words of messages", TENTH, engine.search.indexing::round);
    sweep("fold the ledger", MINUTE, () -> fold(engine, calendar.isTrusted()));
    sweep(
        "forget what is kept no longer", MINUTE, () -> engine.lapsing.round(calendar.isTrusted()));
    sweep("drop closed conversations", MINUTE, () -> shelve(engine, calendar.isTrusted()));
  }

  private static void shelve(EngineFloor engine, boolean trusted) throws InterruptedException {
    if (trusted) {
      engine.conversation.shelving.round();
    }
  }

  /// No month is over for long by a clock that was just set ahead.
  private void fold(EngineFloor engine, boolean trusted) throws InterruptedException {
    if (trusted) {
      engine.ledger.run(retention.ledger());
    }
  }

  /// What is learned in memory is written each second, and what is left when all is taken down.
  private void keepLearned(EngineFloor engine, LookupFloor lookup) {
    standing(engine.lastUses::sweep);
    sweep("keep when keys were used", SECOND, engine.lastUses::sweep);
    sweep("keep networks", SECOND, lookup.learning::sweep);
  }

  private void sweepLanes(EngineFloor engine, Store store) {
    engine.load.look();
    engine.dispatch.sweep();
    engine.notify.sweep();
    engine.gathering.sweep();
    smpp.sweep();
    engine.pressure.recount(store.messages()::waiting);
  }

  /// @param old whether what the calendar calls old may be taken away
  private static void sweepStore(EngineFloor engine, Store store, boolean old)
      throws InterruptedException {
    engine.inbox.sweep(old);
    engine.overdue.sweep();
    engine.dispatch.expire();
    engine.stopped.begin();
    engine.lookup.learning.trim();
    if (old) {
      store.sweep(engine.clock.now());
    }
  }

  /// Nothing leaves by a clock that was just set ahead.
  private void retain(Store store, EngineFloor engine, boolean trusted)
      throws InterruptedException {
    if (trusted && retention.isOn()) {
      store.retain(retention, engine.clock.now());
    }
  }

  private static void measure(PrometheusMeters meters, Store store) {
    meters.gauge("archive.messages", () -> store.retained().messages());
    meters.gauge("archive.octets", () -> store.retained().octets());
    meters.gauge("archive.files_deleted", () -> store.retained().files());
    meters.gauge("content.keys_shredded", () -> store.sealing().figures().shredded());
    meters.gauge("erasures.keys_destroyed", () -> store.sealing().figures().ofPersons());
    meters.gauge("erasures.key_secrets", () -> store.sealing().figures().personSecrets());
  }

  private static void seal(Store store) throws InterruptedException {
    store.sealing().watch();
    store.sealing().sealPlain();
  }

  private static void drain(EngineFloor engine) throws InterruptedException {
    engine.stop();
    engine.notify.drain();
    engine.dispatch.drain(DRAIN);
  }

  private static Path folder(Path data) throws CannotStart {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new CannotStart("the data folder " + data + " cannot be made", e);
    }
    if (!Files.isWritable(data)) {
      throw new CannotStart("the data folder " + data + " cannot be written to");
    }
    return data;
  }

  private void openAccount(Orders orders, FirstAccountCard card, EngineFloor engine, Path folder)
      throws CannotStart, InterruptedException {
    var first = settings.firstAccount();
    var now = engine.clock.now();
    var account =
        new Account(
            card.account(),
            first.name(),
            Account.Standing.ACTIVE,
            now,
            card.token(),
            card.webhookSecret(),
            Optional.empty());
    var key =
        new ApiKey(
            "key_" + engine.ids.next().hex().substring(16),
            card.account(),
            card.apiKeyHash(),
            ApiKey.About.named("first key"),
            ApiKey.Grant.live(Scope.EVERY_WORD),
            ApiKey.Life.since(now));
    var senders = new ArrayList<Sender>();
    for (var sender : first.senders()) {
      senders.add(new Sender(card.account(), sender.address(), sender.callingCode(), true));
    }
    try {
      card.keep(folder)
          .ifPresent(kept ->
              LOG.warn(
                  "the data folder had the credentials of another store: kept as {}",
                  kept.getFileName()));
      orders.open(account, key, senders, first.balance(), Author.SERVER);
    } catch (IOException | Orders.NotKept e) {
      throw new CannotStart("the first account could not be kept in " + folder, e);
    }
    fresh = Optional.of(card);
  }

  private static void halt(Throwable why) {
    LOG.error("the store failed in a sync; stopping at once", why);
    Runtime.getRuntime().halt(1);
  }

  /// The HTTP port.
  public int port() {
    return port;
  }

  /// The plain port that sends to the one with TLS; empty where there is none.
  Optional<Integer> redirectPort() {
    return redirectPort;
  }

  /// The port of the SMPP server for customers; empty where it is off.
  OptionalInt smppPort() {
    return smpp.port();
  }

  /// Every path that is served.
  List<Mount> mounts() {
    return mounts;
  }

  /// What a person at the terminal is told.
  List<String> greeting() {
    return Greeting.lines(settings.server(), port, fresh, sandboxed);
  }

  /// Waits until the house was closed.
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /// Takes no more requests, drains what is on the wire, disconnects, closes the store: within 10
  /// s.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    while (!standing.isEmpty()) {
      try {
        standing.pop().close();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("a part did not stop well", e);
      }
    }
    ended.countDown();
  }
}
