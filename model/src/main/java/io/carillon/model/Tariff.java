package io.carillon.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The price list: what a part of a message costs its account, by channel, country, carrier, route
/// and time. Immutable; it is replaced whole.
///
/// Of the rows that fit the closest counts: one that names the country before one for all
/// countries, then one that names the route, then one that names the carrier, then the one that
/// holds since the latest moment.
public final class Tariff {
  /// How many rows it may have.
  public static final int ROWS_MAX = 20_000;

  /// What a country, carrier or route is called that stands for all of them.
  public static final String ANY = "*";

  /// Nothing has a price here.
  public static final Tariff NONE = new Tariff(List.of());

  private static final Comparator<Row> CLOSEST_FIRST =
      Comparator.comparing((Row row) -> row.route().equals(ANY))
          .thenComparing(row -> row.carrier().equals(ANY))
          .thenComparing(row -> row.since().orElse(Instant.MIN), Comparator.reverseOrder());

  private final List<Row> rows;
  private final Map<Place, List<Row>> byPlace = new HashMap<>();

  /// @param rows at most [#ROWS_MAX], in the order in which they are shown
  public Tariff(List<Row> rows) {
    if (rows.size() > ROWS_MAX) {
      throw new IllegalArgumentException("more than " + ROWS_MAX + " rows");
    }
    this.rows = List.copyOf(rows);
    for (var row : rows) {
      byPlace
          .computeIfAbsent(new Place(row.channel(), row.country()), _ -> new ArrayList<>())
          .add(row);
    }
    byPlace.values().forEach(all -> all.sort(CLOSEST_FIRST));
  }

  private record Place(Channel channel, String country) {}

  /// One price.
  ///
  /// @param country ISO 3166-1 alpha-2, or [#ANY]
  /// @param carrier its name, or [#ANY]
  /// @param route the name of a rule, or [#ANY]
  /// @param since from when on it holds; empty = it always did
  /// @param until before when it holds; empty = it does not end
  /// @param price of one part
  public record Row(
      Channel channel,
      String country,
      String carrier,
      String route,
      Optional<Instant> since,
      Optional<Instant> until,
      Money price) {
    private boolean fits(Asked asked) {
      return (carrier.equals(ANY) || carrier.equals(asked.carrier()))
          && (route.equals(ANY) || route.equals(asked.route()))
          && since.map(from -> !asked.at().isBefore(from)).orElse(true)
          && until.map(asked.at()::isBefore).orElse(true);
    }
  }

  /// What a price is asked for.
  ///
  /// @param country empty = not known
  /// @param carrier empty = none
  /// @param route empty = none
  /// @param at when it is accepted
  public record Asked(Channel channel, String country, String carrier, String route, Instant at) {}

  /// All rows, in the order in which they are shown.
  public List<Row> rows() {
    return rows;
  }

  /// The row that counts; empty where none fits.
  public Optional<Row> find(Asked asked) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    return closest(asked, asked.country()).or(() -> closest(asked, ANY));
  }

  private Optional<Row> closest(Asked asked, String country) {
    for (var row : byPlace.getOrDefault(new Place(asked.channel(), country), List.of())) {
      if (row.fits(asked)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }
}
