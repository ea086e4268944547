package io.carillon.front.restcomm;

import io.carillon.front.json.JsonWriter;
import io.carillon.front.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What one resource says, the same in both shapes: under `snake_case` names in JSON and
/// `CamelCase` names in XML, in the order in which it is put down. What has no value is `null` in
/// JSON and left out in XML, as Restcomm-Connect has it.
final class Sheet {
  /// Names that are not the camel case of their keys.
  private static final Map<String, String> ODD = Map.of("sms_messages", "SMSMessages");

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String key, Value value) {}

  private sealed interface Value {}

  private record Text(String text) implements Value {}

  private record Flag(boolean is) implements Value {}

  private record Whole(long number) implements Value {}

  private record Part(Sheet sheet) implements Value {}

  private record Nothing() implements Value {}

  /// A text, also an empty one.
  Sheet text(String key, String text) {
    entries.add(new Entry(key, new Text(text)));
    return this;
  }

  /// A text; nothing where it is empty.
  Sheet textOrNull(String key, String text) {
    entries.add(new Entry(key, text.isEmpty() ? new Nothing() : new Text(text)));
    return this;
  }

  Sheet flag(String key, boolean is) {
    entries.add(new Entry(key, new Flag(is)));
    return this;
  }

  Sheet number(String key, long number) {
    entries.add(new Entry(key, new Whole(number)));
    return this;
  }

  /// What hangs together under a name of its own.
  Sheet part(String key, Sheet sheet) {
    entries.add(new Entry(key, new Part(sheet)));
    return this;
  }

  /// Writes the pairs of one object.
  void json(JsonWriter json) {
    for (var entry : entries) {
      switch (entry.value()) {
        case Text(var text) -> json.text(entry.key(), text);
        case Flag(var is) -> json.flag(entry.key(), is);
        case Whole(var number) -> json.number(entry.key(), number);
        case Nothing() -> json.none(entry.key());
        case Part(var sheet) -> {
          json.object(entry.key());
          sheet.json(json);
          json.end();
        }
      }
    }
  }

  /// Writes the elements of one element.
  void xml(XmlWriter xml) {
    for (var entry : entries) {
      var name = element(entry.key());
      switch (entry.value()) {
        case Text(var text) -> xml.text(name, text);
        case Flag(var is) -> xml.text(name, Boolean.toString(is));
        case Whole(var number) -> xml.text(name, Long.toString(number));
        case Nothing() -> {}
        case Part(var sheet) -> {
          xml.open(name);
          sheet.xml(xml);
          xml.end();
        }
      }
    }
  }

  private static String element(String key) {
    var odd = ODD.get(key);
    if (odd != null) {
      return odd;
    }
    var name = new StringBuilder(key.length());
    boolean begins = true;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c != '_') {
        name.append(begins ? Character.toUpperCase(c) : c);
      }
      begins = c == '_';
    }
    return name.toString();
  }
}
