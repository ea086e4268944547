package io.carillon.carriers.smpp;

import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Wording;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Reports;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.ClientSettings;
import io.carillon.wire.smpp.ClientState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SessionSettings;
import io.carillon.wire.smpp.SmppClient;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A message centre reached by SMPP 3.4 over one or more binds: transceivers, or pairs of a
/// transmitter and a receiver. Where that is wanted, it may also call us (outbind).
///
/// A batch of parts is dealt to the binds by their room and is one write a bind. Answers and what
/// the centre delivers come on the sessions' reading threads, a batch at a time. A deliver_sm is
/// answered ROK once its report is synced, and ESME_RX_T_APPN when it could not be kept, so that
/// the centre sends it again.
///
/// That a bind came up or ended is one line of the log, under the carrier's name (`SmppLine`); so
/// is that only some of several binds are up, or none (`SmppStanding`).
public final class SmppCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(SmppCarrier.class);

  /// Together a little under the five seconds that closing may take: for the answers, then for the
  /// unbind and the last octets, then for the news of it.
  private static final Duration DRAIN = Duration.ofMillis(2_500);

  private static final Duration UNBIND = Duration.ofMillis(750);
  private static final Duration NEWS = Duration.ofMillis(500);

  private final SmppSettings settings;
  private final Texts texts;
  private final Meters meters;
  private final Phrasing phrasing;
  private final FarIds ids;
  private final SmppOrders orders;
  private final SmppStanding standing;

  /// Sessions that send; where these do not receive, those that do stand beside them.
  private final Binds binds = new Binds();

  private final Binds receivers = new Binds();
  private final List<BindFigures> figures = new CopyOnWriteArrayList<>();
  private volatile List<Link> links = List.of();
  private volatile Optional<SmppCalled> called = Optional.empty();
  private volatile boolean closing;

  /// One configured session.
  ///
  /// @param bind the number of the bind that it is, or is a half of
  private record Link(int bind, SmppClient client) {
    boolean isBound() {
      return client.state().phase() == ClientState.Phase.BOUND;
    }
  }

  /// A centre that takes texts in the usual way.
  public SmppCarrier(SmppSettings settings, Meters meters) {
    this(settings, Wording.USUAL, meters);
  }

  /// Its figures bear its name and the number of the bind.
  public SmppCarrier(SmppSettings settings, Wording wording, Meters meters) {
    this.settings = settings;
    this.meters = meters;
    texts = new Texts(wording);
    phrasing = new Phrasing(settings.forms());
    ids = new FarIds(settings.name(), settings.forms().receipts().ids());
    orders = new SmppOrders(settings, new SmppOrders.Speech(phrasing, texts, ids), this::ask);
    standing = new SmppStanding(settings.name(), settings.binding().count());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public Wording wording() {
    return texts.wording();
  }

  /// What no short message can say fails as it is sent.
  @Override
  public int parts(Message message) {
    try {
      return texts.parts(message);
    } catch (IllegalArgumentException _) {
      return message.bill().segments();
    }
  }

  @Override
  public boolean isUp() {
    return !closing && binds.isAny();
  }

  @Override
  public int room() {
    return closing ? 0 : binds.room();
  }

  @Override
  public void send(List<Part> parts, Answers answers) {
    var settled = new ArrayList<Answer>();
    if (closing) {
      parts.forEach(part -> settled.add(notSent(part, "the carrier is closing")));
    } else {
      binds
          .offer(
              made(parts, answers, settled),
              (unfit, why) -> settled.add(unfit(unfit.sent().part(), why)))
          .forEach(left -> settled.add(notSent(left.sent().part(), "no bind has room")));
    }
    if (!settled.isEmpty()) {
      answers.answered(settled);
    }
  }

  private List<Binds.Outgoing> made(List<Part> parts, Answers answers, List<Answer> settled) {
    var making = new SubmitParts(phrasing, texts, settings.forms().submitBy());
    long now = System.nanoTime();
    var outgoing = new ArrayList<Binds.Outgoing>(parts.size());
    for (var part : parts) {
      try {
        var sent = new SmppBind.Sent(part, answers, now);
        outgoing.add(new Binds.Outgoing(making.submit(part), sent));
      } catch (Phrasing.LabelUnfit e) {
        settled.add(
            new Answer(
                part, new Outcome.NotTaken(Fault.FIELD_INVALID, String.valueOf(e.getMessage()))));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        settled.add(unfit(part, String.valueOf(e.getMessage())));
      }
    }
    return outgoing;
  }

  private static Answer notSent(Part part, String why) {
    return new Answer(part, new Outcome.NotSent(why));
  }

  /// What was accepted must be sayable: that it is not is a mistake of ours.
  private Answer unfit(Part part, String why) {
    LOG.error("carrier {}: message {}: it cannot be said: {}", name(), part.message().id(), why);
    return new Answer(part, new Outcome.NotTaken(Fault.INTERNAL, "no submit_sm can say it"));
  }

  @Override
  public Optional<Orders> orders() {
    return settings.forms().orders().isEmpty() ? Optional.empty() : Optional.of(orders);
  }

  private boolean ask(Pdu.Request request, SmppOrders.Asked asked) {
    return !closing && binds.ask(request, asked);
  }

  @Override
  public synchronized void start(Reports reports, Runnable room) {
    if (closing || !links.isEmpty()) {
      throw new IllegalStateException("a carrier starts once");
    }
    var made = new ArrayList<Link>();
    var inward = new Inward(reports, room);
    for (int bind = 1; bind <= settings.binding().count(); bind++) {
      for (var mode : settings.binding().mode().sessions()) {
        made.add(new Link(bind, client(bind, mode, inward)));
      }
    }
    links = List.copyOf(made);
    called = settings.binding().outbind().map(outbind -> called(outbind, inward));
    called.ifPresent(SmppCalled::start);
    links.forEach(link -> link.client().start());
  }

  private SmppClient client(int bind, BindMode mode, Inward inward) {
    var label =
        switch (mode) {
          case TRANSCEIVER -> String.valueOf(bind);
          case TRANSMITTER -> bind + "-transmitter";
          case RECEIVER -> bind + "-receiver";
        };
    var figures = figures(label);
    var line = new SmppLine(name(), label, session -> bound(session, inward, figures));
    var client = new SmppClient(clientSettings(label, mode), line);
    figures.show(client);
    return client;
  }

  private BindFigures figures(String label) {
    var made = new BindFigures(meters, name(), label);
    figures.add(made);
    return made;
  }

  private SmppHandler bound(SmppSession session, Inward inward, BindFigures figures) {
    var handler = new SmppBind(session, inward, figures);
    (session.bind().mode().sends() ? binds : receivers).add(session);
    standing.now(bindsUp(), closing);
    handler.onRoom();
    return handler;
  }

  private ClientSettings clientSettings(String label, BindMode mode) {
    var endpoint = settings.endpoint();
    var bind = settings.login().bind(mode);
    return ClientSettings.usual(name() + "-" + label, endpoint.host(), endpoint.port(), bind)
        .withTransport(endpoint.transport())
        .withSession(session());
  }

  private SessionSettings session() {
    var pace = settings.pace();
    return SessionSettings.USUAL
        .withWindow(pace.window())
        .withEnquireIdle(pace.enquireLink())
        .withResponseTimeout(pace.responseTimeout())
        .withUnbindTimeout(UNBIND);
  }

  private SmppCalled called(SmppSettings.Outbind outbind, Inward inward) {
    var figures = figures("outbind");
    return new SmppCalled(
        settings, outbind, session(), session -> new SmppBind(session, inward, figures));
  }

  /// The port on which the centre may call, once started.
  Optional<Integer> outbindPort() {
    return called.map(SmppCalled::port);
  }

  /// How many binds are whole: of a pair, both.
  private int bindsUp() {
    boolean paired = settings.binding().mode() == SmppSettings.Mode.TRANSMITTER_AND_RECEIVER;
    return paired ? Math.min(binds.count(), receivers.count()) : binds.count();
  }

  /// Tells why binds are down, each reason once.
  @Override
  public State state() {
    var down = new TreeSet<Integer>();
    var troubles = new TreeSet<String>();
    for (var link : links) {
      if (!link.isBound()) {
        down.add(link.bind());
        troubles.add(link.client().state().last().map(SessionEnd::toString).orElse("connecting"));
      }
    }
    int all = settings.binding().count();
    int up = links.isEmpty() ? 0 : all - down.size();
    return new State(all, up, binds.inFlight(), answer(), String.join("; ", troubles));
  }

  /// The mean of those binds that were answered.
  private Duration answer() {
    double mean =
        figures.stream()
            .mapToLong(of -> of.answer().toNanos())
            .filter(nanos -> nanos > 0)
            .average()
            .orElse(0);
    return Duration.ofNanos(Math.round(mean));
  }

  @Override
  public void close() {
    List<Link> closed;
    synchronized (this) {
      closing = true;
      closed = links;
    }
    try {
      var threads = new ArrayList<Thread>();
      for (var link : closed) {
        threads.add(Thread.startVirtualThread(() -> link.client().close(DRAIN)));
      }
      called.ifPresent(it -> threads.add(Thread.startVirtualThread(() -> it.close(DRAIN))));
      for (var thread : threads) {
        thread.join();
      }
      if (!binds.awaitNone(NEWS) || !receivers.awaitNone(NEWS)) {
        LOG.warn("carrier {}: closed before all binds were", name());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What the sessions know of their carrier.
  final class Inward {
    private final Reports reports;
    private final Runnable room;
    private final SmppReports reading =
        new SmppReports(ids, settings.forms().receipts().networkTag(), texts.alphabet());

    Inward(Reports reports, Runnable room) {
      this.reports = reports;
      this.room = room;
    }

    String carrier() {
      return name();
    }

    SmppReports reading() {
      return reading;
    }

    Reports reports() {
      return reports;
    }

    /// Told that there may be room.
    Runnable room() {
      return room;
    }

    /// What a command_status other than 0 means.
    Fault fault(int status) {
      return settings.forms().fault(status);
    }

    /// The name of a part that a response calls `messageId`.
    String taken(String messageId) {
      return ids.taken(messageId);
    }

    /// Nothing comes from this session any more.
    void ended(SmppSession session) {
      binds.remove(session);
      receivers.remove(session);
      standing.now(bindsUp(), closing);
    }
  }
}
