package io.carillon.model;

import io.carillon.model.Commit.Entry;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One line of the audit log: what was changed of an account, its keys, its senders or what it
/// arranges, by whom, and what was there before and after. Secrets are stars.
///
/// @param number counts all lines of the store, from 1
/// @param before what differs, as it was; empty for what is new
/// @param after the same as it became; empty for what is gone
public record Audit(
    long number,
    AccountId account,
    Subject subject,
    Action action,
    Occasion by,
    Map<String, String> before,
    Map<String, String> after) {
  public Audit {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  /// What was changed.
  ///
  /// @param kind `account`, `key`, `content_key`, `sender`, `price_list`, `erasure`, `person`,
  ///   `session`, `transfer`, or the word of a resource's kind
  /// @param name its id; a sender's address
  public record Subject(String kind, String name) {}

  /// What was done to it.
  public enum Action {
    ADDED(1),
    CHANGED(2),
    REMOVED(3);

    private final int code;

    Action(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The line of an entry, yet without its number.
  ///
  /// @param standing the same row as it stands, see [AuditWords#standing]
  /// @return empty where nothing differs, or nobody's account is told of it
  public static Optional<Audit> of(Entry entry, Optional<Entry> standing, Occasion by) {
    var before = standing.map(AuditWords::of).orElse(Map.of());
    var after = AuditWords.isRemoval(entry) ? Map.<String, String>of() : AuditWords.of(entry);
    if (before.equals(after)) {
      return Optional.empty();
    }
    var action =
        standing.isEmpty() ? Action.ADDED : after.isEmpty() ? Action.REMOVED : Action.CHANGED;
    return AuditWords.account(entry, by.author())
        .map(account ->
            new Audit(
                0,
                account,
                AuditWords.subject(entry),
                action,
                by,
                differing(before, after),
                differing(after, before)));
  }

  private static Map<String, String> differing(
      Map<String, String> these, Map<String, String> others) {
    var words = new TreeMap<String, String>();
    these.forEach((word, value) -> {
      if (!value.equals(others.get(word))) {
        words.put(word, AuditWords.shown(word, value));
      }
    });
    return words;
  }

  /// This line with its number.
  public Audit numbered(long next) {
    return new Audit(next, account, subject, action, by, before, after);
  }
}
