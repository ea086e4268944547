package io.carillon.engine.billing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads a sheet of comma-separated values: a line of column names, then a row a line.
///
/// No value has a comma in it, so quotes may stand around one and mean nothing. A line that cannot
/// be meant is told with its number; the first [#TROUBLES_MAX] of them are.
///
/// @param <R> what a line is
final class SheetReading<R> {
  /// How many troubles are told.
  static final int TROUBLES_MAX = 100;

  private final Form<R> form;
  private final List<R> rows = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private final Map<Object, Integer> known = new HashMap<>();
  private List<String> columns = List.of();
  private int troubled;

  private SheetReading(Form<R> form) {
    this.form = form;
  }

  /// What a sheet is to look like.
  ///
  /// @param columns their names, in the order in which they are written
  /// @param required those that may not be missing
  /// @param rowsMax how many rows it may have
  /// @param row what a line means; empty where something is wrong, which it notes
  /// @param mark what no two rows may have in common
  record Form<R>(
      List<String> columns,
      Set<String> required,
      int rowsMax,
      Function<SheetLine, Optional<R>> row,
      Function<R, Object> mark) {}

  /// The rows of the lines that are well, and what is wrong with the others.
  record Read<R>(List<R> rows, List<String> troubles) {}

  static <R> Read<R> read(String text, Form<R> form) {
    var reading = new SheetReading<>(form);
    int number = 0;
    for (var line : text.replace("\uFEFF", "").split("\r\n|\n|\r", -1)) {
      number++;
      if (!line.isBlank()) {
        reading.take(number, line);
      }
    }
    return reading.ended();
  }

  private void take(int number, String line) {
    var values = values(line);
    if (columns.isEmpty()) {
      columns = values.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      var wrong = wrongNames(columns);
      if (!wrong.isEmpty()) {
        trouble(number, wrong);
      }
    } else if (values.size() != columns.size()) {
      trouble(number, "has " + values.size() + " values, not " + columns.size());
    } else {
      row(number, values);
    }
  }

  private void row(int number, List<String> values) {
    var line = new SheetLine(columns, values);
    var row = form.row().apply(line);
    line.wrongs().forEach(wrong -> trouble(number, wrong));
    if (row.isPresent()) {
      var before = known.putIfAbsent(form.mark().apply(row.get()), number);
      if (before != null) {
        trouble(number, "is for the same as line " + before + ", since the same moment");
      } else if (rows.size() == form.rowsMax()) {
        trouble(number, "is one more than the " + form.rowsMax() + " that a list may have");
      } else {
        rows.add(row.get());
      }
    }
  }

  private void trouble(int number, String wrong) {
    troubled++;
    if (troubles.size() < TROUBLES_MAX) {
      troubles.add("line " + number + ": " + wrong);
    }
  }

  private Read<R> ended() {
    if (columns.isEmpty()) {
      trouble(1, "has no names of columns, such as " + String.join(",", form.columns()));
    }
    if (troubled > troubles.size()) {
      troubles.add("and " + (troubled - troubles.size()) + " more");
    }
    return new Read<>(rows, troubles);
  }

  private static List<String> values(String line) {
    var values = new ArrayList<String>();
    for (var value : line.split(",", -1)) {
      var bare = value.strip();
      boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
      values.add(quoted ? bare.substring(1, bare.length() - 1).strip() : bare);
    }
    return values;
  }

  private String wrongNames(List<String> names) {
    var missing = form.required().stream().filter(name -> !names.contains(name)).sorted().toList();
    var unknown = names.stream().filter(name -> !form.columns().contains(name)).toList();
    if (!missing.isEmpty()) {
      return "names no column " + String.join(", ", missing);
    }
    if (!unknown.isEmpty()) {
      return "names a column that is not known: " + SheetLine.shown(unknown.getFirst());
    }
    return new HashSet<>(names).size() < names.size() ? "names a column twice" : "";
  }
}
