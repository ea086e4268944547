package io.carillon.engine.lookup;

import io.carillon.model.Address;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import io.carillon.model.NumberFacts.Source;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which numbers belong to whom, by the longest prefix that is known. Immutable; 12 octets a prefix
/// besides what many prefixes share.
public final class Ranges {
  /// How many prefixes there may be in all.
  public static final int PREFIXES_MAX = 1_000_000;

  /// Nothing is known of any range.
  public static final Ranges NONE = new Ranges(Map.of());

  private static final int DIGITS_MAX = 15;

  private final long[] prefixes;
  private final int[] owners;
  private final List<Owner> shared;
  private final boolean[] lengths = new boolean[DIGITS_MAX + 1];

  /// Whose the numbers of a range are.
  ///
  /// @param country ISO 3166-1 alpha-2; empty = not said
  /// @param at when the file was written
  public record Owner(
      Optional<Network> network, Optional<NumberFacts.Type> type, String country, Instant at) {}

  /// @param rows whose each prefix is; a prefix is its digits without the plus
  Ranges(Map<Long, Owner> rows) {
    prefixes = rows.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    owners = new int[prefixes.length];
    shared = Arrays.stream(prefixes).mapToObj(rows::get).distinct().toList();
    var numbers = new HashMap<Owner, Integer>();
    shared.forEach(owner -> numbers.put(owner, numbers.size()));
    for (int i = 0; i < prefixes.length; i++) {
      var owner = rows.get(prefixes[i]);
      owners[i] = owner == null ? 0 : numbers.getOrDefault(owner, 0);
      lengths[Long.toString(prefixes[i]).length()] = true;
    }
  }

  /// How many prefixes are known.
  public int size() {
    return prefixes.length;
  }

  /// What the longest prefix says of a phone number.
  Optional<NumberFacts> of(Address number) {
    return owner(number)
        .map(owner ->
            new NumberFacts(
                number,
                owner.country(),
                owner.type(),
                owner.network(),
                Optional.of(Source.RANGE),
                Optional.of(owner.at())));
  }

  /// MCC and MNC; empty = not known.
  String code(Address number) {
    return prefixes.length == 0
        ? ""
        : owner(number).flatMap(Owner::network).map(Network::code).orElse("");
  }

  /// Whether both say the same of every number.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ranges that
        && Arrays.equals(prefixes, that.prefixes)
        && Arrays.equals(owners, that.owners)
        && shared.equals(that.shared);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(prefixes), shared);
  }

  private Optional<Owner> owner(Address number) {
    if (prefixes.length == 0) {
      return Optional.empty();
    }
    var digits = number.value().substring(1);
    long prefix = Long.parseLong(digits);
    for (int length = digits.length(); length > 0; length--) {
      int at = lengths[length] ? Arrays.binarySearch(prefixes, prefix) : -1;
      if (at >= 0) {
        return Optional.of(shared.get(owners[at]));
      }
      prefix /= 10;
    }
    return Optional.empty();
  }
}
