package io.carillon.engine.sender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What each country has ruled for senders: the data file that is shipped.
public final class CountryRules {
  private static final String FILE = "country-rules.csv";
  private static final int COLUMNS = 4;

  private final Map<String, CountryRule> rows;
  private final CountryRule usual;

  private CountryRules(Map<String, CountryRule> rows, CountryRule usual) {
    this.rows = Map.copyOf(rows);
    this.usual = usual;
  }

  /// The file that is shipped; its head says where it comes from.
  public static CountryRules shipped() {
    try (var in = Objects.requireNonNull(CountryRules.class.getResourceAsStream(FILE), FILE)) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CountryRules read(String file) {
    var rows = new HashMap<String, CountryRule>();
    file.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(",", -1))
        .forEach(row -> {
          if (row.length != COLUMNS || rows.put(row[0], rule(row)) != null) {
            throw new IllegalArgumentException(FILE + ": " + row[0] + " is no row of its own");
          }
        });
    var usual = Objects.requireNonNull(rows.remove("*"), "the row of all others");
    return new CountryRules(rows, usual);
  }

  private static CountryRule rule(String[] row) {
    var names =
        CountryRule.Names.of(row[1])
            .orElseThrow(() -> new IllegalArgumentException(FILE + ": " + row[1]));
    return new CountryRule(names, row[2].equals("yes"), row[3].equals("yes"));
  }

  /// The rule of a country; that of all others where it has none of its own.
  ///
  /// @param country ISO 3166-1 alpha-2; empty = not known
  public CountryRule of(String country) {
    var own = rows.get(country);
    return own == null ? usual : own;
  }

  /// The rule of a country, where it has one of its own.
  public Optional<CountryRule> own(String country) {
    return Optional.ofNullable(rows.get(country));
  }

  /// The countries that have a row of their own, in order.
  public Set<String> countries() {
    return new TreeSet<>(rows.keySet());
  }
}
