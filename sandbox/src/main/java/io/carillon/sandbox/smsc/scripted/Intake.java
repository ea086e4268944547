package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Delay;
import io.carillon.sandbox.smsc.script.Inbound.Body;
import io.carillon.sandbox.smsc.script.Inbound.Cut;
import io.carillon.sandbox.smsc.script.Inbound.Encoding;
import io.carillon.sandbox.smsc.script.Inbound.Order;
import io.carillon.sandbox.smsc.script.Reaction;
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

/// Judges the messages of one bind by the script, takes them in, and answers for them; a batch at a
/// time, on the bind's reading thread.
final class Intake {
  private static final Body ANSWER = new Body(Encoding.AUTO, Cut.PAYLOAD, Order.IN_ORDER, -1);
  private static final Reaction AT_ONCE = new Reaction(CommandStatus.ROK, 0, Delay.NONE, true);

  private final ScriptedSmsc smsc;
  private final Bind bind;
  private final Postbox postbox;
  private final List<Later> later = new ArrayList<>();
  private Play play;
  private SplittableRandom random;

  /// What a message gets.
  ///
  /// @param reaction when it is told so
  /// @param rule that holds for it where it is taken
  record Verdict(int status, Reaction reaction, Rule rule) {
    boolean isTaken() {
      return status == CommandStatus.ROK;
    }
  }

  Intake(ScriptedSmsc smsc, Bind bind, Postbox postbox) {
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

  Verdict judge(Pdu.Carrying pdu, long now) {
    int refusal = refusal(pdu, now);
    if (refusal != CommandStatus.ROK) {
      return new Verdict(refusal, AT_ONCE, play.script().otherwise());
    }
    var rule = play.rule(pdu.destination().value());
    rule.hostile().ifPresent(bind::suffer);
    return new Verdict(play.status(rule, pdu), rule.reaction(), rule);
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

  /// Takes a message in.
  ///
  /// @param sibling another one of the same submit_multi, whose id it shares
  Message keep(Rule rule, Pdu.Carrying pdu, long now, @Nullable Message sibling) {
    smsc.counters().add(Count.TAKEN);
    long number = sibling == null ? smsc.nextId() : sibling.number();
    long wait = nanos(rule.receipt().delay());
    return new Message(rule, pdu, postbox, new Message.Taking(number, now, wait, sibling));
  }

  /// Sets what is owed for a message; from now on it can be asked for.
  ///
  /// @param response is sent behind the first receipt, where there is one; null = was sent
  /// @return whether there is
  boolean owe(Message message, @Nullable Runnable response) {
    var plan = message.rule().receipt();
    long wait = message.delay();
    boolean isFirst = response != null && message.wantsReceipt() && postbox.isHeard();
    Owed receipts = null;
    if (message.wantsReceipt()) {
      var content = new Content.Receipts(message, plan, play.script().networks());
      receipts = new Owed(content, bind, isFirst ? response : null);
      message.owes(receipts);
      smsc.owe(1);
    }
    smsc.shelf().put(message);
    if (receipts != null) {
      set(isFirst ? 0 : wait, receipts);
    }
    boolean answerable = message.source().ton() != SmppAddress.TON_ALPHANUMERIC;
    if (!message.rule().reply().isEmpty() && answerable && !plan.fails()) {
      reply(message, wait);
    }
    return isFirst;
  }

  private void set(long wait, Owed owed) {
    if (wait == 0) {
      postbox.ready(owed);
    } else {
      owed.rest();
      later.add(new Later(wait, () -> wake(owed)));
    }
  }

  private void wake(Owed owed) {
    if (owed.takeRest()) {
      postbox.ready(owed);
    }
  }

  /// Nobody answers what was taken back.
  private void reply(Message message, long wait) {
    var text = message.rule().reply();
    for (var part : Pieces.of(message.destination(), message.source(), text, ANSWER, 0)) {
      smsc.owe(1);
      var words = new Owed(new Content.Words(part), bind, null);
      if (wait == 0) {
        postbox.ready(words);
        continue;
      }
      later.add(
          new Later(
              wait,
              () -> {
                if (message.isCancelled()) {
                  smsc.owe(-1);
                } else {
                  postbox.ready(words);
                }
              }));
    }
  }

  /// Sends a response at once, later, or never.
  void respond(int sequence, Reaction reaction, Pdu.Response response) {
    respond(sequence, nanos(reaction.delay()), reaction.answers(), response);
  }

  /// @param wait nanoseconds until it is sent
  void respond(int sequence, long wait, boolean answers, Pdu.Response response) {
    if (!answers) {
      smsc.counters().add(Count.UNANSWERED);
    } else if (wait == 0) {
      smsc.counters().responded(response.status());
      bind.respond(sequence, response);
    } else {
      smsc.owe(1);
      later.add(
          new Later(
              wait,
              () -> {
                smsc.owe(-1);
                respondNow(sequence, response);
              }));
    }
  }

  /// Sends a response at once, on any thread.
  void respondNow(int sequence, Pdu.Response response) {
    smsc.counters().responded(response.status());
    bind.respondNow(sequence, response);
  }

  /// Drawn anew each time.
  long nanos(Delay delay) {
    boolean isNone = delay instanceof Delay.Fixed(var time) && time.isZero();
    return isNone ? 0 : delay.draw(random);
  }

  /// What each response to a message says besides.
  Tlvs tlvs() {
    return play.script().throttling().congestion()
        ? Tlvs.NONE.withOctet(Tag.CONGESTION_STATE, play.congestion())
        : Tlvs.NONE;
  }
}
