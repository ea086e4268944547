package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Account;
import io.carillon.wire.smpp.Pdu.AlertNotification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What is owed to one account and may go now, and the binds on which it may go. Safe for use by
/// many threads; sends nothing itself.
final class Postbox {
  private final ConcurrentLinkedQueue<Owed> shared = new ConcurrentLinkedQueue<>();
  private final List<Bind> binds = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final Bucket bucket = new Bucket();
  private volatile Account account;

  Postbox(Account account) {
    this.account = account;
  }

  Account account() {
    return account;
  }

  /// From now on this holds.
  void account(Account next) {
    account = next;
  }

  /// Whether the account's rate lets one more message in.
  boolean passes(long now) {
    int rate = account.rate();
    return rate == 0 || bucket.passes(rate, now);
  }

  /// Takes a bind in, unless there are enough.
  synchronized boolean enter(Bind bind) {
    if (binds.size() >= account.bindsMax()) {
      return false;
    }
    binds.add(bind);
    return true;
  }

  /// The bind is over: what was meant for it or on it may go on any.
  void gone(Bind bind, List<Owed> left) {
    binds.remove(bind);
    shared.addAll(left);
  }

  List<Bind> binds() {
    return binds;
  }

  /// Whether somebody who can receive is bound.
  boolean isHeard() {
    return binds.stream().anyMatch(Bind::receives);
  }

  /// This may go now, on the bind that it is for.
  void ready(Owed owed) {
    owed.ripen();
    switch (owed.via()) {
      case ANY -> shared.add(owed);
      case SAME -> {
        var origin = owed.origin();
        if (origin == null || !origin.isReceiving() || !origin.queue(owed)) {
          shared.add(owed);
        }
      }
      case OTHER -> {
        var others = others(owed);
        boolean queued =
            !others.isEmpty()
                && others.get(Math.floorMod(turn.getAndIncrement(), others.size())).queue(owed);
        if (!queued) {
          shared.add(owed);
        }
      }
    }
  }

  private List<Bind> others(Owed owed) {
    var origin = owed.origin();
    var others = new ArrayList<Bind>();
    for (var bind : binds) {
      if (bind.isReceiving() && bind != origin) {
        others.add(bind);
      }
    }
    return others;
  }

  /// The next that may go on any bind; null where there is none.
  @Nullable Owed poll() {
    return shared.poll();
  }

  boolean isEmpty() {
    return shared.isEmpty();
  }

  /// Tells it on one of the binds that receive; false where there is none, or it does not speak.
  boolean tell(AlertNotification alert) {
    int count = binds.size();
    int first = turn.getAndIncrement();
    for (int i = 0; i < count; i++) {
      var bind = binds.get(Math.floorMod(first + i, count));
      if (bind.tell(alert)) {
        return true;
      }
    }
    return false;
  }

  /// Sends what may go on whichever bind has room.
  void pump() {
    for (var bind : binds) {
      bind.pump();
    }
  }
}
