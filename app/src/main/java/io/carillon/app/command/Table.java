package io.carillon.app.command;

import java.util.ArrayList;
import java.util.List;

/// Rows in columns that are as wide as they must be. Holds all its rows: they are few.
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heads) {
    rows.add(List.of(heads));
  }

  void add(String... cells) {
    var plain = new ArrayList<String>(cells.length);
    for (var cell : cells) {
      plain.add(Terminal.plain(cell));
    }
    rows.add(plain);
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  /// The lines, the heads first, without blanks at their ends.
  List<String> lines() {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : GAP).append(row.get(i));
      line.append(" ".repeat(widths[i] - length(row.get(i))));
    }
    return line.toString().stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
