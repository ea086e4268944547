package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Orders;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.sandbox.smsc.scripted.Owed.Content;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu.CancelSm;
import io.carillon.wire.smpp.Pdu.QuerySm;
import io.carillon.wire.smpp.Pdu.QuerySmResp;
import io.carillon.wire.smpp.Pdu.ReplaceSm;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppTime;
import io.carillon.wire.smpp.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Tells what became of a message, takes it back, and changes what it says: query_sm, cancel_sm and
/// replace_sm of one bind, for the messages of its account that the `Shelf` has.
final class Clerk {
  private final ScriptedSmsc smsc;
  private final Bind bind;
  private final Postbox postbox;

  Clerk(ScriptedSmsc smsc, Bind bind, Postbox postbox) {
    this.smsc = smsc;
    this.bind = bind;
    this.postbox = postbox;
  }

  void query(int sequence, QuerySm query) {
    smsc.counters().add(Count.QUERIES);
    var found = find(query.messageId(), query.source());
    int refusal = refusal(found, Orders::query);
    bind.respond(
        sequence,
        found == null || refusal != CommandStatus.ROK
            ? query.refuse(refusal == CommandStatus.ROK ? CommandStatus.RQUERYFAIL : refusal)
            : standing(query, found));
  }

  private static QuerySmResp standing(QuerySm query, Message found) {
    long now = System.nanoTime();
    var teller = teller(found, now);
    var standing = teller.standing(now);
    var state = standing.state();
    return new QuerySmResp(
        CommandStatus.ROK,
        query.messageId(),
        state.isFinal() ? SmppTime.absolute(Instant.ofEpochMilli(standing.endedAt())) : "",
        state.code(),
        ReceiptWriter.octet(teller.rule().receipt().errorOf(state)));
  }

  /// Of the recipients of a submit_multi the one that tells most: one that is still awaited, else
  /// one that failed.
  private static Message teller(Message first, long now) {
    var teller = first;
    for (@Nullable Message one = first; one != null; one = one.sibling()) {
      var state = one.standing(now).state();
      if (!state.isFinal()) {
        return one;
      }
      teller = state == MessageState.DELIVERED ? teller : one;
    }
    return teller;
  }

  void cancel(int sequence, CancelSm cancel) {
    smsc.counters().add(Count.CANCELS);
    var meant = meant(cancel);
    int refusal = refusal(meant.isEmpty() ? null : meant.getFirst(), Orders::cancel);
    boolean any = false;
    long now = System.nanoTime();
    for (var one : meant) {
      if (one.rule().orders().cancel() == CommandStatus.ROK && one.cancel(now)) {
        smsc.counters().add(Count.CANCELLED);
        tellCancelled(one);
        any = true;
      }
    }
    int failure = refusal == CommandStatus.ROK ? CommandStatus.RCANCELFAIL : refusal;
    bind.respond(sequence, cancel.refuse(any ? CommandStatus.ROK : failure));
  }

  /// By its id, or all between two addresses (SMPP 3.4 §4.9). A destination beside an id chooses
  /// among the recipients of a submit_multi.
  private List<Message> meant(CancelSm cancel) {
    if (cancel.messageId().isEmpty()) {
      return smsc.newest(Shelf.MESSAGES_MAX, one -> isBetween(one, cancel));
    }
    var meant = new ArrayList<Message>();
    var to = cancel.destination().value();
    var found = find(cancel.messageId(), cancel.source());
    for (@Nullable Message one = found; one != null; one = one.sibling()) {
      if (to.isEmpty() || to.equals(one.destination().value())) {
        meant.add(one);
      }
    }
    return meant;
  }

  private boolean isBetween(Message one, CancelSm cancel) {
    return one.postbox() == postbox
        && one.source().value().equals(cancel.source().value())
        && one.destination().value().equals(cancel.destination().value())
        && (cancel.serviceType().isEmpty() || cancel.serviceType().equals(one.serviceType()));
  }

  private void tellCancelled(Message message) {
    var owed = message.owed();
    boolean tells = message.tellsCancel();
    if (owed != null && owed.takeRest()) {
      if (tells) {
        postbox.ready(owed);
      } else {
        smsc.owe(-1);
      }
    } else if (tells && (owed == null || owed.isOver())) {
      postbox.ready(receipts(message));
    }
  }

  void replace(int sequence, ReplaceSm replace) {
    smsc.counters().add(Count.REPLACES);
    var found = find(replace.messageId(), replace.source());
    int refusal = refusal(found, Orders::replace);
    if (refusal == CommandStatus.ROK && (found == null || !replaces(found, replace))) {
      refusal = CommandStatus.RREPLACEFAIL;
    }
    bind.respond(sequence, replace.refuse(refusal));
  }

  /// A submit_multi cannot be replaced: one id means many messages.
  private boolean replaces(Message message, ReplaceSm replace) {
    var payload = replace.tlvs().find(Tag.MESSAGE_PAYLOAD).orElse(replace.shortMessage());
    long now = System.nanoTime();
    if (message.sibling() != null || !message.replace(payload, replace.registeredDelivery(), now)) {
      return false;
    }
    var owed = message.owed();
    if (owed != null && !message.wantsReceipt() && owed.takeRest()) {
      message.owes(null);
      smsc.owe(-1);
    } else if (owed == null && message.wantsReceipt()) {
      smsc.rest(receipts(message), postbox, message.left(now));
    }
    return true;
  }

  private Owed receipts(Message message) {
    var content =
        new Content.Receipts(message, message.rule().receipt(), smsc.play().script().networks());
    var owed = new Owed(content, bind, null);
    message.owes(owed);
    smsc.owe(1);
    return owed;
  }

  /// The message of this id that this address sent; an empty address is not compared.
  private @Nullable Message find(String id, SmppAddress source) {
    var found = smsc.shelf().find(id, postbox);
    boolean fits =
        found != null
            && (source.value().isEmpty() || source.value().equals(found.source().value()));
    return fits ? found : null;
  }

  /// What the rule wants: that of the message, or `otherwise` where it is not known.
  private int refusal(@Nullable Message found, ToIntFunction<Orders> order) {
    var rule = found == null ? smsc.play().script().otherwise() : found.rule();
    return order.applyAsInt(rule.orders());
  }
}
