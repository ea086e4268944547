package io.carillon.front.smpp;

import io.carillon.engine.accept.Rewriting;
import io.carillon.engine.amend.Amendments;
import io.carillon.front.arranged.OwnEsme;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.CancelSmResp;
import io.carillon.wire.smpp.Pdu.ReplaceSmResp;
import io.carillon.wire.smpp.SmppTime;
import io.carillon.wire.smpp.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Carries out what an ESME asks about messages that it submitted before: query_sm, cancel_sm,
/// replace_sm. Messages of others are unknown to it.
final class EsmeOrders {
  /// How many messages a cancel_sm without a message_id cancels.
  static final int CANCELED_MAX = 100;

  /// What is said of several messages: that they are on their way while any is, then the worst that
  /// became of one, and of delivered ones the last.
  private static final Comparator<Message> WORST =
      Comparator.<Message, Boolean>comparing(message -> message.status().isFinal())
          .thenComparing(message -> message.state().times().delivered().isPresent())
          .thenComparing(
              message -> message.state().times().delivered().orElse(Instant.MIN),
              Comparator.reverseOrder());

  private final Submitted submitted;
  private final History history;
  private final Amendments amendments;
  private final Rewriting rewriting;
  private final Clock clock;

  EsmeOrders(EsmeServer.Reading reading, EsmeServer.Doing doing, Clock clock) {
    this.submitted = new Submitted(reading.messages(), reading.history());
    this.history = reading.history();
    this.amendments = doing.amendments();
    this.rewriting = doing.accept().rewriting();
    this.clock = clock;
  }

  Pdu.Response query(OwnEsme esme, Pdu.QuerySm query) {
    return submitted.all(esme, query.messageId()).stream()
        .min(WORST)
        .<Pdu.Response>map(message -> EsmeReplies.state(message, query.messageId()))
        .orElseGet(() -> query.refuse(CommandStatus.RQUERYFAIL));
  }

  /// Cancels one message, those of a submit_multi, or all that wait between two addresses where
  /// none is named. Of a submit_multi a destination in the PDU picks its own.
  void cancel(OwnEsme esme, Pdu.CancelSm cancel, Consumer<Pdu.Response> then) {
    if (cancel.messageId().isEmpty()) {
      cancelBetween(esme, cancel, then);
      return;
    }
    var found = submitted.all(esme, cancel.messageId());
    var to = cancel.destination().value();
    var meant =
        found.size() < 2 || to.isEmpty()
            ? found
            : found.stream()
                .filter(message -> Echo.of(message).destination().value().equals(to))
                .toList();
    if (meant.size() == 1) {
      amendments.cancel(
          esme.account(),
          meant.getFirst().id(),
          result -> then.accept(new CancelSmResp(cancelled(result))));
    } else if (meant.isEmpty()) {
      then.accept(cancel.refuse(CommandStatus.RINVMSGID));
    } else {
      cancelAll(esme, meant, then);
    }
  }

  private static int cancelled(Amendments.Result result) {
    return switch (result) {
      case Amendments.Result.Done _ -> CommandStatus.ROK;
      case Amendments.Result.TooLate _, Amendments.Result.TooEarly _ -> CommandStatus.RCANCELFAIL;
      case Amendments.Result.Unknown _ -> CommandStatus.RINVMSGID;
      case Amendments.Result.NotKept _ -> CommandStatus.RSYSERR;
    };
  }

  private void cancelBetween(OwnEsme esme, Pdu.CancelSm cancel, Consumer<Pdu.Response> then) {
    var from = Addressing.sender(cancel.source());
    var to = Addressing.recipient(cancel.destination());
    if (from instanceof Addressing.Read.No(var status)) {
      then.accept(cancel.refuse(status));
      return;
    }
    if (to instanceof Addressing.Read.No(var status)) {
      then.accept(cancel.refuse(status));
      return;
    }
    var waiting =
        waiting(esme, ((Addressing.Read.As) from).text(), ((Addressing.Read.As) to).text());
    if (waiting.isEmpty()) {
      then.accept(cancel.refuse(CommandStatus.RCANCELFAIL));
      return;
    }
    cancelAll(esme, waiting, then);
  }

  /// Well where any of them was cancelled.
  private void cancelAll(OwnEsme esme, List<Message> all, Consumer<Pdu.Response> then) {
    var left = new AtomicInteger(all.size());
    var any = new AtomicBoolean();
    for (var message : all) {
      amendments.cancel(
          esme.account(),
          message.id(),
          result -> {
            if (cancelled(result) == CommandStatus.ROK) {
              any.set(true);
            }
            if (left.decrementAndGet() == 0) {
              then.accept(
                  new CancelSmResp(any.get() ? CommandStatus.ROK : CommandStatus.RCANCELFAIL));
            }
          });
    }
  }

  private List<Message> waiting(OwnEsme esme, String from, String to) {
    var filter =
        History.Filter.of(esme.account())
            .with(
                new History.Kinds(
                    Set.of(Direction.OUTBOUND),
                    Set.of(Channel.SMS),
                    Set.of(Status.SCHEDULED, Status.QUEUED)))
            .with(new History.Ends(History.Match.whole(from), History.Match.whole(to)));
    return history
        .page(filter, History.Order.OLDEST, History.Start.FIRST, CANCELED_MAX)
        .messages()
        .stream()
        .filter(message -> Submitted.isOf(esme, message))
        .toList();
  }

  /// Gives a message that waits another text, time, validity and wish for receipts. What is empty
  /// in the PDU stays, save the wish for receipts.
  void replace(OwnEsme esme, Pdu.ReplaceSm replace, Consumer<Pdu.Response> then) {
    var message = submitted.one(esme, replace.messageId());
    if (message.isEmpty()) {
      then.accept(replace.refuse(CommandStatus.RINVMSGID));
      return;
    }
    var now = clock.now();
    var sendAt = SmppTime.parse(replace.schedule(), now);
    if (!replace.schedule().isEmpty() && sendAt.isEmpty()) {
      then.accept(replace.refuse(CommandStatus.RINVSCHED));
      return;
    }
    var until = SmppTime.parse(replace.validity(), now);
    if (!replace.validity().isEmpty() && until.filter(now::isBefore).isEmpty()) {
      then.accept(replace.refuse(CommandStatus.RINVEXPIRY));
      return;
    }
    var wish =
        new Rewriting.Wish(
            content(esme, message.get(), replace),
            terms -> terms(terms, esme, replace, sendAt, until, now),
            "the ESME replaced it",
            before -> before.origin().keepsake(),
            true);
    rewriting.rewrite(
        esme.account(),
        message.get().id(),
        wish,
        result -> then.accept(new ReplaceSmResp(replaced(result))));
  }

  private static int replaced(Rewriting.Result result) {
    return switch (result) {
      case Rewriting.Result.Done _ -> CommandStatus.ROK;
      case Rewriting.Result.TooLate _ -> CommandStatus.RREPLACEFAIL;
      case Rewriting.Result.Unknown _ -> CommandStatus.RINVMSGID;
      case Rewriting.Result.Refused(Refusal refusal) -> EsmeFault.status(refusal);
    };
  }

  /// The PDU has no data_coding: that of the submit_sm stays.
  private static Optional<Content> content(OwnEsme esme, Message message, Pdu.ReplaceSm replace) {
    var octets = replace.tlvs().find(Tag.MESSAGE_PAYLOAD).orElse(replace.shortMessage());
    return octets.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Piece.together(
                List.of(Piece.bare(octets, Echo.of(message).dataCoding(), esme.link()))));
  }

  private static Terms terms(
      Terms before,
      OwnEsme esme,
      Pdu.ReplaceSm replace,
      Optional<Instant> sendAt,
      Optional<Instant> until,
      Instant now) {
    var at = sendAt.or(before::sendAt);
    var from = at.filter(now::isBefore).orElse(now);
    var events = EsmeMapping.events(replace.registeredDelivery());
    return new Terms(
        before.purpose(),
        before.priority(),
        before.wantsReceipt(),
        until.map(end -> Duration.between(from, end)).orElse(before.validity()),
        at,
        events.isEmpty()
            ? Optional.empty()
            : Optional.of(EsmeMapping.callback(esme.systemId(), events)));
  }
}
