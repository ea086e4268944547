package io.carillon.front.v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a CSV file (RFC 4180): fields by commas, in quotes where they hold a comma, a quote or a
/// line end; lines end with LF or CRLF. The apostrophe that [CsvLine] puts before what a
/// spreadsheet would compute is taken away again.
final class CsvReader {
  private final String text;
  private int at;
  private int line = 1;

  CsvReader(String text) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// One record.
  ///
  /// @param line where it begins, from 1
  /// @param whole false where a quote is never closed
  record Row(int line, List<String> fields, boolean whole) {
    /// Whether nothing stands in the line.
    boolean isBlank() {
      return fields.stream().allMatch(String::isBlank);
    }
  }

  /// The next record; empty at the end.
  Optional<Row> next() {
    if (at >= text.length()) {
      return Optional.empty();
    }
    int began = line;
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\n') {
        line++;
      }
      if (quoted && c != '"') {
        field.append(c);
      } else if (c == '"') {
        quoted = quote(quoted, field);
      } else if (c == ',') {
        fields.add(plain(field));
      } else if (c == '\n') {
        break;
      } else if (c != '\r') {
        field.append(c);
      }
    }
    fields.add(plain(field));
    return Optional.of(new Row(began, fields, !quoted));
  }

  /// Two quotes within quotes are one of the field; tells whether quotes are open now.
  private boolean quote(boolean quoted, StringBuilder field) {
    if (quoted && at < text.length() && text.charAt(at) == '"') {
      at++;
      field.append('"');
      return true;
    }
    return !quoted;
  }

  private static String plain(StringBuilder field) {
    var text = field.toString();
    field.setLength(0);
    boolean guarded =
        text.length() > 1 && text.charAt(0) == '\'' && CsvLine.isFormula(text.substring(1));
    return guarded ? text.substring(1) : text;
  }
}
