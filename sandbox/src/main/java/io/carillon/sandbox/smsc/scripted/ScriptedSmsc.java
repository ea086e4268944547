package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Account;
import io.carillon.sandbox.smsc.script.Alert;
import io.carillon.sandbox.smsc.script.Hostility;
import io.carillon.sandbox.smsc.script.Inbound;
import io.carillon.sandbox.smsc.script.Invitation;
import io.carillon.sandbox.smsc.script.Script;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.wire.http.HttpLimits;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A message centre that plays a script. It takes binds on one port and is looked at and steered
/// over HTTP on another; the script can be replaced while it runs.
public final class ScriptedSmsc implements AutoCloseable {
  /// From the connection to the bind.
  static final Duration BIND_TIMEOUT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(ScriptedSmsc.class);
  private static final int CONNECTIONS_MAX = 2_000;
  private static final int BACKLOG = 500;
  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long GOODBYE_MS = 1_000;

  private final Counters counters = new Counters();
  private final Map<String, Postbox> postboxes = new ConcurrentHashMap<>();
  private final Set<Bind> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 12);
  private final AtomicInteger owed = new AtomicInteger();
  private final Alarm alarm = new Alarm(this::pump);
  private final Crowd crowd = new Crowd(this);
  private final Caller caller = new Caller(this);
  private final Shelf shelf = new Shelf();
  private final long began = System.nanoTime();
  private final ServerSocket listening;
  private final SplittableRandom random = new SplittableRandom();
  private volatile Play play;
  private volatile boolean closed;
  private @Nullable HttpServer http;

  /// Where it listens.
  ///
  /// @param port of SMPP; 0 = any free one
  /// @param httpPort of the counters and commands, which need no key; 0 = any free one
  public record Doors(InetAddress host, int port, InetAddress httpHost, int httpPort) {
    /// Any free ports of the loopback address.
    public static Doors loopback() {
      var here = InetAddress.getLoopbackAddress();
      return new Doors(here, 0, here, 0);
    }
  }

  private ScriptedSmsc(Script script, ServerSocket listening) {
    this.listening = listening;
    play = new Play(script, 1);
    script.accounts().forEach(this::arrange);
  }

  /// Opens the doors.
  ///
  /// @throws IOException where it cannot listen there
  public static ScriptedSmsc open(Script script, Doors doors) throws IOException {
    var listening = new ServerSocket();
    ScriptedSmsc smsc;
    try {
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(doors.host(), doors.port()), BACKLOG);
      smsc = new ScriptedSmsc(script, listening);
      var settings =
          new HttpSettings(
              doors.httpHost().getHostAddress(), doors.httpPort(), HttpLimits.standard());
      HttpServer.checkFree(settings);
      smsc.http = HttpServer.start(settings, List.of(new ControlRoutes(smsc).mount()));
    } catch (IOException | RuntimeException e) {
      listening.close();
      throw e;
    }
    smsc.start();
    return smsc;
  }

  private void start() {
    alarm.start();
    alarm.after(SWEEP_NANOS, this::sweep);
    Thread.ofPlatform().daemon().name("smsc-accept").start(this::accept);
    crowd.play(play);
    caller.play(play);
  }

  /// The SMPP port.
  public int port() {
    return listening.getLocalPort();
  }

  /// The HTTP port.
  public int httpPort() {
    var server = http;
    if (server == null) {
      throw new IllegalStateException("not open");
    }
    return server.port();
  }

  /// Plays another script from now on. Binds stay; an account that is gone lets nobody in any more.
  public synchronized void play(Script script) {
    play = new Play(script, play.revision() + 1);
    script.accounts().forEach(this::arrange);
    crowd.play(play);
    caller.play(play);
  }

  private void arrange(Account account) {
    postboxes.computeIfAbsent(account.systemId(), _ -> new Postbox(account)).account(account);
  }

  Play play() {
    return play;
  }

  Counters counters() {
    return counters;
  }

  Alarm alarm() {
    return alarm;
  }

  Duration uptime() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  long nextId() {
    return ids.incrementAndGet();
  }

  Shelf shelf() {
    return shelf;
  }

  /// The newest messages that fit, the newest first.
  List<Message> newest(int limit, Predicate<Message> fits) {
    return shelf.newest(ids.get(), limit, fits);
  }

  /// So many more, or fewer, are owed.
  void owe(int more) {
    owed.addAndGet(more);
  }

  int owed() {
    return owed.get();
  }

  boolean isFull() {
    return owed.get() >= play.script().session().owedMax();
  }

  Map<String, Postbox> postboxes() {
    return postboxes;
  }

  // ---- binds ----

  private void accept() {
    while (!closed) {
      try {
        welcome(listening.accept());
      } catch (IOException e) {
        if (!closed) {
          LOG.warn("cannot take a connection: {}", e.getMessage());
        }
      }
    }
  }

  private void welcome(Socket socket) throws IOException {
    if (!enrol(new Bind(this, socket))) {
      socket.close();
    }
  }

  /// Begins to read; false where there are too many connections, or the centre is closed.
  boolean enrol(Bind bind) {
    if (closed || open.size() >= CONNECTIONS_MAX) {
      return false;
    }
    open.add(bind);
    Thread.ofPlatform().daemon().name("smsc-read").start(bind);
    return true;
  }

  /// Lets a bind in, or answers why not.
  int admit(Pdu.Bind asked, Bind bind) {
    var account =
        play.script().accounts().stream()
            .filter(one -> one.systemId().equals(asked.systemId()))
            .findFirst();
    if (account.isEmpty()) {
      return CommandStatus.RINVSYSID;
    }
    if (!account.get().password().equals(asked.password())) {
      return CommandStatus.RINVPASWD;
    }
    if (!account.get().binds().contains(asked.mode())) {
      return CommandStatus.RBINDFAIL;
    }
    var postbox = postboxes.get(asked.systemId());
    if (postbox == null || !postbox.enter(bind)) {
      return CommandStatus.RALYBND;
    }
    bind.admitted(postbox);
    return CommandStatus.ROK;
  }

  void ended(Bind bind) {
    open.remove(bind);
  }

  // ---- deliveries ----

  private void pump() {
    for (var postbox : postboxes.values()) {
      postbox.pump();
    }
  }

  /// A deliver_sm was answered.
  void answered(Owed one, int status, Postbox postbox) {
    boolean over = status == CommandStatus.RX_P_APPN || status == CommandStatus.RX_R_APPN;
    if (status == CommandStatus.ROK) {
      counters.add(one.isReceipt() ? Count.RECEIPTS_DONE : Count.INBOUND_DONE);
      goOn(one, postbox);
      return;
    }
    counters.add(Count.DELIVERIES_REFUSED);
    if (over) {
      goOn(one, postbox);
    } else {
      again(one, postbox, play.script().session().again());
    }
  }

  /// A deliver_sm was not answered in time.
  void unanswered(Owed one, Postbox postbox) {
    counters.add(Count.DELIVERIES_UNANSWERED);
    again(one, postbox, Duration.ZERO);
  }

  private void again(Owed one, Postbox postbox, Duration later) {
    if (one.tried() >= play.script().session().tries()) {
      counters.add(Count.DELIVERIES_GIVEN_UP);
      goOn(one, postbox);
    } else {
      alarm.after(later.toNanos(), () -> postbox.ready(one));
    }
  }

  private void goOn(Owed one, Postbox postbox) {
    if (!one.next()) {
      owed.decrementAndGet();
      return;
    }
    long delay;
    synchronized (random) {
      delay = one.delay().draw(random);
    }
    if (delay == 0) {
      postbox.ready(one);
    } else {
      rest(one, postbox, delay);
    }
  }

  /// This may go once so many nanoseconds are over, or its rest is ended by another.
  void rest(Owed one, Postbox postbox, long nanos) {
    one.rest();
    alarm.after(
        nanos,
        () -> {
          if (one.takeRest()) {
            postbox.ready(one);
          }
        });
  }

  // ---- commands ----

  /// People write this from now on.
  void write(Inbound inbound) {
    crowd.write(inbound, play);
  }

  /// Handsets are back from now on.
  void tell(Alert alert) {
    crowd.tell(alert, play);
  }

  /// Asks a client for a bind.
  void call(Invitation invitation) throws IOException {
    caller.call(invitation);
  }

  /// Does so when its time has come; where that fails only the counters tell.
  void callLater(Invitation invitation) {
    caller.callLater(invitation, play);
  }

  /// Does this to the binds of an account, or to all where it is empty; answers to how many.
  int suffer(Hostility hostility, String account) {
    int hit = 0;
    for (var entry : postboxes.entrySet()) {
      if (account.isEmpty() || account.equals(entry.getKey())) {
        for (var bind : entry.getValue().binds()) {
          bind.suffer(hostility);
          hit++;
        }
      }
    }
    return hit;
  }

  /// Ends the lasting faults of all binds; answers how many there are.
  int heal() {
    int healed = 0;
    for (var postbox : postboxes.values()) {
      for (var bind : postbox.binds()) {
        bind.heal();
        healed++;
      }
    }
    pump();
    return healed;
  }

  private void sweep() {
    long now = System.nanoTime();
    open.forEach(bind -> bind.sweep(now));
    alarm.after(SWEEP_NANOS, this::sweep);
  }

  /// Unbinds everybody, waits a second at most, and closes. What is owed is forgotten.
  @Override
  public void close() {
    closed = true;
    alarm.close();
    try {
      listening.close();
      open.forEach(Bind::unbind);
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOODBYE_MS);
      for (var bind : open) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0 || !bind.awaitEnd(left)) {
          bind.close();
        }
      }
    } catch (IOException e) {
      LOG.warn("cannot stop listening: {}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    open.forEach(Bind::close);
    var server = http;
    if (server != null) {
      server.close();
    }
  }
}
