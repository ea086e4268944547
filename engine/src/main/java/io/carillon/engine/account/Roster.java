package io.carillon.engine.account;

import io.carillon.model.Author;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Directory;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.Replay;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Commits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Changes the small tables: sub-accounts, keys, senders and resources, always [#by] somebody. One
/// order is decided after the other, each on what the one before left.
public final class Roster {
  /// How many resources of one kind, keys or sub-accounts an account may have.
  public static final int ROWS_MAX = 10_000;

  private final RosterTurn turn;
  private final Inventory inventory;

  /// One that lets each account have as many as the server lets anybody have.
  public Roster(Commits commits, Accounts accounts, Inventory inventory, Clock clock) {
    this(commits, accounts, inventory, clock, Bounds.WIDEST);
  }

  /// @param bounds how many keys, accounts and users an account may have
  public Roster(
      Commits commits, Accounts accounts, Inventory inventory, Clock clock, Bounds bounds) {
    turn = new RosterTurn(commits, accounts, clock, bounds);
    this.inventory = inventory;
  }

  /// What somebody may order; the audit log will tell who it was.
  public RosterOrders by(Author author) {
    return new RosterOrders(turn, inventory, author);
  }

  /// Gives several resources new values, all or none.
  ///
  /// @param objection asked when nothing else can change any more until they are written
  public Order<List<Resource>> put(
      List<Resource> resources, Author by, Function<Directory, Optional<Refusal>> objection)
      throws InterruptedException {
    return turn.inTurn(
        by,
        directory -> {
          var against = objection.apply(directory);
          var entries = resources.stream().<Entry>map(Entry.OfResource::new).toList();
          return against.isPresent()
              ? RosterTurn.no(against.get())
              : new Wanted.Plan<>(resources, entries, Optional.empty());
        });
  }

  /// Changes a resource as it stands then, unless it is gone or another by then, and tells the live
  /// feed of its account in the same commit.
  ///
  /// @param next what becomes of it; empty = it is left as it is
  public Order<Resource> change(
      Resource before, Author by, Event told, Function<Resource, Optional<Resource>> next)
      throws InterruptedException {
    return turn.inTurn(
        by,
        directory ->
            directory
                .resource(before.account(), before.kind(), before.id())
                .flatMap(next)
                .<Wanted<Resource>>map(after ->
                    new Wanted.Plan<>(
                        after,
                        List.of(new Entry.OfResource(after)),
                        Optional.empty(),
                        List.of(told)))
                .orElseGet(() -> RosterTurn.no(Refusal.of(Fault.NOT_FOUND, "", ""))));
  }

  /// Orders that something is told again, unless what stands then is against it.
  ///
  /// @param key present when the request brought an idempotency key
  /// @param again how the job that an earlier request ordered is found again
  /// @param objection asked when nobody else can order anything until this is written
  public Order<Replay> replay(
      Replay replay,
      Author by,
      Optional<Idempotency> key,
      Function<Id, Optional<Replay>> again,
      Function<Directory, Optional<Refusal>> objection)
      throws InterruptedException {
    var once = key.map(given -> new Wanted.Once<>(given, replay.id(), again));
    return turn.inTurn(
        by,
        directory ->
            objection
                .apply(directory)
                .<Wanted<Replay>>map(no -> new Wanted.No<>(no, once.map(Wanted.Once::earlier)))
                .orElseGet(
                    () -> new Wanted.Plan<>(replay, List.of(new Entry.OfReplay(replay)), once)));
  }

  /// For a request that changes something by itself repeatable: keeps its idempotency key with what
  /// it is about. Refused where the key belongs to another request.
  public Optional<Refusal> keep(Idempotency key, Id subject) throws InterruptedException {
    return switch (hold(key, subject)) {
      case Order.Done<Id> _ -> Optional.empty();
      case Order.Refused<Id>(var refusal) -> Optional.of(refusal);
    };
  }

  /// As [#keep], telling whether the request is a repeated one.
  public Order<Id> hold(Idempotency key, Id subject) throws InterruptedException {
    return turn.inTurn(
        Author.SERVER,
        _ ->
            new Wanted.Plan<>(
                subject, List.of(), Optional.of(new Wanted.Once<>(key, subject, Optional::of))));
  }

  /// What an earlier request with this idempotency key was about; empty where there was none, and
  /// nothing is kept. Refused where the key belongs to another request.
  public Order<Optional<Id>> seen(Idempotency key) throws InterruptedException {
    return turn.asked(
        new Wanted.Earlier<>(key, id -> Optional.of(Optional.of(id))),
        new Order.Done<>(Optional.empty(), false));
  }
}
