package io.carillon.wire.text;

import java.util.Optional;

/// The tables that septets are read in (3GPP TS 23.038 §6.2.1.2).
///
/// @param locking stands in the place of the default alphabet for the whole message
/// @param single stands in the place of the default extension table, behind each escape
public record Shifts(Optional<Language> locking, Optional<Language> single) {
  /// The default alphabet and its extension table.
  public static final Shifts NONE = new Shifts(Optional.empty(), Optional.empty());

  private static final int ELEMENT_OCTETS = 3;

  public Shifts {
    if (locking.isPresent() && !locking.get().hasLocking()) {
      throw new IllegalArgumentException(locking.get() + " has no locking shift table");
    }
  }

  /// The tables that these identifiers name; one that names none stands for the default table, as
  /// the standard asks of who does not know it.
  public static Shifts of(int locking, int single) {
    return locking == 0 && single == 0
        ? NONE
        : new Shifts(Language.of(locking).filter(Language::hasLocking), Language.of(single));
  }

  /// What they take of a user data header, its length octet not counted.
  int headerOctets() {
    return (locking.isPresent() ? ELEMENT_OCTETS : 0) + (single.isPresent() ? ELEMENT_OCTETS : 0);
  }

  int lockingIdentifier() {
    return locking.map(Language::identifier).orElse(0);
  }

  int singleIdentifier() {
    return single.map(Language::identifier).orElse(0);
  }
}
