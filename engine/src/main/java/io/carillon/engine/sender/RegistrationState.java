package io.carillon.engine.sender;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How far the registration of a sender is. The account drafts, hands in and takes back; whoever
/// operates the server says what became of it, as the registry told it.
public enum RegistrationState {
  /// Being written; nobody looks at it.
  DRAFT,
  /// Handed in; nobody has looked at it yet.
  SUBMITTED,
  /// Being looked at.
  PENDING,
  /// The sender may write there.
  APPROVED,
  /// It was looked at and refused; it can be mended and handed in again.
  REJECTED,
  /// Its time is over.
  EXPIRED,
  /// It was approved once and is no more.
  REVOKED;

  /// The stable word in storage and APIs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The state with this word.
  public static Optional<RegistrationState> of(String word) {
    for (var state : values()) {
      if (state.word().equals(word)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /// What the account itself may make of it.
  public Set<RegistrationState> byAccount() { // table
    return switch (this) {
      case DRAFT -> EnumSet.of(SUBMITTED);
      case SUBMITTED -> EnumSet.of(DRAFT);
      case REJECTED, EXPIRED, REVOKED -> EnumSet.of(DRAFT, SUBMITTED);
      case PENDING, APPROVED -> EnumSet.noneOf(RegistrationState.class);
    };
  }

  /// What an operator may make of it.
  public Set<RegistrationState> byOperator() { // table
    return switch (this) {
      case DRAFT -> EnumSet.of(SUBMITTED, APPROVED);
      case SUBMITTED -> EnumSet.of(DRAFT, PENDING, APPROVED, REJECTED);
      case PENDING -> EnumSet.of(SUBMITTED, APPROVED, REJECTED);
      case APPROVED -> EnumSet.of(EXPIRED, REVOKED);
      case REJECTED, EXPIRED, REVOKED -> EnumSet.of(DRAFT, SUBMITTED, PENDING, APPROVED);
    };
  }

  /// Whether what is said in it may still be changed by the account.
  public boolean isOpen() {
    return switch (this) {
      case DRAFT, REJECTED, EXPIRED, REVOKED -> true;
      case SUBMITTED, PENDING, APPROVED -> false;
    };
  }
}
