package io.carillon.carriers.smpp;

import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Wording;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Reports;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.ClientSettings;
import io.carillon.wire.smpp.ClientState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SessionSettings;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppClient;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A message centre reached by SMPP 3.4 over one or more transceiver binds.
///
/// A batch of parts is dealt to the binds by their room and is one write a bind. Answers and what
/// the centre delivers come on the sessions' reading threads, a batch at a time. A deliver_sm is
/// answered ROK once its report is synced, and ESME_RX_T_APPN when it could not be kept, so that
/// the centre sends it again.
///
/// That a bind came up or ended is one line of the log, under the carrier's name (`SmppLine`).
public final class SmppCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(SmppCarrier.class);

  /// Together a little under the five seconds that closing may take: for the answers, then for the
  /// unbind and the last octets, then for the news of it.
  private static final Duration DRAIN = Duration.ofMillis(2_500);

  private static final Duration UNBIND = Duration.ofMillis(750);
  private static final Duration NEWS = Duration.ofMillis(500);

  private final SmppSettings settings;
  private final Texts texts;
  private final SmppReports reading;
  private final Binds binds = new Binds();
  private volatile List<SmppClient> clients = List.of();
  private volatile boolean closing;

  /// A centre that takes texts in the usual way.
  public SmppCarrier(SmppSettings settings) {
    this(settings, Wording.USUAL);
  }

  public SmppCarrier(SmppSettings settings, Wording wording) {
    this.settings = settings;
    this.texts = new Texts(wording);
    this.reading = new SmppReports(settings.networkTag(), texts.alphabet());
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
    var making = new SubmitParts(texts);
    var outgoing = new ArrayList<Binds.Outgoing>(parts.size());
    for (var part : parts) {
      try {
        outgoing.add(new Binds.Outgoing(making.submit(part), new SmppBind.Sent(part, answers)));
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
    LOG.error("carrier {}: message {}: no submit_sm: {}", name(), part.message().id(), why);
    return new Answer(part, new Outcome.NotTaken(Fault.INTERNAL, "no submit_sm can say it"));
  }

  @Override
  public synchronized void start(Reports reports, Runnable room) {
    if (closing || !clients.isEmpty()) {
      throw new IllegalStateException("a carrier starts once");
    }
    var made = new ArrayList<SmppClient>();
    var inward = new Inward(reports);
    for (int i = 1; i <= settings.binds(); i++) {
      var line = new SmppLine(name(), i, session -> bound(session, inward, room));
      made.add(new SmppClient(clientSettings(i), line));
    }
    clients = List.copyOf(made);
    clients.forEach(SmppClient::start);
  }

  private SmppHandler bound(SmppSession session, Inward inward, Runnable room) {
    var handler = new SmppBind(session, inward, room);
    binds.add(session);
    handler.onRoom();
    return handler;
  }

  private ClientSettings clientSettings(int number) {
    var login = settings.login();
    var bind =
        new Pdu.Bind(
            BindMode.TRANSCEIVER,
            login.systemId(),
            login.password().reveal(),
            login.systemType(),
            Pdu.Bind.VERSION_3_4,
            SmppAddress.NONE);
    var pace = settings.pace();
    var endpoint = settings.endpoint();
    return ClientSettings.usual(name() + "-" + number, endpoint.host(), endpoint.port(), bind)
        .withSession(
            SessionSettings.USUAL
                .withWindow(pace.window())
                .withEnquireIdle(pace.enquireLink())
                .withResponseTimeout(pace.responseTimeout())
                .withUnbindTimeout(UNBIND));
  }

  /// Tells why binds are down, each reason once.
  @Override
  public State state() {
    int up = 0;
    var troubles = new TreeSet<String>();
    for (var client : clients) {
      var state = client.state();
      if (state.phase() == ClientState.Phase.BOUND) {
        up++;
      } else {
        troubles.add(state.last().map(SessionEnd::toString).orElse("connecting"));
      }
    }
    return new State(settings.binds(), up, binds.inFlight(), String.join("; ", troubles));
  }

  @Override
  public void close() {
    List<SmppClient> closed;
    synchronized (this) {
      closing = true;
      closed = clients;
    }
    try {
      var threads = new ArrayList<Thread>();
      for (var client : closed) {
        threads.add(Thread.startVirtualThread(() -> client.close(DRAIN)));
      }
      for (var thread : threads) {
        thread.join();
      }
      if (!binds.awaitNone(NEWS)) {
        LOG.warn("carrier {}: closed before all binds were", name());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Where the sessions hand in what the centre delivers.
  final class Inward {
    private final Reports reports;

    Inward(Reports reports) {
      this.reports = reports;
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

    /// Nothing comes from this session any more.
    void ended(SmppSession session) {
      binds.remove(session);
    }
  }
}
