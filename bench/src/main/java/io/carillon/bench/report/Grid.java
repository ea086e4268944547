package io.carillon.bench.report;

import java.util.ArrayList;
import java.util.List;

/// Cells in lines: the first of each line to the left, all others to the right, each column as wide
/// as its widest cell.
final class Grid {
  private static final String BETWEEN = "  ";

  private final List<List<String>> lines = new ArrayList<>();

  void add(List<String> cells) {
    lines.add(List.copyOf(cells));
  }

  String text() {
    var text = new StringBuilder();
    for (var line : lines) {
      for (var column = 0; column < line.size(); column++) {
        var cell = line.get(column);
        var room = " ".repeat(width(column) - cell.length());
        text.append(column == 0 ? cell + room : BETWEEN + room + cell);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return lines.stream()
        .filter(line -> line.size() > column)
        .mapToInt(line -> line.get(column).length())
        .max()
        .orElse(0);
  }
}
