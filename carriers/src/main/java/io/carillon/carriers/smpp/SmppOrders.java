package io.carillon.carriers.smpp;

import io.carillon.carriers.smpp.SmppSettings.Order;
import io.carillon.model.Message;
import io.carillon.model.Report;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Carrier.Reply;
import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Tlvs;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is asked of a centre about parts that it has taken: cancel_sm, query_sm, replace_sm (SMPP
/// 3.4 §4.8–§4.10). A centre that does not know one of them is not asked for it again.
final class SmppOrders implements Carrier.Orders {
  private static final Logger LOG = LoggerFactory.getLogger(SmppOrders.class);

  private final String carrier;
  private final Set<Order> allowed;
  private final Speech speech;
  private final Asking binds;
  private final Set<Order> unknown = ConcurrentHashMap.newKeySet();

  /// In which words.
  record Speech(Phrasing phrasing, Texts texts, FarIds ids) {}

  /// Puts a request on a bind with room; false where there is none.
  @FunctionalInterface
  interface Asking {
    boolean ask(Pdu.Request request, Asked asked);
  }

  /// A request on the wire and who is told of its answer.
  record Asked(Consumer<Answer> then) {}

  SmppOrders(SmppSettings settings, Speech speech, Asking binds) {
    this.carrier = settings.name();
    this.allowed = settings.forms().orders();
    this.speech = speech;
    this.binds = binds;
  }

  @Override
  public void cancel(Part part, Consumer<Reply> then) {
    var parties = part.message().parties();
    ask(
        Order.CANCEL,
        () ->
            new Pdu.CancelSm(
                "",
                id(part),
                speech.phrasing.source(parties.from()),
                speech.phrasing.destination(parties.to())),
        response ->
            response instanceof Pdu.CancelSmResp ? Optional.of(new Reply.Done()) : Optional.empty(),
        then);
  }

  @Override
  public void query(Part part, Consumer<Reply> then) {
    ask(
        Order.QUERY,
        () -> new Pdu.QuerySm(id(part), speech.phrasing.source(part.message().parties().from())),
        response ->
            response instanceof Pdu.QuerySmResp told
                ? Optional.of(new Reply.Told(receipt(part, told)))
                : Optional.empty(),
        then);
  }

  @Override
  public void replace(Part part, Consumer<Reply> then) {
    if (part.count() != 1) {
      then.accept(new Reply.Refused("a message of several parts is not replaced"));
      return;
    }
    ask(
        Order.REPLACE,
        () -> {
          var submit = new SubmitParts(speech.phrasing, speech.texts).submit(part);
          return new Pdu.ReplaceSm(
              id(part),
              submit.source(),
              "",
              submit.handling().validity(),
              submit.registeredDelivery(),
              0,
              submit.shortMessage(),
              Tlvs.NONE);
        },
        response ->
            response instanceof Pdu.ReplaceSmResp
                ? Optional.of(new Reply.Done())
                : Optional.empty(),
        then);
  }

  private String id(Part part) {
    return speech.ids.asWritten(part.leg().farId());
  }

  /// Makes the request of an order.
  private interface Making {
    Pdu.Request request();
  }

  private void ask(
      Order order,
      Making making,
      Function<Pdu.Response, Optional<Reply>> meaning,
      Consumer<Reply> then) {
    if (!allowed.contains(order) || unknown.contains(order)) {
      then.accept(new Reply.Refused("the carrier does not offer it"));
      return;
    }
    boolean asked;
    try {
      asked =
          binds.ask(
              making.request(), new Asked(answer -> then.accept(reply(order, answer, meaning))));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      LOG.warn("carrier {}: {} cannot be said: {}", carrier, order, e.getMessage());
      then.accept(new Reply.NotAnswered("it cannot be said"));
      return;
    }
    if (!asked) {
      then.accept(new Reply.NotAnswered("no bind has room"));
    }
  }

  private Reply reply(Order order, Answer answer, Function<Pdu.Response, Optional<Reply>> meaning) {
    return switch (answer) {
      case Answer.Unanswered(_, var cause) -> new Reply.NotAnswered(SmppMapping.words(cause));
      case Answer.Responded(_, var response) -> {
        if (response.status() == CommandStatus.RINVCMDID) {
          unknown.add(order);
        }
        yield response.status() == CommandStatus.ROK
            ? meaning
                .apply(response)
                .orElseGet(() -> new Reply.NotAnswered("the answer was to something else"))
            : new Reply.Refused(CommandStatus.describe(response.status()));
      }
    };
  }

  /// What the answer to a query_sm says, as a receipt would.
  private static Report.Receipt receipt(Part part, Pdu.QuerySmResp told) {
    Message.Parties parties = part.message().parties();
    return new Report.Receipt(
        part.leg().farId(),
        part.leg().reference(),
        parties.from(),
        parties.to(),
        MessageState.of(told.messageState())
            .map(SmppMapping::verdict)
            .orElse(Report.Verdict.UNKNOWN),
        told.errorCode() == 0 ? "" : String.valueOf(told.errorCode()),
        "");
  }
}
