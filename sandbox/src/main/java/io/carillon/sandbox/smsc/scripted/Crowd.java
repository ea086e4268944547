package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Inbound;
import io.carillon.sandbox.smsc.script.Inbound.Order;
import io.carillon.sandbox.smsc.scripted.Owed.Content;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The people who write: plays inbound traffic at its rate, ten times a second or more, never more
/// of it than may be owed. Traffic ends with its script.
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
  }

  /// Begins this traffic, under that script.
  void write(Inbound inbound, Play play) {
    var postbox = smsc.postboxes().get(inbound.account());
    if (postbox != null) {
      var writing = new Writing(inbound, play, postbox, new Random(play.seed()));
      smsc.alarm().after(inbound.after().toNanos(), writing);
    }
  }

  private final class Writing implements Runnable {
    private final Inbound inbound;
    private final Play play;
    private final Postbox postbox;
    private final Random random;
    private int written;
    private long began;

    Writing(Inbound inbound, Play play, Postbox postbox, Random random) {
      this.inbound = inbound;
      this.play = play;
      this.postbox = postbox;
      this.random = random;
    }

    @Override
    public void run() {
      if (smsc.play() != play) {
        return;
      }
      long now = System.nanoTime();
      began = written == 0 && began == 0 ? now : began;
      int most = (int) Math.min(inbound.count(), (long) written + ROUND_MAX);
      while (written < most && written < due(now) && !smsc.isFull()) {
        written++;
        one();
      }
      if (written < inbound.count()) {
        smsc.alarm().after(ROUND_NANOS, this);
      }
    }

    /// How many should have been written by now; the first at once.
    private long due(long now) {
      return inbound.rate() == 0
          ? Long.MAX_VALUE
          : 1 + (long) ((now - began) / 1e9 * inbound.rate());
    }

    private void one() {
      var text = inbound.text().replace(NUMBER, Integer.toString(written));
      int reference = references.incrementAndGet() & 0xFFFF;
      var parts = Pieces.of(inbound.from(), inbound.to(), text, inbound.body(), reference);
      for (var part : ordered(parts)) {
        smsc.owe(1);
        postbox.ready(new Owed(new Content.Words(part), null, null));
      }
    }

    private List<DeliverSm> ordered(List<DeliverSm> parts) {
      if (inbound.body().order() == Order.IN_ORDER || parts.size() == 1) {
        return parts;
      }
      if (inbound.body().order() == Order.REVERSED) {
        return parts.reversed();
      }
      var shuffled = new ArrayList<>(parts);
      Collections.shuffle(shuffled, random);
      return shuffled;
    }
  }
}
