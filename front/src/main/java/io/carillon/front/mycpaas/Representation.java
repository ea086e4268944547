package io.carillon.front.mycpaas;

import io.carillon.front.json.JsonWriter;
import io.carillon.front.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One resource as it is shown: names and values in the order in which they are printed, to be
/// written as JSON or as XML. Not safe for two threads.
final class Representation {
  private final String element;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String name, Value value) {}

  private sealed interface Value {
    record Text(String text) implements Value {}

    record Whole(long number) implements Value {}

    record Flag(boolean is) implements Value {}

    record Many(List<String> texts) implements Value {}

    record Nothing() implements Value {}

    record Group(Representation inner) implements Value {}
  }

  /// @param element what it is called in XML
  Representation(String element) {
    this.element = element;
  }

  /// A string.
  Representation text(String name, String value) {
    entries.add(new Entry(name, new Value.Text(value)));
    return this;
  }

  /// A string, null where there is none.
  Representation text(String name, Optional<String> value) {
    entries.add(new Entry(name, value.<Value>map(Value.Text::new).orElseGet(Value.Nothing::new)));
    return this;
  }

  /// A whole number.
  Representation whole(String name, long value) {
    entries.add(new Entry(name, new Value.Whole(value)));
    return this;
  }

  /// A whole number, null where there is none.
  Representation whole(String name, Optional<Long> value) {
    entries.add(new Entry(name, value.<Value>map(Value.Whole::new).orElseGet(Value.Nothing::new)));
    return this;
  }

  /// True or false.
  Representation flag(String name, boolean value) {
    entries.add(new Entry(name, new Value.Flag(value)));
    return this;
  }

  /// Several strings; in XML separated by spaces.
  Representation many(String name, List<String> values) {
    entries.add(new Entry(name, new Value.Many(values)));
    return this;
  }

  /// Null.
  Representation nothing(String name) {
    entries.add(new Entry(name, new Value.Nothing()));
    return this;
  }

  /// Names and values under one name.
  Representation group(String name, Representation inner) {
    entries.add(new Entry(name, new Value.Group(inner)));
    return this;
  }

  /// The whole body.
  byte[] written(Shape shape) {
    return switch (shape) {
      case JSON -> {
        var json = new JsonWriter().object();
        write(json);
        yield json.end().bytes();
      }
      case XML -> {
        var xml = new XmlWriter().open("TwilioResponse");
        write(xml);
        yield xml.end().bytes();
      }
    };
  }

  /// The whole body of a list: an envelope, and the items under one name.
  byte[] listed(Shape shape, String name, List<Representation> items) {
    return switch (shape) {
      case JSON -> {
        var json = new JsonWriter().object();
        write(json);
        json.array(name);
        for (var item : items) {
          json.object();
          item.write(json);
          json.end();
        }
        yield json.endArray().end().bytes();
      }
      case XML -> {
        var xml = new XmlWriter().open("TwilioResponse").open(element);
        for (var entry : entries) {
          xml.attribute(entry.name().replace("_", ""), printed(entry.value()));
        }
        items.forEach(item -> item.write(xml));
        yield xml.end().end().bytes();
      }
    };
  }

  private void write(JsonWriter json) {
    for (var entry : entries) {
      switch (entry.value()) {
        case Value.Text(var text) -> json.text(entry.name(), text);
        case Value.Whole(var number) -> json.number(entry.name(), number);
        case Value.Flag(var is) -> json.flag(entry.name(), is);
        case Value.Many(var texts) -> json.texts(entry.name(), texts);
        case Value.Nothing _ -> json.none(entry.name());
        case Value.Group(var inner) -> {
          json.object(entry.name());
          inner.write(json);
          json.end();
        }
      }
    }
  }

  private void write(XmlWriter xml) {
    xml.open(element);
    for (var entry : entries) {
      switch (entry.value()) {
        case Value.Group(var inner) -> inner.write(xml);
        case Value.Text _, Value.Whole _, Value.Flag _, Value.Many _, Value.Nothing _ ->
            xml.text(camel(entry.name()), printed(entry.value()));
      }
    }
    xml.end();
  }

  private static String printed(Value value) {
    return switch (value) {
      case Value.Text(var text) -> text;
      case Value.Whole(var number) -> Long.toString(number);
      case Value.Flag(var is) -> Boolean.toString(is);
      case Value.Many(var texts) -> String.join(" ", texts);
      case Value.Nothing _, Value.Group _ -> "";
    };
  }

  /// `date_created` is `DateCreated` in XML.
  static String camel(String name) {
    var camel = new StringBuilder();
    for (var word : name.split("_", -1)) {
      camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return camel.toString();
  }
}
