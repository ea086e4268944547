package io.carillon.carriers.smpp;

import io.carillon.carriers.smpp.SmppSettings.Order;
import io.carillon.model.Content;
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

  /// A replace_sm has no esm_class and no data_coding: those of the submit_sm stay, so words that
  /// need others are refused here. Its validity_period is NULL: the time for delivery stays.
  @Override
  public void replace(Part part, Content words, Consumer<Reply> then) {
    var unfit = unfit(part, words);
    if (unfit.isPresent()) {
      then.accept(new Reply.Refused(unfit.get()));
      return;
    }
    ask(
        Order.REPLACE,
        () ->
            new Pdu.ReplaceSm(
                id(part),
                speech.phrasing.source(part.message().parties().from()),
                "",
                "",
                SubmitParts.registeredDelivery(part.message()),
                0,
                speech.texts.said(reworded(part, words)).segments().getFirst().octets(),
                Tlvs.NONE),
        response ->
            response instanceof Pdu.ReplaceSmResp
                ? Optional.of(new Reply.Done())
                : Optional.empty(),
        then);
  }

  private static Message reworded(Part part, Content words) {
    return part.message().with(words, part.message().origin().keepsake());
  }

  /// Why no replace_sm can say these words.
  private Optional<String> unfit(Part part, Content words) {
    if (part.count() != 1) {
      return Optional.of("a message of several parts is not replaced");
    }
    Texts.Said before;
    Texts.Said after;
    try {
      before = speech.texts.said(part.message());
      after = speech.texts.said(reworded(part, words));
    } catch (IllegalArgumentException _) {
      return Optional.of("no short message can say it");
    }
    if (before.isPayload() || after.isPayload() || after.segments().size() != 1) {
      return Optional.of("the words are too long for one short message");
    }
    if (before.segments().getFirst().hasHeader() || after.segments().getFirst().hasHeader()) {
      return Optional.of("replace_sm has no room for a header, such as national tables need");
    }
    return before.dataCoding() == after.dataCoding()
        ? Optional.empty()
        : Optional.of("the words need another data_coding than those that were sent");
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
