package io.carillon.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that an account arranges besides its keys and senders: an application, what is to
/// happen on a number, a pool of senders, a user. What its facts mean is said by who reads them;
/// here they are words.
///
/// @param name what people call it
/// @param facts at most 100, each value at most 4,096 characters; absent = as by default
public record Resource(
    Id id,
    AccountId account,
    Kind kind,
    String name,
    Map<String, String> facts,
    Instant created,
    Instant updated) {
  /// How many facts one may have.
  public static final int FACTS_MAX = 100;

  /// How many characters a fact or a name may have.
  public static final int FACT_MAX = 4_096;

  public Resource {
    facts = Map.copyOf(facts);
    if (facts.size() > FACTS_MAX
        || name.length() > FACT_MAX
        || facts.values().stream().anyMatch(fact -> fact.length() > FACT_MAX)) {
      throw new IllegalArgumentException("a resource over its limits");
    }
  }

  /// What it is.
  public enum Kind {
    /// Where an application hears of messages.
    APPLICATION(1),
    /// What happens on one sender of the account; its name is the sender's address.
    NUMBER(2),
    /// A pool of senders with settings of its own (messaging service).
    POOL(3),
    /// Somebody who may sign in for the account.
    USER(4),
    /// What the account as a whole has set, one for each subject; its name is the subject.
    SETTINGS(5),
    /// Who may bind to our SMPP server for the account; its name is the system_id, unique over the
    /// whole server.
    ESME(6),
    /// The registration of one sender in one country; its name is the sender's address.
    REGISTRATION(7),
    /// Who writes, as filed with the registry of the carriers of the United States (10DLC).
    BRAND(8),
    /// What they write for, as filed there.
    BRAND_CAMPAIGN(9),
    /// The campaign of one sender; its name is the sender's address.
    ASSIGNMENT(10),
    /// What accounts may use in a month, as an operator offers it; its name is the plan's.
    PLAN(11),
    /// The public key for which what the account's messages say is sealed once they are done.
    READER_KEY(12),
    /// Where the account hears what happens in it ([Endpoint]).
    ENDPOINT(13),
    /// How what persons write is answered by itself.
    REPLY_RULE(14);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }
  }

  /// A fact; empty where it was not given.
  public Optional<String> fact(String word) {
    return Optional.ofNullable(facts.get(word)).filter(value -> !value.isEmpty());
  }

  /// A fact that holds several words, one a line.
  public List<String> lines(String word) {
    return fact(word).map(value -> value.lines().toList()).orElseGet(List::of);
  }

  /// This resource with another name and other facts.
  public Resource with(String nextName, Map<String, String> next, Instant now) {
    return new Resource(id, account, kind, nextName, next, created, now);
  }

  /// This resource after a change that somebody made to an earlier version of it: what differs
  /// between the two is laid over it, all else stays as it is.
  public Resource after(Resource before, Resource changed) {
    var next = new HashMap<>(facts);
    before.facts.keySet().stream()
        .filter(word -> !changed.facts.containsKey(word))
        .forEach(next::remove);
    changed.facts.forEach((word, fact) -> {
      if (!fact.equals(before.facts.get(word))) {
        next.put(word, fact);
      }
    });
    var last = changed.updated.isAfter(updated) ? changed.updated : updated;
    return with(changed.name.equals(before.name) ? name : changed.name, next, last);
  }

  /// Facts may hold what signs or opens: they are not printed.
  @Override
  public String toString() {
    return kind + " " + id;
  }
}
