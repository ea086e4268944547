package io.carillon.front.v2;

import io.carillon.front.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/// In which form records are written.
enum RecordForm {
  /// RFC 4180, with a line of names at the top.
  CSV("text/csv; charset=utf-8; header=present", ".csv"),
  /// An object a line.
  JSONL("application/jsonl", ".jsonl");

  private final String contentType;
  private final String end;

  RecordForm(String contentType, String end) {
    this.contentType = contentType;
    this.end = end;
  }

  String contentType() {
    return contentType;
  }

  /// What a file of these things is called, and the end of its path.
  String file(String things) {
    return things + end;
  }

  /// What stands before the first record; empty = nothing.
  byte[] head(List<String> columns) {
    return switch (this) {
      case CSV -> {
        var out = new StringBuilder();
        var line = new CsvLine(out);
        columns.forEach(line::field);
        line.end();
        yield utf8(out);
      }
      case JSONL -> new byte[0];
    };
  }

  /// Some records, a line each.
  ///
  /// @param columns puts all of one into a line
  <T> byte[] lines(List<T> records, BiConsumer<T, RecordLine> columns) {
    var out = new StringBuilder(512 * records.size());
    for (var record : records) {
      switch (this) {
        case CSV -> {
          var line = new CsvLine(out);
          columns.accept(record, line);
          line.end();
        }
        case JSONL -> {
          var json = new JsonWriter().object();
          columns.accept(record, new JsonLine(json));
          out.append(new String(json.end().bytes(), StandardCharsets.UTF_8)).append('\n');
        }
      }
    }
    return utf8(out);
  }

  private static byte[] utf8(StringBuilder out) {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
