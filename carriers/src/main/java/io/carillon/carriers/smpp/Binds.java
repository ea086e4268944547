package io.carillon.carriers.smpp;

import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.PduEncodeException;
import io.carillon.wire.smpp.SmppSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// The sessions of one carrier that are bound now: those that send, or those that only receive.
final class Binds {
  /// Room can go between the question and the offer; who asks in vain so often waits for news.
  private static final int ROUNDS_MAX = 4;

  private final List<SmppSession> bound = new CopyOnWriteArrayList<>();

  /// A part, and what its answer will be about.
  record Outgoing(Pdu.Carrying submit, SmppBind.Sent sent) {}

  void add(SmppSession session) {
    bound.add(session);
  }

  synchronized void remove(SmppSession session) {
    bound.remove(session);
    notifyAll();
  }

  boolean isAny() {
    return !bound.isEmpty();
  }

  int count() {
    return bound.size();
  }

  int room() {
    int room = 0;
    for (var session : bound) {
      room += session.room();
    }
    return room;
  }

  int inFlight() {
    int inFlight = 0;
    for (var session : bound) {
      inFlight += session.inFlight();
    }
    return inFlight;
  }

  /// Waits until none is left, so that everything offered is answered; false after `limit`.
  synchronized boolean awaitNone(Duration limit) throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    long left = limit.toMillis();
    while (!bound.isEmpty() && left > 0) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
    return bound.isEmpty();
  }

  /// Sends one request on any bind with room; false where none has it.
  ///
  /// @throws PduEncodeException where a field cannot carry its value
  boolean ask(Pdu.Request request, Object attachment) {
    for (var session : bound) {
      if (session.room() > 0 && session.offer(request, attachment)) {
        return true;
      }
    }
    return false;
  }

  /// Sends these, each on the bind with the most room, all of one bind in one write. Answers those
  /// for which there was no room; `unfit` is told of each that no bind can carry, and why.
  List<Outgoing> offer(List<Outgoing> batch, BiConsumer<Outgoing, String> unfit) {
    var waiting = batch;
    for (int round = 0; round < ROUNDS_MAX && !waiting.isEmpty(); round++) {
      var left = new ArrayList<Outgoing>();
      for (var share : deal(waiting, left)) {
        share.session.together(() -> offer(share, left, unfit));
      }
      waiting = left;
    }
    return waiting;
  }

  private static void offer(Share share, List<Outgoing> left, BiConsumer<Outgoing, String> unfit) {
    for (var outgoing : share.parts) {
      try {
        if (!share.session.offer(outgoing.submit, outgoing.sent)) {
          left.add(outgoing);
        }
      } catch (PduEncodeException e) {
        unfit.accept(outgoing, String.valueOf(e.getMessage()));
      }
    }
  }

  private List<Share> deal(List<Outgoing> waiting, List<Outgoing> left) {
    var shares = new ArrayList<Share>();
    for (var session : bound) {
      shares.add(new Share(session));
    }
    for (var outgoing : waiting) {
      Share roomiest = null;
      for (var share : shares) {
        if (share.room() > (roomiest == null ? 0 : roomiest.room())) {
          roomiest = share;
        }
      }
      (roomiest == null ? left : roomiest.parts).add(outgoing);
    }
    shares.removeIf(share -> share.parts.isEmpty());
    return shares;
  }

  /// What one bind gets of a batch.
  private static final class Share {
    private final SmppSession session;
    private final int room;
    private final List<Outgoing> parts = new ArrayList<>();

    Share(SmppSession session) {
      this.session = session;
      room = session.room();
    }

    int room() {
      return room - parts.size();
    }
  }
}
