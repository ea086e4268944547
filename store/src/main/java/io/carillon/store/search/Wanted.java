package io.carillon.store.search;

import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Status;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Period;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A filter in the words of the index, for the messages of a span of ids.
///
/// What passes the filter always passes this; where it is [#exact], nothing else does.
final class Wanted {
  final AccountId account;

  /// The lowest and the highest id that is meant.
  final Id least;

  final Id most;

  /// What the keys must be; all must hold.
  final List<Keyed> keyed;

  /// By traits, whether they pass; erased ones never do.
  private final boolean[] passing;

  /// Whether all traits pass.
  final boolean anyTraits;

  final Between accepted;
  final Between came;
  final boolean exact;

  Wanted(Filter filter, Id least, Id most) {
    account = filter.account();
    this.least = least;
    this.most = most;
    keyed = keyed(filter);
    passing = passing(filter);
    anyTraits = filter.kinds().equals(Kinds.ANY) && filter.live().isEmpty();
    accepted = Between.of(filter.times().accepted());
    came = Between.of(filter.times().sent());
    boolean words = !filter.words().needMessages();
    exact = words && accepted.exact && came.exact && keyed.stream().allMatch(Keyed::exact);
  }

  /// What a key stands for.
  enum Kind {
    FROM,
    TO,
    REFERENCE,
    TAG
  }

  /// A range of keys.
  record Keyed(Kind kind, long least, long most, boolean exact) {
    boolean holds(long key) {
      return key >= least && key <= most;
    }
  }

  /// Moments in milliseconds, both ends included.
  ///
  /// @param any whether any will do, also none
  record Between(long from, long until, boolean any, boolean exact) {
    static Between of(Period period) {
      return new Between(
          period.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
          period.until().map(end -> end.minusNanos(1).toEpochMilli()).orElse(Long.MAX_VALUE),
          period.equals(Period.ANY),
          isWhole(period.from()) && isWhole(period.until()));
    }

    private static boolean isWhole(Optional<Instant> moment) {
      return moment.map(it -> it.truncatedTo(ChronoUnit.MILLIS).equals(it)).orElse(true);
    }

    /// Whether a moment, so many milliseconds after the one in an id, may be meant.
    boolean holds(long idMillis, int since) {
      if (any || since == Entry.FAR) {
        return true;
      }
      long moment = idMillis + since;
      return since != Entry.NEVER && moment >= from && moment <= until;
    }
  }

  /// Whether a message with these traits may pass.
  boolean passes(int traits) {
    return passing[traits & (Traits.COUNT - 1)];
  }

  /// Whether a message with these traits and moments may pass.
  boolean holds(int traits, long idMillis, int acceptedSince, int cameSince) {
    return passes(traits)
        && accepted.holds(idMillis, acceptedSince)
        && came.holds(idMillis, cameSince);
  }

  boolean holds(long high, long low) {
    return compare(high, low, least) >= 0 && compare(high, low, most) <= 0;
  }

  static int compare(long high, long low, Id id) {
    return compare(high, low, id.high(), id.low());
  }

  static int compare(long high, long low, long otherHigh, long otherLow) {
    int order = Long.compareUnsigned(high, otherHigh);
    return order != 0 ? order : Long.compareUnsigned(low, otherLow);
  }

  private static List<Keyed> keyed(Filter filter) {
    var keyed = new ArrayList<Keyed>();
    address(Kind.FROM, filter.ends().from()).ifPresent(keyed::add);
    address(Kind.TO, filter.ends().to()).ifPresent(keyed::add);
    var reference = filter.words().reference();
    if (!reference.isEmpty()) {
      keyed.add(word(Kind.REFERENCE, WordKey.ofReference(reference)));
    }
    filter
        .words()
        .tags()
        .forEach((name, value) -> keyed.add(word(Kind.TAG, WordKey.ofTag(name, value))));
    return List.copyOf(keyed);
  }

  private static Optional<Keyed> address(Kind kind, Match match) {
    if (match.value().isEmpty()) {
      return Optional.empty();
    }
    var range = match.suffix() ? AddressKey.end(match.value()) : AddressKey.whole(match.value());
    return Optional.of(new Keyed(kind, range.least(), range.most(), range.exact()));
  }

  private static Keyed word(Kind kind, long key) {
    return new Keyed(kind, key, key, true);
  }

  private static boolean[] passing(Filter filter) {
    var statuses = bits(filter.kinds().statuses().stream().mapToInt(Status::code).toArray());
    var directions = bits(filter.kinds().directions().stream().mapToInt(Direction::code).toArray());
    var channels = bits(filter.kinds().channels().stream().mapToInt(Channel::code).toArray());
    var passing = new boolean[Traits.COUNT];
    for (int traits = 1; traits < passing.length; traits++) {
      boolean live = Traits.isLive(traits);
      passing[traits] =
          (statuses >>> (traits & 0xF) & 1) == 1
              && (directions >>> Traits.direction(traits) & 1) == 1
              && (channels >>> Traits.channel(traits) & 1) == 1
              && filter.live().map(wanted -> wanted == live).orElse(true);
    }
    return passing;
  }

  /// None at all stands for every one.
  private static long bits(int[] codes) {
    long bits = 0;
    for (int code : codes) {
      bits |= 1L << code;
    }
    return codes.length == 0 ? -1 : bits;
  }
}
