package io.carillon.carriers.smpp;

import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Reports;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.ClientSettings;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.PduEncodeException;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SessionSettings;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppClient;
import io.carillon.wire.smpp.SmppSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A message centre reached by SMPP 3.4 over one or more transceiver binds.
///
/// Parts go to the bound sessions in turn, each to the one with the most room; a batch is one write
/// a session. Answers and what the centre delivers come on the sessions' reading threads, a batch
/// at a time. A deliver_sm is answered ROK once its report is synced, and ESME_RX_T_APPN when it
/// could not be kept, so that the centre sends it again.
public final class SmppCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(SmppCarrier.class);
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final SmppSettings settings;
  private final SmppReports reading;
  private final List<SmppSession> bound = new CopyOnWriteArrayList<>();
  private final List<SmppClient> clients = new ArrayList<>();
  private volatile String trouble = "";
  private volatile boolean closing;

  public SmppCarrier(SmppSettings settings) {
    this.settings = settings;
    this.reading = new SmppReports(settings.networkTag());
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
  public int parts(Message message) {
    return message.bill().segments();
  }

  @Override
  public int room() {
    if (closing) {
      return 0;
    }
    int room = 0;
    for (var session : bound) {
      room += session.room();
    }
    return room;
  }

  @Override
  public void send(List<Part> parts, Answers answers) {
    var unsent = new ArrayList<Carrier.Answer>();
    for (var part : parts) {
      send(new SmppBind.Sent(part, answers), unsent);
    }
    if (!unsent.isEmpty()) {
      answers.answered(unsent);
    }
  }

  private void send(SmppBind.Sent sent, List<Carrier.Answer> unsent) {
    Pdu.SubmitSm submit;
    try {
      submit = SubmitParts.submit(sent.part());
    } catch (IllegalArgumentException e) {
      LOG.error("message {} cannot be made a submit_sm", sent.part().message().id(), e);
      unsent.add(
          new Carrier.Answer(sent.part(), new Outcome.NotTaken(Fault.INTERNAL, "not encodable")));
      return;
    }
    while (true) {
      var session = roomiest();
      if (session.isEmpty()) {
        unsent.add(new Carrier.Answer(sent.part(), new Outcome.NotSent("no bind has room")));
        return;
      }
      try {
        if (session.get().offer(submit, sent)) {
          return;
        }
      } catch (PduEncodeException e) {
        LOG.error("message {} does not fit a submit_sm", sent.part().message().id(), e);
        unsent.add(
            new Carrier.Answer(sent.part(), new Outcome.NotTaken(Fault.INTERNAL, "not encodable")));
        return;
      }
    }
  }

  private Optional<SmppSession> roomiest() {
    SmppSession best = null;
    int most = 0;
    for (var session : bound) {
      int room = session.room();
      if (room > most) {
        best = session;
        most = room;
      }
    }
    return Optional.ofNullable(best);
  }

  @Override
  public void start(Reports reports, Runnable room) {
    var home = new Home();
    for (int i = 0; i < settings.binds(); i++) {
      var client =
          new SmppClient(
              clientSettings(settings.name() + "-" + (i + 1)),
              session -> {
                bound.add(session);
                room.run();
                return new SmppBind(session, home, reports, room);
              });
      clients.add(client);
      client.start();
    }
  }

  private ClientSettings clientSettings(String bindName) {
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
    return ClientSettings.usual(bindName, endpoint.host(), endpoint.port(), bind)
        .withSession(
            SessionSettings.USUAL
                .withWindow(pace.window())
                .withEnquireIdle(pace.enquireLink())
                .withResponseTimeout(pace.responseTimeout()));
  }

  @Override
  public State state() {
    int inFlight = 0;
    for (var session : bound) {
      inFlight += session.inFlight();
    }
    return new State(settings.binds(), bound.size(), inFlight, trouble);
  }

  @Override
  public void close() {
    closing = true;
    clients.parallelStream().forEach(client -> client.close(DRAIN));
  }

  /// The carrier as its sessions see it.
  private final class Home implements SmppBind.Home {
    @Override
    public String name() {
      return settings.name();
    }

    @Override
    public SmppReports reading() {
      return reading;
    }

    @Override
    public void ended(SmppSession session, SessionEnd end) {
      bound.remove(session);
      trouble = end.toString();
      LOG.info("carrier {}: a bind ended: {}", settings.name(), end);
    }
  }
}
