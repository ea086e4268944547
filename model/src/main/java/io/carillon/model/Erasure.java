package io.carillon.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An order to erase what is held of a person (GDPR article 17, CCPA §1798.105).
///
/// @param account in whose data the person is erased, and in that of all accounts below it
/// @param reason why, in words that do not name the person
/// @param people every address of the person; none once it is done
/// @param marks the same as keyed hashes, 32 hexadecimal digits each, in the same order; none
///   before it is kept
public record Erasure(
    Id id,
    AccountId account,
    String reason,
    Instant ordered,
    List<Address> people,
    List<String> marks,
    Progress progress) {
  /// How many addresses a person may have.
  public static final int PEOPLE_MAX = 10;

  /// How many characters a reason may have.
  public static final int REASON_MAX = 200;

  public Erasure {
    people = List.copyOf(people);
    marks = List.copyOf(marks);
    if (people.size() > PEOPLE_MAX || reason.length() > REASON_MAX) {
      throw new IllegalArgumentException("too much for one order");
    }
  }

  /// A new one.
  public static Erasure ordered(
      Id id, AccountId account, String reason, Instant at, List<Address> people) {
    return new Erasure(id, account, reason, at, people, List.of(), Progress.NONE);
  }

  /// How far it has come.
  ///
  /// @param erased how much was blotted out, by where it stood
  /// @param finished when nothing was left
  public record Progress(Map<String, Long> erased, Optional<Instant> finished) {
    /// Nothing yet.
    public static final Progress NONE = new Progress(Map.of(), Optional.empty());

    public Progress {
      erased = Map.copyOf(erased);
    }
  }

  /// What shows that it was done: a text, and the server's signature of its octets.
  ///
  /// @param text JSON in UTF-8
  /// @param signature Ed25519 (RFC 8032), 64 octets
  public record Certificate(String text, Payload signature) {}
}
