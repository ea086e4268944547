package io.carillon.front.restcomm;

import io.carillon.front.arranged.OwnNumber;
import io.carillon.model.AccountId;
import io.carillon.model.Resource;
import java.util.List;

/// Takes away what a closed account, and those below it, had arranged: numbers go back, their
/// patterns, applications and users are gone.
final class Closing {
  private static final List<Resource.Kind> KINDS =
      List.of(Resource.Kind.APPLICATION, Resource.Kind.NUMBER, Resource.Kind.USER);

  private final Office office;
  private final Visit visit;

  Closing(Office office, Visit visit) {
    this.office = office;
    this.visit = visit;
  }

  /// Blocks until all of it is synced. What cannot be kept stays as it is, and opens nothing.
  void close(AccountId top) throws InterruptedException {
    for (var account : FamilyHistory.family(office.directory(), top)) {
      for (var number : OwnNumber.of(office.directory(), account)) {
        office.orders(visit).release(account, number.address());
      }
      for (var kind : KINDS) {
        for (var resource : office.directory().resources(account, kind)) {
          office.orders(visit).drop(resource);
        }
      }
    }
  }
}
