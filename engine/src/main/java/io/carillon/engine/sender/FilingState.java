package io.carillon.engine.sender;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How far a filing is with the registry.
public enum FilingState {
  /// Being written; nobody looks at it.
  DRAFT,
  /// Handed in; the registry does not have it yet.
  SUBMITTED,
  /// The registry has it and looks at it.
  PENDING,
  /// It counts.
  ACTIVE,
  /// It was looked at and refused, or more is asked; it can be mended and handed in again.
  REJECTED,
  /// It counted and does not for now, as a carrier or the registry has it.
  SUSPENDED,
  /// Its time is over.
  EXPIRED;

  /// The stable word in storage and APIs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The state with this word.
  public static Optional<FilingState> of(String word) {
    for (var state : values()) {
      if (state.word().equals(word)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /// What the account itself may make of it.
  public Set<FilingState> byAccount() { // table
    return switch (this) {
      case DRAFT, REJECTED, EXPIRED -> EnumSet.of(SUBMITTED);
      case SUBMITTED -> EnumSet.of(DRAFT);
      case PENDING, ACTIVE, SUSPENDED -> EnumSet.noneOf(FilingState.class);
    };
  }

  /// Whether what it says may still be changed by the account.
  public boolean isOpen() {
    return switch (this) {
      case DRAFT, REJECTED, EXPIRED -> true;
      case SUBMITTED, PENDING, ACTIVE, SUSPENDED -> false;
    };
  }

  /// Whether somebody has to do something about it: the registry, or an operator in its place.
  public boolean isWaiting() {
    return this == SUBMITTED || this == PENDING;
  }
}
