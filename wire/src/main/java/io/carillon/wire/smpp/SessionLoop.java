package io.carillon.wire.smpp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one session on its reading thread: read, cut into PDUs, settle, tell the handler,
/// look at the timers; then again. A read waits for a tick at most, so that timers need no thread.
///
/// One turn is a *batch*: all PDUs that one read brought. The handler is told of the answers first,
/// then of the requests.
final class SessionLoop {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLoop.class);

  private final Link link;
  private final Role role;
  private final SessionSettings settings;
  private final SessionState state;
  private final ReadingSide side;
  private final SmppSession session;
  private final Host host;
  private final FrameBuffer frames = new FrameBuffer();
  private final FrameBuffer.Source source;
  private final long tickNanos;

  /// The bind we wait for.
  private Pdu.@Nullable Bind asked;

  private @Nullable SmppHandler handler;

  /// The batch under way.
  private final List<Decoded.Frame> responses = new ArrayList<>();

  private List<Answer> answers = new ArrayList<>();
  private List<Incoming> requests = new ArrayList<>();

  /// Whether the batch brought a whole PDU: only that is a sign of life.
  private boolean heard;

  /// In reading time.
  private long lastHeard;

  private long enquiredAt;
  private boolean enquiring;
  private long lastTick;

  /// What the two ends do differently.
  interface Host {
    /// What this end says first: a client the bind it wants, a centre that called an outbind. Null
    /// where the other end begins.
    default @Nullable Pdu opening() {
      return null;
    }

    /// The bind to ask a centre for that called us; null where we will not follow it.
    default Pdu.@Nullable Bind invited(Pdu.Outbind outbind, SmppSession session) {
      return null;
    }

    /// The command_status with which a centre answers a bind; the others are never asked.
    default int authenticate(Pdu.Bind bind, SmppSession session) {
      throw new IllegalStateException("only a centre is bound to");
    }

    /// The system_id with which a centre answers a bind.
    default String systemId() {
      return "";
    }

    /// The handler of the session, which is now bound.
    SmppHandler onBound(SmppSession session);
  }

  SessionLoop(Link link, Role role, SessionSettings settings, Host host, int firstSequence) {
    this.link = link;
    this.role = role;
    this.settings = settings;
    this.host = host;
    state = new SessionState(link, role, settings, firstSequence);
    side = new ReadingSide(state);
    session = new SmppSession(state);
    int tickMs = settings.tickMs();
    source = (into, at, length) -> link.read(into, at, length, tickMs);
    tickNanos = tickMs * 1_000_000L;
  }

  SmppSession session() {
    return session;
  }

  /// Runs until the session is over, on the thread that reads; `name` names the one that writes.
  void run(String name) {
    Thread writer = Thread.ofPlatform().daemon().name(name + "-write").unstarted(state.outbox);
    try {
      link.handshake((int) settings.bindTimeout().toMillis());
      side.begin(writer);
      Pdu opening = host.opening();
      if (opening != null) {
        open(opening);
      }
      side.flush();
      lastHeard = side.readingTime();
      read();
    } catch (IOException e) {
      side.breakOff(SessionEnd.of(SessionEnd.Reason.LINK_FAILED, String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      side.breakOff(SessionEnd.of(SessionEnd.Reason.CLOSED, "interrupted"));
    } catch (RuntimeException e) {
      LOG.error("{}: the handler failed", name, e);
      side.breakOff(SessionEnd.of(SessionEnd.Reason.HANDLER_FAILED, e.getClass().getName()));
    } finally {
      finish(name);
    }
  }

  private void read() throws IOException, InterruptedException {
    boolean more = true;
    while (more) {
      if (side.awaitReadiness(tickNanos)) {
        if (frames.hasNext() || (more = frames.fill(source))) {
          batch();
        }
      }
      tick();
      side.flush();
    }
  }

  private void batch() {
    int room = side.requestRoom();
    boolean goesOn = true;
    Decoded decoded;
    while (goesOn && requests.size() < room && (decoded = frames.next()) != null) {
      goesOn =
          switch (decoded) {
            case Decoded.Frame frame -> heard(frame);
            case Decoded.Broken broken -> broken(broken);
          };
    }
    if (heard) {
      heard = false;
      enquiring = false;
      lastHeard = side.readingTime();
    }
    deliver();
    if (side.isEnding()) {
      frames.clear();
    }
  }

  /// Takes one PDU into the batch; false where the batch ends with it.
  private boolean heard(Decoded.Frame frame) {
    heard = true;
    int sequence = frame.sequence();
    return switch (frame.pdu()) {
      case Pdu.EnquireLinkResp _ -> true;
      case Pdu.BindResp resp -> bindAnswered(resp);
      case Pdu.UnbindResp _ -> !side.isUnbindAnswered(sequence);
      case Pdu.GenericNack nack -> nacked(frame, nack);
      case Pdu.Response _ -> responses.add(frame);
      case Pdu.EnquireLink link -> answered(sequence, link, CommandStatus.ROK);
      case Pdu.Unbind _ -> {
        deliver();
        side.peerUnbinds(sequence);
        yield false;
      }
      case Pdu.Bind bind -> bindAsked(sequence, bind);
      case Pdu.Request request -> {
        if (side.accepts(request)) {
          yield requests.add(new Incoming(state, sequence, request));
        }
        yield answered(sequence, request, CommandStatus.RINVBNDSTS);
      }
      case Pdu.AlertNotification alert -> {
        if (side.accepts(alert) && handler != null) {
          handler.onAlert(alert);
        }
        yield true;
      }
      case Pdu.Outbind outbind -> invited(sequence, outbind);
    };
  }

  private void open(Pdu opening) {
    asked = opening instanceof Pdu.Bind bind ? bind : asked;
    side.open(opening);
  }

  /// A centre that we wait for asks us to bind.
  private boolean invited(int sequence, Pdu.Outbind outbind) {
    if (role == Role.CENTRE || asked != null) {
      side.answer(sequence, new Pdu.GenericNack(CommandStatus.RINVBNDSTS));
      return true;
    }
    Pdu.Bind bind = host.invited(outbind, session);
    if (bind == null) {
      side.endAfter(null, 0, SessionEnd.of(SessionEnd.Reason.BIND_REFUSED, "outbind refused"));
      return false;
    }
    open(bind);
    return true;
  }

  private boolean answered(int sequence, Pdu.Request request, int status) {
    side.answer(sequence, request.refuse(status));
    return true;
  }

  private boolean nacked(Decoded.Frame frame, Pdu.GenericNack nack) {
    if (side.isOpen() && role == Role.ESME) {
      side.endAfter(null, 0, SessionEnd.refused(nack.status()));
      return false;
    }
    if (side.isUnbindAnswered(frame.sequence())) {
      return false;
    }
    return responses.add(frame);
  }

  private boolean broken(Decoded.Broken broken) {
    side.settleBroken(broken, answers);
    if (broken.streamGoesOn()) {
      broken.answer().ifPresent(answer -> side.answer(broken.sequence(), answer));
      return true;
    }
    deliver();
    side.endAfter(
        broken.answer().orElse(null),
        broken.sequence(),
        SessionEnd.of(SessionEnd.Reason.BAD_STREAM, broken.why()));
    return false;
  }

  /// A peer that says it is below 3.4 gets no TLVs. One that does not say is believed to know them.
  private boolean bindAnswered(Pdu.BindResp resp) {
    Pdu.Bind wanted = asked;
    if (wanted == null || !side.isOpen()) {
      return true;
    }
    if (resp.status() != CommandStatus.ROK) {
      side.endAfter(null, 0, SessionEnd.refused(resp.status()));
      return false;
    }
    int version = resp.tlvs().number(Tag.SC_INTERFACE_VERSION).orElse(Pdu.Bind.VERSION_3_4);
    side.becomeBound(wanted, version >= Pdu.Bind.VERSION_3_4, null, 0);
    handler = host.onBound(session);
    return true;
  }

  private boolean bindAsked(int sequence, Pdu.Bind bind) {
    boolean centre = role == Role.CENTRE;
    if (!centre || !side.isOpen()) {
      return answered(sequence, bind, centre ? CommandStatus.RALYBND : CommandStatus.RINVBNDSTS);
    }
    side.checkBind();
    int status = host.authenticate(bind, session);
    if (status != CommandStatus.ROK) {
      side.refuse(sequence, bind.refuse(status));
      return false;
    }
    boolean withTlvs = bind.interfaceVersion() >= Pdu.Bind.VERSION_3_4;
    Tlvs tlvs = Tlvs.NONE.withOctet(Tag.SC_INTERFACE_VERSION, Pdu.Bind.VERSION_3_4);
    var response = new Pdu.BindResp(bind.mode(), CommandStatus.ROK, host.systemId(), tlvs);
    side.becomeBound(bind, withTlvs, response, sequence);
    handler = host.onBound(session);
    return true;
  }

  /// Tells the handler what the batch brought so far.
  private void deliver() {
    if (responses.isEmpty() && requests.isEmpty() && answers.isEmpty()) {
      return;
    }
    side.settle(responses, requests.size(), answers);
    responses.clear();
    List<Answer> answersNow = answers;
    List<Incoming> requestsNow = requests;
    answers = new ArrayList<>();
    requests = new ArrayList<>();
    if (handler == null) {
      return;
    }
    long began = System.nanoTime();
    if (!answersNow.isEmpty()) {
      handler.onAnswers(answersNow);
    }
    if (!requestsNow.isEmpty()) {
      handler.onRequests(requestsNow);
    }
    long lasted = System.nanoTime() - began;
    if (lasted > tickNanos) {
      side.wasNotReading(lasted);
    }
  }

  private void tick() {
    if (handler != null && side.takeRoomNews()) {
      handler.onRoom();
    }
    long now = System.nanoTime();
    if (now - lastTick < tickNanos) {
      return;
    }
    lastTick = now;
    List<Answer> expired = side.expire();
    if (handler != null && !expired.isEmpty()) {
      handler.onAnswers(expired);
    }
    enquire();
  }

  private void enquire() {
    long now = side.readingTime();
    if (enquiring) {
      if (now - enquiredAt >= settings.responseTimeout().toNanos()) {
        side.breakOff(SessionEnd.of(SessionEnd.Reason.SILENT, "no answer to enquire_link"));
      }
    } else if (handler != null && now - lastHeard >= settings.enquireIdle().toNanos()) {
      enquiring = true;
      enquiredAt = now;
      side.enquire();
    }
  }

  private void finish(String name) {
    List<Answer> lost = side.finish();
    if (handler != null) {
      try {
        if (!lost.isEmpty()) {
          handler.onAnswers(lost);
        }
        handler.onClosed(side.end());
      } catch (RuntimeException e) {
        LOG.error("{}: the handler failed at the end of its session", name, e);
      }
    }
    state.over.countDown();
  }
}
