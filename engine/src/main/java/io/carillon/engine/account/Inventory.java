package io.carillon.engine.account;

import io.carillon.model.Address;
import io.carillon.model.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// The phone numbers that accounts may take as senders: ranges of the settings, less what somebody
/// owns.
public final class Inventory {
  /// How many numbers one question answers at most.
  public static final int NUMBERS_MAX = 1_000;

  private volatile List<Range> ranges;

  /// Offers these ranges, in this order.
  public Inventory(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /// Offers other ranges from now on.
  public void adopt(List<Range> next) {
    ranges = List.copyOf(next);
  }

  /// What kind of numbers they are.
  public enum Kind {
    LOCAL,
    TOLL_FREE,
    MOBILE;

    /// The stable word in settings and APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Numbers in a row, of one country.
  ///
  /// @param first in E.164 without the plus, as a number
  /// @param country ISO 3166-1 alpha-2
  public record Range(Kind kind, String country, long first, long last) {
    /// How many numbers a range may hold.
    public static final int NUMBERS_MAX = 1_000_000;

    public Range {
      if (last < first || last - first >= NUMBERS_MAX) {
        throw new IllegalArgumentException("a range has 1 to 1,000,000 numbers");
      }
    }

    private boolean holds(Address address) {
      return address.kind() == Address.Kind.PHONE
          && address.value().length() <= 19
          && isWithin(Long.parseLong(address.value().substring(1)));
    }

    private boolean isWithin(long number) {
      return first <= number && number <= last;
    }
  }

  /// A number on offer.
  public record Offer(Address address, Kind kind, String country) {}

  /// What is on offer, in order.
  ///
  /// @param kind empty = any
  /// @param country ISO 3166-1 alpha-2; empty = any
  /// @param fits what else a number has to fulfil
  public List<Offer> offers(
      Directory directory, Optional<Kind> kind, String country, Predicate<String> fits, int limit) {
    var offers = new ArrayList<Offer>();
    for (var range : ranges) {
      boolean asked =
          kind.map(wanted -> wanted == range.kind()).orElse(true)
              && (country.isEmpty() || country.equalsIgnoreCase(range.country()));
      if (asked) {
        LongStream.rangeClosed(range.first(), range.last())
            .mapToObj(number -> "+" + number)
            .filter(fits)
            .map(Address::phone)
            .filter(address -> directory.owners(address).isEmpty())
            .limit(Math.max(0, Math.min(limit, NUMBERS_MAX) - offers.size()))
            .forEach(address -> offers.add(new Offer(address, range.kind(), range.country())));
      }
    }
    return offers;
  }

  /// What a number is, whether or not it is taken; empty where it does not stand here.
  public Optional<Offer> find(Address address) {
    return ranges.stream()
        .filter(range -> range.holds(address))
        .findFirst()
        .map(range -> new Offer(address, range.kind(), range.country()));
  }
}
