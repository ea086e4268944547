package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Delay;
import io.carillon.sandbox.smsc.script.Inbound.Body;
import io.carillon.sandbox.smsc.script.Inbound.Cut;
import io.carillon.sandbox.smsc.script.Inbound.Encoding;
import io.carillon.sandbox.smsc.script.Inbound.Order;
import io.carillon.sandbox.smsc.script.Rule;
import io.carillon.sandbox.smsc.scripted.Alarm.Later;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.sandbox.smsc.scripted.Owed.Content;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Answers the messages of one bind as the script wants, a batch at a time, on its reading thread.
final class Desk {
  private static final Body ANSWER = new Body(Encoding.AUTO, Cut.PAYLOAD, Order.IN_ORDER, -1);

  private final ScriptedSmsc smsc;
  private final Bind bind;
  private final Postbox postbox;
  private final List<Later> later = new ArrayList<>();
  private Play play;
  private SplittableRandom random;

  Desk(ScriptedSmsc smsc, Bind bind, Postbox postbox) {
    this.smsc = smsc;
    this.bind = bind;
    this.postbox = postbox;
    play = smsc.play();
    random = new SplittableRandom(play.seed());
  }

  /// A batch begins: it is under one script.
  void begin() {
    var now = smsc.play();
    if (now != play) {
      play = now;
      random = new SplittableRandom(play.seed());
    }
  }

  /// A batch ends: what it set for later is set.
  void end() {
    smsc.alarm().after(later);
    later.clear();
  }

  /// One message. The response comes at once, later, or never.
  void take(int sequence, Pdu.Carrying pdu) {
    smsc.counters().add(Count.SUBMITS);
    long now = System.nanoTime();
    int refusal = refusal(pdu, now);
    if (refusal != CommandStatus.ROK) {
      respond(sequence, response(pdu, refusal, ""));
      return;
    }
    var rule = play.rule(pdu.destination().value());
    rule.hostile().ifPresent(bind::suffer);
    int status = play.status(rule, pdu);
    var id = "";
    Owed held = null;
    if (status == CommandStatus.ROK) {
      long number = smsc.nextId();
      id = rule.id().inResponse(number);
      smsc.counters().add(Count.TAKEN);
      held = owe(rule, number, pdu, sequence, id);
    }
    if (held != null) {
      postbox.ready(held);
      return;
    }
    if (!rule.reaction().answers()) {
      smsc.counters().add(Count.UNANSWERED);
      return;
    }
    var response = response(pdu, status, id);
    var delay = rule.reaction().delay();
    if (isNone(delay)) {
      respond(sequence, response);
    } else {
      smsc.owe(1);
      later.add(
          new Later(
              delay.draw(random),
              () -> {
                smsc.owe(-1);
                bind.respondNow(sequence, response);
              }));
    }
  }

  private static boolean isNone(Delay delay) {
    return delay instanceof Delay.Fixed(var time) && time.isZero();
  }

  private void respond(int sequence, Pdu.Response response) {
    smsc.counters().responded(response.status());
    bind.respond(sequence, response);
  }

  private int refusal(Pdu.Carrying pdu, long now) {
    if (pdu.destination().value().isEmpty()) {
      return CommandStatus.RINVDSTADR;
    }
    if (!postbox.passes(now) || !play.passes(now)) {
      return CommandStatus.RTHROTTLED;
    }
    return smsc.isFull() ? CommandStatus.RMSGQFUL : CommandStatus.ROK;
  }

  private Pdu.Response response(Pdu.Carrying pdu, int status, String id) {
    var tlvs =
        play.script().throttling().congestion()
            ? Tlvs.NONE.withOctet(Tag.CONGESTION_STATE, play.congestion())
            : Tlvs.NONE;
    return switch (pdu) {
      case Pdu.SubmitSm _ -> new Pdu.SubmitSmResp(status, id, tlvs);
      case Pdu.DataSm _ -> new Pdu.DataSmResp(status, id, tlvs);
      case Pdu.DeliverSm _ -> new Pdu.DeliverSmResp(CommandStatus.RINVCMDID, "", Tlvs.NONE);
    };
  }

  /// Sets what is owed for a message. Answers what must go out before its response; null where
  /// there is no such thing.
  private @Nullable Owed owe(Rule rule, long number, Pdu.Carrying pdu, int sequence, String id) {
    var plan = rule.receipt();
    Owed first = null;
    if (!plan.states().isEmpty() && Message.wantsReceipt(pdu, plan.fails())) {
      var message =
          new Message(
              rule.id().inReceipt(number),
              System.currentTimeMillis() / 1_000,
              pdu.source(),
              pdu.destination(),
              Message.reference(pdu));
      var receipts = new Content.Receipts(message, plan, play.script().networks());
      smsc.owe(1);
      if (plan.beforeResponse() && postbox.isHeard()) {
        var response = response(pdu, CommandStatus.ROK, id);
        smsc.counters().responded(CommandStatus.ROK);
        first = new Owed(receipts, bind, () -> bind.respondNow(sequence, response));
      } else {
        set(plan.delay(), new Owed(receipts, bind, null));
      }
    }
    boolean answerable = pdu.source().ton() != SmppAddress.TON_ALPHANUMERIC;
    if (!rule.reply().isEmpty() && answerable && !plan.fails()) {
      for (var part : Pieces.of(pdu.destination(), pdu.source(), rule.reply(), ANSWER, 0)) {
        smsc.owe(1);
        set(plan.delay(), new Owed(new Content.Words(part), bind, null));
      }
    }
    return first;
  }

  private void set(Delay delay, Owed owed) {
    if (isNone(delay)) {
      postbox.ready(owed);
    } else {
      later.add(new Later(delay.draw(random), () -> postbox.ready(owed)));
    }
  }
}
