package io.carillon.engine.inbound;

import io.carillon.model.Address;
import io.carillon.model.Directory;

/// Who is never answered by itself: short codes, names and senders of our own accounts are
/// machines, and two of them would answer each other for ever.
public final class Machines {
  private Machines() {}

  /// Whether this is one.
  public static boolean isOne(Directory directory, Address person) {
    return person.kind() != Address.Kind.PHONE || !directory.owners(person).isEmpty();
  }
}
