package io.carillon.engine.lookup;

import io.carillon.engine.lookup.Ranges.Owner;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads files of number ranges: CSV with the columns `prefix,mcc,mnc,name,type,country`, of which
/// only the first must say something. A first line of these words, empty lines and lines that begin
/// with `#` are passed over. Every trouble names its file and line.
public final class RangeFiles {
  private static final int TROUBLES_MAX = 20;
  private static final int COLUMNS = 6;
  private static final Pattern PREFIX = Pattern.compile("\\+?([1-9][0-9]{0,14})");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  private final Map<Long, Owner> rows = new HashMap<>();
  private final Map<Owner, Owner> shared = new HashMap<>();
  private final List<String> troubles = new ArrayList<>();

  /// Reads one file. After twenty troubles nothing more is read.
  ///
  /// @param name of the file, for people
  /// @param written when it was written
  public void read(String name, Instant written, Iterator<String> lines) {
    int at = 0;
    while (lines.hasNext()) {
      var line = lines.next();
      at++;
      boolean bare = line.isBlank() || line.startsWith("#");
      boolean head = at == 1 && line.strip().startsWith("prefix");
      if (troubles.size() >= TROUBLES_MAX) {
        return;
      }
      if (!bare && !head) {
        var wrong = row(line, written);
        if (!wrong.isEmpty()) {
          troubles.add(name + ", line " + at + ": " + wrong);
        }
      }
    }
  }

  /// What was wrong, at most twenty lines.
  public List<String> troubles() {
    return List.copyOf(troubles);
  }

  /// All that was read.
  public Ranges ranges() {
    return new Ranges(rows);
  }

  /// Reads one line; answers what is wrong with it, else an empty text.
  private String row(String line, Instant written) {
    var cells = cells(line);
    if (cells.size() > COLUMNS) {
      return "has more than the columns prefix,mcc,mnc,name,type,country";
    }
    while (cells.size() < COLUMNS) {
      cells.add("");
    }
    var prefix = PREFIX.matcher(cells.getFirst());
    if (!prefix.matches()) {
      return "the prefix is to be 1 to 15 digits that begin with a calling code";
    }
    var mcc = cells.get(1);
    var mnc = cells.get(2);
    boolean coded = !mcc.isEmpty() || !mnc.isEmpty();
    if (coded && !Network.areCodes(mcc, mnc)) {
      return "the MCC is to be three digits and the MNC two or three, or both empty";
    }
    if (cells.get(3).length() > 64) {
      return "the name is to have at most 64 characters";
    }
    var type = NumberFacts.Type.of(cells.get(4));
    if (type.isEmpty() && !cells.get(4).isEmpty()) {
      return "the type is to be mobile, fixed, fixed_or_mobile, toll_free, voip or nothing";
    }
    if (!cells.get(5).isEmpty() && !COUNTRY.matcher(cells.get(5)).matches()) {
      return "the country is to be two capital letters";
    }
    var network =
        coded || !cells.get(3).isEmpty()
            ? Optional.of(new Network(mcc, mnc, cells.get(3)))
            : Optional.<Network>empty();
    return put(Long.valueOf(prefix.group(1)), new Owner(network, type, cells.get(5), written));
  }

  private String put(Long prefix, Owner owner) {
    if (rows.size() >= Ranges.PREFIXES_MAX) {
      return "there are more than " + Ranges.PREFIXES_MAX + " prefixes";
    }
    var one = shared.computeIfAbsent(owner, same -> same);
    return rows.putIfAbsent(prefix, one) == null ? "" : "the prefix stands twice";
  }

  /// The cells of a line of CSV, without blanks around them (RFC 4180 without line ends inside).
  private static List<String> cells(String line) {
    var cells = new ArrayList<String>(COLUMNS);
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
