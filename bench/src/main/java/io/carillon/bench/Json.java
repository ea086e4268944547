package io.carillon.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/// Records as JSON: how our processes tell each other figures, and the form of the report's file.
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /// On one line.
  static String line(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  /// To be read by people too.
  static String pretty(Object record) {
    try {
      return MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(record);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  static <T> T read(String json, Class<T> type) throws JsonProcessingException {
    return MAPPER.readValue(json, type);
  }
}
