package io.carillon.engine.comply.cap;

import io.carillon.engine.comply.cap.Cap.Row;
import io.carillon.engine.comply.cap.Cap.Scope;
import io.carillon.engine.comply.cap.Cap.Window;
import io.carillon.engine.sender.Arranged.Campaign;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// The caps of all carriers that have any, and which networks are whose: the data files that are
/// shipped, under what the settings say.
public final class CapTable {
  private static final String FILE = "campaign-caps.csv";
  private static final String NETWORKS = "us-networks.csv";
  private static final int COLUMNS = 5;
  private static final int ROWS_MAX = 1_000;
  private static final Pattern CARRIER = Pattern.compile("[a-z0-9-]{1,20}");
  private static final Pattern FACT =
      Pattern.compile("(entity|use|class)=[A-Za-z0-9_]{1,40}|score>=[0-9]{1,3}|\\*");

  private final List<Row> rows;
  private final Map<String, String> networks;
  private final Set<String> carriers;

  private CapTable(List<Row> rows, Map<String, String> networks) {
    this.rows = List.copyOf(rows);
    this.networks = Map.copyOf(networks);
    var names = new LinkedHashSet<String>();
    rows.forEach(row -> names.add(row.cap().carrier()));
    this.carriers = names;
  }

  /// The files that are shipped; their heads say where they come from.
  public static CapTable shipped() {
    return new CapTable(rows(file(FILE)), networks(file(NETWORKS)));
  }

  private static String file(String name) {
    try (var in = Objects.requireNonNull(CapTable.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// These caps, and before them others: where one of those holds, it counts instead.
  ///
  /// @param lines of the form of the data file, at most 1,000
  /// @throws IllegalArgumentException where a line is not of that form
  public CapTable under(List<String> lines) {
    var all = new ArrayList<>(rows(String.join("\n", lines)));
    all.addAll(rows);
    return new CapTable(all, networks);
  }

  private static List<Row> rows(String file) {
    var lines = file.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    if (lines.size() > ROWS_MAX) {
      throw new IllegalArgumentException("at most " + ROWS_MAX + " caps");
    }
    return lines.stream().map(CapTable::row).toList();
  }

  private static Row row(String line) {
    var cells = line.strip().split("\\s*,\\s*", -1);
    if (cells.length != COLUMNS || !CARRIER.matcher(cells[0]).matches()) {
      throw wrong(line, "carrier, scope, window, of what, parts");
    }
    var scope = Scope.of(cells[1]).orElseThrow(() -> wrong(line, "brand, campaign or number"));
    var window = Window.of(cells[2]).orElseThrow(() -> wrong(line, "minute or day"));
    if (scope == Scope.NUMBER && window == Window.DAY) {
      throw wrong(line, "a minute: days are counted of brands and campaigns only");
    }
    if (!FACT.matcher(cells[3]).matches()) {
      throw wrong(line, "entity=, use=, class=, score>= or *");
    }
    int equals = cells[3].indexOf('=');
    var name = equals < 0 ? cells[3] : cells[3].substring(0, equals).replace(">", "");
    var value = cells[3].substring(equals + 1);
    var cap = new Cap(cells[0], scope, window, parts(line, cells[4]));
    return new Row(cap, name, value);
  }

  private static OptionalInt parts(String line, String cell) {
    if (cell.equals("-")) {
      return OptionalInt.empty();
    }
    if (!cell.matches("[1-9][0-9]{0,8}")) {
      throw wrong(line, "1 to 999999999 parts, or -");
    }
    return OptionalInt.of(Integer.parseInt(cell));
  }

  private static IllegalArgumentException wrong(String line, String wanted) {
    return new IllegalArgumentException(
        "'%s' is no cap, it needs %s".formatted(line.strip(), wanted));
  }

  private static Map<String, String> networks(String file) {
    var networks = new HashMap<String, String>();
    file.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(",", -1))
        .forEach(row -> {
          if (row.length != 2 || networks.put(row[1], row[0]) != null) {
            throw new IllegalArgumentException(NETWORKS + ": " + row[0] + " is no row of its own");
          }
        });
    return networks;
  }

  /// The caps that hold for a campaign, of all carriers.
  public List<Cap> of(Campaign campaign) {
    var caps = new ArrayList<Cap>();
    var seen = new HashSet<Cap>();
    for (var row : rows) {
      var cap = row.cap();
      var kind = new Cap(cap.carrier(), cap.scope(), cap.window(), OptionalInt.empty());
      if (!seen.contains(kind) && row.holds(campaign)) {
        seen.add(kind);
        caps.add(cap);
      }
    }
    return caps;
  }

  /// Whose network has this code; empty where it has no caps.
  ///
  /// @param code MCC and MNC
  String carrier(String code) {
    return networks.getOrDefault(code, "");
  }

  /// The carriers that have caps.
  public Set<String> carriers() {
    return Set.copyOf(carriers);
  }
}
