package io.carillon.front.v2;

import io.carillon.front.json.JsonWriter;
import io.carillon.model.Address;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One line of a CSV file (RFC 4180): fields by commas, quoted where they must be, ended by CRLF.
///
/// Callers choose their references and tags, and a spreadsheet takes a field for a formula that
/// begins with `=`, `+`, `-`, `@`, a tab or a line end, or with the wide forms of those signs. Such
/// a field gets an apostrophe before it, which spreadsheets take for "this is text". Phone numbers
/// in E.164 are left as they are: a plus and digits compute nothing.
final class CsvLine implements RecordLine {
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private final StringBuilder out;
  private boolean first = true;

  /// A line at the end of `out`.
  CsvLine(StringBuilder out) {
    this.out = out;
  }

  void end() {
    out.append("\r\n");
  }

  @Override
  public void text(String column, String value) {
    field(isFormula(value) ? "'" + value : value);
  }

  @Override
  public void number(String column, long value) {
    field(Long.toString(value));
  }

  @Override
  public void flag(String column, boolean value) {
    field(Boolean.toString(value));
  }

  @Override
  public void moment(String column, Optional<Instant> value) {
    field(value.map(Instant::toString).orElse(""));
  }

  /// As a JSON object, so that one column has them all.
  @Override
  public void labels(String column, Map<String, String> value) {
    field(value.isEmpty() ? "" : json(value));
  }

  private static String json(Map<String, String> labels) {
    var json = new JsonWriter().object();
    new TreeMap<>(labels).forEach(json::text);
    return new String(json.end().bytes(), StandardCharsets.UTF_8);
  }

  /// The next field, which is no caller's.
  void field(String value) {
    if (!first) {
      out.append(',');
    }
    first = false;
    if (value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
      out.append(value);
    } else {
      out.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
  }

  static boolean isFormula(String value) {
    return !value.isEmpty()
        && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0
        && !Address.isE164(value);
  }
}
