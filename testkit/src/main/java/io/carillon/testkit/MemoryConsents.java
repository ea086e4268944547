package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Reach;
import io.carillon.model.MessageId;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Consents.Filter;
import io.carillon.model.port.Consents.Kept;
import io.carillon.model.port.Consents.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The consents of a [MemoryStore], without seals. Not safe by itself: the store's lock guards it.
final class MemoryConsents {
  private static final String NO_SEAL = "0".repeat(64);

  private final List<Consent> said = new ArrayList<>();
  private final Map<Stop, Long> stops = new HashMap<>();
  private final Set<Long> unswept = new TreeSet<>();
  private final Set<Long> blotted = new HashSet<>();

  private record Stop(AccountId account, Address person, Reach reach) {
    static Stop of(Consent consent) {
      return new Stop(consent.account(), consent.person(), consent.reach());
    }
  }

  void put(Consent consent, boolean always) {
    long number = said.size() + 1L;
    switch (consent.action()) {
      case GRANT -> {
        var held = stops.get(Stop.of(consent));
        if (held != null && consent.ends(said.get((int) (held - 1)).at())) {
          stops.remove(Stop.of(consent));
        } else {
          held = null;
        }
        if (held == null && !always) {
          return;
        }
        unswept.remove(held == null ? 0L : held);
      }
      case ASK -> {}
      case REVOKE -> {
        var held = stops.put(Stop.of(consent), number);
        unswept.remove(held == null ? 0L : held);
        unswept.add(number);
      }
    }
    said.add(consent);
  }

  /// Blots out what a person said; answers how many records those were.
  long blot(Address person, Set<AccountId> accounts) {
    long count = 0;
    for (int i = 0; i < said.size(); i++) {
      var consent = said.get(i);
      if (consent.person().equals(person)
          && accounts.contains(consent.account())
          && blotted.add(i + 1L)) {
        count++;
      }
    }
    return count;
  }

  void swept(long number) {
    unswept.remove(number);
  }

  @Nullable Result stopped(List<Guard> guards) {
    var messages = new HashSet<MessageId>();
    for (var guard : guards) {
      if (guard instanceof Guard.NotStopped(var message, var account, var person, var reaches)
          && reaches.stream().anyMatch(it -> stops.containsKey(new Stop(account, person, it)))) {
        messages.add(message);
      }
    }
    return messages.isEmpty() ? null : new Result.Stopped(messages);
  }

  List<Reach> stopped(AccountId account, Address person) {
    return stops.keySet().stream()
        .filter(stop -> stop.account().equals(account) && stop.person().equals(person))
        .map(Stop::reach)
        .sorted(Comparator.comparing(Reach::kind).thenComparing(Reach::name))
        .toList();
  }

  List<Kept> unswept(int limit) {
    return unswept.stream().limit(limit).map(this::kept).toList();
  }

  Page page(Filter filter, long below, int limit) {
    if (limit < 1 || limit > Consents.ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + Consents.ROWS_MAX + " a page, not " + limit);
    }
    var found = new ArrayList<Kept>();
    for (long number = Math.min(said.size(), below - 1); number > 0; number--) {
      var record = kept(number);
      if (filter.passes(record) && !blotted.contains(number)) {
        if (found.size() == limit) {
          return new Page(found, Optional.of(found.getLast().number()));
        }
        found.add(record);
      }
    }
    return new Page(found, Optional.empty());
  }

  List<Kept> after(AccountId account, long number, int limit) {
    var found = new ArrayList<Kept>();
    for (long next = number + 1; next <= said.size() && found.size() < limit; next++) {
      var record = kept(next);
      if (record.consent().account().equals(account) && !blotted.contains(next)) {
        found.add(record);
      }
    }
    return found;
  }

  private Kept kept(long number) {
    var consent = said.get((int) number - 1);
    var held = stops.get(Stop.of(consent));
    return new Kept(number, consent, held != null && held == number, NO_SEAL);
  }
}
