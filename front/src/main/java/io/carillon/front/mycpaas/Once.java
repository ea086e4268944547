package io.carillon.front.mycpaas;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.account.RosterOrders;
import io.carillon.front.door.Repeats;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import java.util.Optional;

/// What the header `Idempotency-Key` means for requests other than sends.
final class Once {
  private final Roster roster;

  Once(Roster roster) {
    this.roster = roster;
  }

  /// The key of a request that makes something; its path belongs to it, the extension does not.
  static Optional<Idempotency> key(Visit visit) {
    var path = visit.request().path().replaceFirst("\\.(json|xml)$", "");
    return Repeats.key(visit.request(), visit.caller().account().id(), Surface.DIALECT + path);
  }

  /// Why the key of a request that changes something cannot be used; a good one is kept, so that it
  /// can never stand for another change. Changing the same thing again is no harm.
  Optional<Refusal> refuses(Visit visit, Id subject) throws InterruptedException {
    var key = key(visit);
    return key.isEmpty() ? Optional.empty() : roster.keep(key.get(), subject);
  }

  /// Gives a resource new values; where nothing differs it stays as it is, its time too, so that a
  /// repeated request is answered alike.
  static Order<Resource> put(RosterOrders roster, Resource before, Resource after)
      throws InterruptedException {
    boolean same = before.name().equals(after.name()) && before.facts().equals(after.facts());
    return same ? new Order.Done<>(before, true) : roster.put(after);
  }
}
