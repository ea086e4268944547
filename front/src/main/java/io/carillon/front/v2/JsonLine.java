package io.carillon.front.v2;

import io.carillon.front.json.JsonWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One line of a file of JSON objects; what is not known is `null`.
record JsonLine(JsonWriter json) implements RecordLine {
  @Override
  public void text(String column, String value) {
    json.textOrNull(column, value);
  }

  @Override
  public void number(String column, long value) {
    json.number(column, value);
  }

  @Override
  public void flag(String column, boolean value) {
    json.flag(column, value);
  }

  @Override
  public void moment(String column, Optional<Instant> value) {
    value.ifPresentOrElse(moment -> json.moment(column, moment), () -> json.none(column));
  }

  @Override
  public void labels(String column, Map<String, String> value) {
    json.labels(column, value);
  }
}
