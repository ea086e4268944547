package io.carillon.engine.inbound;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter.Ending;
import io.carillon.engine.inbound.Arrivals.Whole;
import io.carillon.engine.inbound.Gathering.Sources;
import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fragment;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Report.Delivery;
import io.carillon.model.Report.Manner;
import io.carillon.model.port.Meters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was written to senders that nobody owns: kept, until an operator gives the number to an
/// account and has it delivered there, or it is too old.
public final class Strays {
  private static final Logger LOG = LoggerFactory.getLogger(Strays.class);

  private final Desk desk;
  private final Arrivals arrivals;
  private final Sources sources;
  private final Meters.Count ownerless;

  /// Those that are being delivered: none is delivered twice. Guarded by itself.
  private final Set<Id> underway = new HashSet<>();

  Strays(Desk desk, Arrivals arrivals, Sources sources, Meters meters) {
    this.desk = desk;
    this.arrivals = arrivals;
    this.sources = sources;
    ownerless = meters.count("messages.ownerless");
  }

  /// What became of a wish to deliver one.
  public enum Delivered {
    /// It is a message of the account that owns the sender.
    DONE,
    /// Nobody owns the sender.
    OWNERLESS,
    /// There is no such stray, or somebody else is delivering it.
    GONE,
    /// The store could not write it.
    BROKEN
  }

  /// Keeps one; `ending` hears when it is synced.
  void keep(Whole whole, Ending ending) {
    var arrived = whole.arrived();
    var now = sources.clock().now();
    var stray = new Fragment(sources.ids().next(), Optional.empty(), whole.carrier(), arrived, now);
    var writes = new ArrayList<>(whole.also());
    writes.add(new Write.Fragmented(stray));
    writes.addAll(whole.recall().rows(stray.series()));
    desk.note(
        new Commit(Urgency.INSIDE, List.of(), writes),
        result -> {
          if (result instanceof Result.Done) {
            ownerless.add(1);
            LOG.warn(
                "carrier {} brought a message to {}, which nobody owns: it is kept as {}",
                whole.carrier(),
                arrived.to(),
                stray.series().uuid());
            ending.ended(Optional.empty());
          } else {
            ending.broken();
          }
        });
  }

  /// The newest, behind one.
  public List<Fragment> page(Optional<Id> below, int limit) {
    return sources.fragments().strays(below, limit);
  }

  public Optional<Fragment> find(Id id) {
    return sources.fragments().stray(id);
  }

  /// Makes it a message of the account that owns its sender now, as though it came now; its trace
  /// says when it came. Blocks until it is synced.
  public Delivered deliver(Id id) throws InterruptedException {
    synchronized (underway) {
      if (!underway.add(id)) {
        return Delivered.GONE;
      }
    }
    try {
      var stray = find(id);
      if (stray.isEmpty()) {
        return Delivered.GONE;
      }
      var owner = arrivals.owner(stray.get().arrived().to());
      return owner.isEmpty() ? Delivered.OWNERLESS : deliver(stray.get(), owner.get());
    } finally {
      synchronized (underway) {
        underway.remove(id);
      }
    }
  }

  private Delivered deliver(Fragment stray, AccountId owner) throws InterruptedException {
    var arrived = stray.arrived();
    var odd = new ArrayList<String>();
    odd.add("came at " + stray.at() + ", when nobody owned the sender");
    odd.addAll(arrived.manner().odd());
    var manner = new Manner(stray.part(), odd, Delivery.NONE);
    var also = List.<Write>of(new Write.Joined(stray.series()));
    var ended = new AtomicReference<>(Delivered.BROKEN);
    var gate = sources.tasks().gate();
    arrivals.keep(
        owner,
        new Whole(stray.carrier(), arrived.by(manner), 1, also, Recall.NONE),
        new Ending() {
          @Override
          public void ended(Optional<Message> after) {
            ended.set(Delivered.DONE);
            gate.open();
          }

          @Override
          public void broken() {
            gate.open();
          }
        });
    gate.pass();
    return ended.get();
  }
}
