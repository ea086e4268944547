package io.carillon.engine.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What carriers ask for one part, by recipient: the row with the longest prefix counts, one that
/// also names the network before one that does not.
public final class Costs {
  /// Nothing is known of any cost.
  public static final Costs NONE = new Costs(List.of());

  private final Map<String, List<Row>> rows = new HashMap<>();

  /// @param rows in any order
  public Costs(List<Row> rows) {
    for (var row : rows) {
      this.rows.merge(
          row.carrier(),
          List.of(row),
          (all, one) -> Stream.concat(all.stream(), one.stream()).toList());
    }
  }

  /// What one carrier asks.
  ///
  /// @param to the beginning of the recipient's number, `+49`; empty = all
  /// @param network the beginning of MCC and MNC; empty = all
  /// @param micros of the currency of all rates, a part
  public record Row(String carrier, String to, String network, long micros) {
    private boolean fits(Asked asked) {
      return asked.to().value().startsWith(to) && asked.network().startsWith(network);
    }

    private int closeness() {
      return to.length() + 100 * network.length();
    }
  }

  /// Whether anything is known of what a carrier asks.
  boolean asks(String carrier) {
    return rows.containsKey(carrier);
  }

  /// Whether any row names a network.
  boolean askNetworks() {
    return rows.values().stream().flatMap(List::stream).anyMatch(row -> !row.network().isEmpty());
  }

  /// What a part of a message costs with a carrier; empty = not known.
  public OptionalLong of(String carrier, Asked asked) {
    Row best = null;
    for (var row : rows.getOrDefault(carrier, List.of())) {
      if (row.fits(asked) && (best == null || row.closeness() > best.closeness())) {
        best = row;
      }
    }
    return best == null ? OptionalLong.empty() : OptionalLong.of(best.micros());
  }
}
