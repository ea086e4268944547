package io.carillon.front.v2;

import io.carillon.front.json.JsonWriter;
import io.carillon.model.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// In which form records are written.
enum RecordForm {
  /// RFC 4180, with a line of names at the top.
  CSV("text/csv; charset=utf-8; header=present", "messages.csv"),
  /// An object a line.
  JSONL("application/jsonl", "messages.jsonl");

  private final String contentType;
  private final String file;

  RecordForm(String contentType, String file) {
    this.contentType = contentType;
    this.file = file;
  }

  String contentType() {
    return contentType;
  }

  /// What the file is called, and the end of its path.
  String file() {
    return file;
  }

  /// What stands before the first record; empty = nothing.
  byte[] head() {
    return switch (this) {
      case CSV -> {
        var out = new StringBuilder();
        var line = new CsvLine(out);
        RecordColumn.ALL.forEach(column -> line.field(column.name()));
        line.end();
        yield utf8(out);
      }
      case JSONL -> new byte[0];
    };
  }

  /// Some records, a line each.
  byte[] lines(List<Message> messages) {
    var out = new StringBuilder(512 * messages.size());
    for (var message : messages) {
      switch (this) {
        case CSV -> {
          var line = new CsvLine(out);
          RecordColumn.all(message, line);
          line.end();
        }
        case JSONL -> {
          var json = new JsonWriter().object();
          RecordColumn.all(message, new JsonLine(json));
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
