package io.carillon.front.smpp;

import io.carillon.front.arranged.OwnEsme;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Inbox;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Herald;
import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.PduEncodeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Tells an ESME by a deliver_sm on one of its binds that receive: a receipt, or what a person
/// wrote. It is told once the ESME answered ESME_ROK; ESME_RX_P_APPN and ESME_RX_R_APPN end it,
/// every other status, a line that broke and silence let it be tried again. While the ESME is away
/// its notices wait untried.
public final class EsmeHerald implements Herald {
  /// In which what people write can be told.
  public static final List<Shape> SHAPES =
      List.of(new Shape(EsmeMapping.DIALECT, "", Naming.NEVER, false));

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Binds binds;
  private final Accounts accounts;

  public EsmeHerald(Binds binds, Accounts accounts) {
    this.binds = binds;
    this.accounts = accounts;
  }

  @Override
  public String dialect() {
    return EsmeMapping.DIALECT;
  }

  @Override
  public boolean hears(String destination) {
    return !binds.receivers(EsmeMapping.systemId(destination)).isEmpty();
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  /// The ESME to which the sender is given by name, else the one that hears all; the oldest where
  /// several do.
  @Override
  public Optional<Inbox> inbox(AccountId account, Address sender) {
    return OwnEsme.of(accounts.directory(), account).stream()
        .filter(esme -> esme.isActive() && esme.hears(sender) > 0)
        .min(Comparator.comparingInt(esme -> -esme.hears(sender)))
        .map(esme -> Inbox.at(EsmeMapping.destination(esme.systemId())));
  }

  @Override
  public Telling tell(Message message, Notice notice) {
    var systemId = EsmeMapping.systemId(notice.destination());
    var esme = OwnEsme.named(accounts.directory(), systemId);
    if (esme.filter(own -> own.account().equals(message.account())).isEmpty()) {
      return new Telling.Gone("the account has no ESME of this system_id any more");
    }
    var pdus =
        switch (message.parties().direction()) {
          case OUTBOUND -> EsmeReplies.receipts(message, notice.change());
          case INBOUND -> EsmeArrivals.of(message, esme.get().link(), esme.get().longForm());
        };
    try {
      return told(binds.receivers(systemId), pdus);
    } catch (PduEncodeException _) {
      return new Telling.GivenUp(0, "it cannot be said by a deliver_sm");
    }
  }

  /// Sends as many at once as there is room for, all on one bind as long as it has room. It is told
  /// when all were taken; else all are told again.
  private static Telling told(List<Bound> receivers, List<Pdu.DeliverSm> pdus)
      throws PduEncodeException {
    var out = new ArrayDeque<Delivery>();
    for (var pdu : pdus) {
      var delivery = new Delivery();
      while (!offered(receivers, pdu, delivery)) {
        if (out.isEmpty()) {
          return new Telling.NotNow(0, "no bind that receives has room", Optional.of(SOON));
        }
        var first = told(out.remove());
        if (!(first instanceof Telling.Told)) {
          return first;
        }
      }
      out.add(delivery);
    }
    Telling last = new Telling.Told(0);
    while (last instanceof Telling.Told && !out.isEmpty()) {
      last = told(out.remove());
    }
    return last;
  }

  private static boolean offered(List<Bound> receivers, Pdu.DeliverSm pdu, Delivery delivery)
      throws PduEncodeException {
    for (var bound : receivers) {
      if (bound.deliver(pdu, delivery)) {
        return true;
      }
    }
    return false;
  }

  private static Telling told(Delivery delivery) {
    try {
      return delivery.answer().map(EsmeHerald::told).orElseGet(() -> broken("no answer came"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return broken("the server is stopping");
    }
  }

  private static Telling told(Answer answer) {
    return switch (answer) {
      case Answer.Unanswered(_, var cause) ->
          broken(
              switch (cause) {
                case TIMED_OUT -> "the ESME did not answer in time";
                case LINK_LOST, NOT_SENT -> "the line broke before the ESME answered";
                case UNREADABLE -> "the ESME's answer could not be read";
              });
      case Answer.Responded(_, Pdu.DeliverSmResp response)
          when response.status() == CommandStatus.ROK ->
          new Telling.Told(0);
      case Answer.Responded(_, var response) -> refused(response.status());
    };
  }

  private static Telling broken(String why) {
    return new Telling.NotNow(0, why, Optional.of(SOON));
  }

  private static Telling refused(int status) {
    var why = CommandStatus.describe(status);
    return status == CommandStatus.RX_P_APPN || status == CommandStatus.RX_R_APPN
        ? new Telling.GivenUp(0, why)
        : new Telling.NotNow(0, why, Optional.empty());
  }
}
