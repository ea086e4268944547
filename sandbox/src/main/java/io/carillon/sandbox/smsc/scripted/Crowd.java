package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Alert;
import io.carillon.sandbox.smsc.script.Inbound;
import io.carillon.sandbox.smsc.script.Inbound.Order;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.sandbox.smsc.scripted.Owed.Content;
import io.carillon.wire.smpp.Pdu.AlertNotification;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// The people who write and whose handsets come back: plays such traffic at its rate, ten times a
/// second or more, never more of it than may be owed. Traffic ends with its script.
final class Crowd {
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /// Messages written in one round: the alarm has more to do.
  private static final int ROUND_MAX = 10_000;

  private static final String NUMBER = "{n}";

  private final ScriptedSmsc smsc;
  private final AtomicInteger references = new AtomicInteger();

  Crowd(ScriptedSmsc smsc) {
    this.smsc = smsc;
  }

  /// Begins the traffic of a script.
  void play(Play play) {
    play.script().inbound().forEach(inbound -> write(inbound, play));
    play.script().alerts().forEach(alert -> tell(alert, play));
  }

  /// Begins this traffic, under that script.
  void write(Inbound inbound, Play play) {
    var postbox = smsc.postboxes().get(inbound.account());
    if (postbox != null) {
      var random = new Random(play.seed());
      var pace = new Pace(inbound.count(), inbound.rate());
      begin(
          new Writing(play, pace, number -> write(inbound, number, postbox, random)),
          inbound.after());
    }
  }

  /// The same for alerts. Nobody keeps one for who is away.
  void tell(Alert alert, Play play) {
    var postbox = smsc.postboxes().get(alert.account());
    if (postbox != null) {
      var availability = alert.availability().code();
      var tlvs =
          availability.isPresent()
              ? Tlvs.NONE.withOctet(Tag.MS_AVAILABILITY_STATUS, availability.getAsInt())
              : Tlvs.NONE;
      var pdu = new AlertNotification(alert.from(), alert.to(), tlvs);
      var pace = new Pace(alert.count(), alert.rate());
      begin(new Writing(play, pace, _ -> tell(pdu, postbox)), alert.after());
    }
  }

  private void begin(Writing writing, Duration after) {
    smsc.alarm().after(after.toNanos(), writing);
  }

  private void tell(AlertNotification pdu, Postbox postbox) {
    smsc.counters().add(postbox.tell(pdu) ? Count.ALERTS_SENT : Count.ALERTS_UNHEARD);
  }

  private void write(Inbound inbound, int number, Postbox postbox, Random random) {
    var text = inbound.text().replace(NUMBER, Integer.toString(number));
    int reference = references.incrementAndGet() & 0xFFFF;
    var parts = Pieces.of(inbound.from(), inbound.to(), text, inbound.body(), reference);
    for (var part : ordered(parts, inbound.body().order(), random)) {
      smsc.owe(1);
      postbox.ready(new Owed(new Content.Words(part), null, null));
    }
  }

  private static List<DeliverSm> ordered(List<DeliverSm> parts, Order order, Random random) {
    if (order == Order.IN_ORDER || parts.size() == 1) {
      return parts;
    }
    if (order == Order.REVERSED) {
      return parts.reversed();
    }
    var shuffled = new ArrayList<>(parts);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /// @param rate a second; 0 = all at once
  private record Pace(int count, int rate) {}

  private final class Writing implements Runnable {
    private final Play play;
    private final Pace pace;
    private final IntConsumer one;
    private int written;
    private long began;

    /// @param one told the number of each, from 1
    Writing(Play play, Pace pace, IntConsumer one) {
      this.play = play;
      this.pace = pace;
      this.one = one;
    }

    @Override
    public void run() {
      if (smsc.play() != play) {
        return;
      }
      long now = System.nanoTime();
      began = written == 0 && began == 0 ? now : began;
      int most = (int) Math.min(pace.count(), (long) written + ROUND_MAX);
      while (written < most && written < due(now) && !smsc.isFull()) {
        one.accept(++written);
      }
      if (written < pace.count()) {
        smsc.alarm().after(ROUND_NANOS, this);
      }
    }

    /// How many should have been written by now; the first at once.
    private long due(long now) {
      return pace.rate() == 0 ? Long.MAX_VALUE : 1 + (long) ((now - began) / 1e9 * pace.rate());
    }
  }
}
