package io.carillon.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// One mapping of the settings: the operator's over the default's, each scalar overridden by its
/// environment variable. It notes which keys were asked for, so that the others can be refused, and
/// gathers troubles instead of throwing.
final class Section {
  private final String path;
  private final JsonNode own;
  private final JsonNode defaults;
  private final Map<String, String> environment;
  private final Notes notes;
  private final Set<String> asked = new LinkedHashSet<>();

  /// What all sections of one reading share.
  record Notes(List<String> troubles, Set<String> variables) {
    static Notes empty() {
      return new Notes(new ArrayList<>(), new LinkedHashSet<>());
    }
  }

  Section(
      String path, JsonNode own, JsonNode defaults, Map<String, String> environment, Notes notes) {
    this.path = path;
    this.own = own;
    this.defaults = defaults;
    this.environment = environment;
    this.notes = notes;
    if (!own.isObject() && !own.isMissingNode() && !own.isNull()) {
      trouble("", "is to be a mapping of keys to values");
    }
  }

  Section section(String key) {
    asked.add(key);
    return new Section(path(key), own.path(key), defaults.path(key), environment, notes);
  }

  /// The mappings of a list, each over the same defaults.
  List<Section> sections(String key, JsonNode each) {
    var list = list(key);
    var sections = new ArrayList<Section>();
    for (int i = 0; i < list.size(); i++) {
      sections.add(new Section(path(key) + "[" + i + "]", list.get(i), each, Map.of(), notes));
    }
    return sections;
  }

  /// The items of a list; one that is a single value stands for a mapping of `name` to it.
  List<Section> sections(String key, String name) {
    var list = list(key);
    var sections = new ArrayList<Section>();
    for (int i = 0; i < list.size(); i++) {
      var item = list.get(i);
      var own = item.isValueNode() ? JsonNodeFactory.instance.objectNode().set(name, item) : item;
      sections.add(
          new Section(path(key) + "[" + i + "]", own, MissingNode.getInstance(), Map.of(), notes));
    }
    return sections;
  }

  /// Whether the operator says something of it.
  boolean has(String key) {
    return own.has(key) && !own.path(key).isNull();
  }

  /// Keys that may stand here, whether they were asked for or not.
  void know(String... keys) {
    asked.addAll(List.of(keys));
  }

  /// A mapping of texts to texts, in its order.
  Map<String, String> pairs(String key) {
    asked.add(key);
    var node = own.has(key) ? own.path(key) : defaults.path(key);
    var pairs = new LinkedHashMap<String, String>();
    if (node.isObject()) {
      node.properties()
          .forEach(pair -> {
            if (pair.getValue().isValueNode()) {
              pairs.put(pair.getKey(), pair.getValue().asText());
            } else {
              trouble(key + "." + pair.getKey(), "is to be a single value");
            }
          });
    } else if (!node.isMissingNode() && !node.isNull()) {
      trouble(key, "is to be a mapping of keys to values");
    }
    return pairs;
  }

  /// The texts of a list, or a single one; none where nothing is said.
  List<String> oneOrMore(String key) {
    if (own.path(key).isValueNode() && !own.path(key).isNull()) {
      asked.add(key);
      return List.of(own.path(key).asText());
    }
    return texts(key);
  }

  /// `on` or `off`.
  boolean flag(String key) {
    var text = text(key).toLowerCase(Locale.ROOT);
    boolean on = text.equals("on") || text.equals("true");
    if (!on && !text.equals("off") && !text.equals("false")) {
      trouble(key, "is to be on or off, not '" + text + "'");
    }
    return on;
  }

  List<String> texts(String key) {
    var texts = new ArrayList<String>();
    for (var item : list(key)) {
      if (item.isValueNode()) {
        texts.add(item.asText());
      } else {
        trouble(key, "is to be a list of texts");
      }
    }
    return texts;
  }

  private List<JsonNode> list(String key) {
    asked.add(key);
    var node = own.has(key) ? own.path(key) : defaults.path(key);
    var items = new ArrayList<JsonNode>();
    if (node.isArray()) {
      node.forEach(items::add);
    } else if (!node.isMissingNode() && !node.isNull()) {
      trouble(key, "is to be a list");
    }
    return items;
  }

  String text(String key) {
    return value(key).map(JsonNode::asText).orElse("");
  }

  String required(String key) {
    var text = text(key);
    if (text.isEmpty()) {
      trouble(key, "is missing");
    }
    return text;
  }

  int number(String key, int min, int max) {
    return (int) number(key, (long) min, max);
  }

  long number(String key, long min, long max) {
    var text = text(key);
    try {
      long number = Long.parseLong(text.replace("_", ""));
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // told below: the same words serve a text and a number out of range
    }
    trouble(key, "is to be a whole number from " + min + " to " + max + ", not '" + text + "'");
    return min;
  }

  /// A number of milliseconds, seconds, minutes or hours: `200ms`, `30s`, `5m`, `36h`.
  Duration duration(String key, Duration max) {
    var text = text(key).trim();
    var unit = text.replaceAll("^[0-9]+", "");
    var number = text.substring(0, text.length() - unit.length());
    if (!number.isEmpty() && number.length() < 10) {
      long n = Long.parseLong(number);
      var duration =
          switch (unit) {
            case "ms" -> Duration.ofMillis(n);
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            default -> max.plusMillis(1);
          };
      if (duration.compareTo(max) <= 0) {
        return duration;
      }
    }
    trouble(
        key,
        "is to be a duration such as 200ms, 30s, 5m or 36h, at most %ds, not '%s'"
            .formatted(max.toSeconds(), text));
    return max;
  }

  /// A duration over zero.
  Duration positive(String key, Duration max) {
    var duration = duration(key, max);
    if (duration.isZero()) {
      trouble(key, "is to be over zero");
      return max;
    }
    return duration;
  }

  <E extends Enum<E>> E word(String key, Class<E> words) {
    var text = text(key);
    for (var word : words.getEnumConstants()) {
      if (word(word).equalsIgnoreCase(text)) {
        return word;
      }
    }
    var known = new ArrayList<String>();
    for (var word : words.getEnumConstants()) {
      known.add(word(word));
    }
    trouble(key, "is to be one of " + String.join(", ", known) + ", not '" + text + "'");
    return words.getEnumConstants()[0];
  }

  /// How a word is written in the settings: in lower case, with hyphens.
  static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A value that `read` turns into something, or refuses with an IllegalArgumentException.
  <T> Optional<T> parsed(String key, String what, Function<String, T> read) {
    var text = text(key);
    try {
      return Optional.of(read.apply(text));
    } catch (IllegalArgumentException _) {
      trouble(key, "is to be " + what + ", not '" + text + "'");
      return Optional.empty();
    }
  }

  private Optional<JsonNode> value(String key) {
    asked.add(key);
    var variable = "CARILLON_" + path(key).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    notes.variables().add(variable);
    var over = environment.get(variable);
    if (over != null) {
      return Optional.of(TextNode.valueOf(over));
    }
    var node = own.path(key);
    if (node.isContainerNode()) {
      trouble(key, "is to be a single value");
      node = MissingNode.getInstance();
    }
    if (node.isMissingNode() || node.isNull()) {
      node = defaults.path(key);
    }
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  /// Refuses the keys that nobody asked for.
  void refuseUnknown() {
    own.fieldNames()
        .forEachRemaining(key -> {
          if (!asked.contains(key)) {
            trouble(key, "is not a setting" + Nearest.hint(key, asked));
          }
        });
  }

  void trouble(String key, String words) {
    var where = key.isEmpty() ? (path.isEmpty() ? "the settings" : path) : path(key);
    notes.troubles().add(where + " " + words);
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
