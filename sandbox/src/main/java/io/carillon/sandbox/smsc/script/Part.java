package io.carillon.sandbox.smsc.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One mapping of a script. What is not said has the value that the asker brings; what is wrong is
/// gathered instead of thrown.
final class Part {
  private static final int TEXT_MAX = 10_000;

  private final String path;
  private final int line;
  private final Map<String, Node> entries;
  private final Troubles troubles;

  /// @param path where it stands, for people; empty = the script itself
  /// @param keys those it may have
  Part(String path, Node node, List<String> keys, Troubles troubles) {
    this.path = path;
    this.troubles = troubles;
    line = node.line();
    if (node instanceof Node.Mapping(_, var found)) {
      entries = found;
    } else {
      entries = Map.of();
      trouble("", "is to be a mapping of keys to values");
    }
    for (var entry : entries.entrySet()) {
      if (!keys.contains(entry.getKey())) {
        troubles.add(
            entry.getValue().line(),
            path(entry.getKey()) + " is not known here; there are " + String.join(", ", keys));
      }
    }
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /// A mapping in this one; an empty one where there is none.
  Part part(String key, List<String> keys) {
    var node = entries.getOrDefault(key, new Node.Mapping(line, Map.of()));
    return new Part(path(key), node, keys, troubles);
  }

  /// The mappings of a list; one mapping alone is a list of one.
  List<Part> parts(String key, List<String> keys) {
    var parts = new ArrayList<Part>();
    var items = items(key);
    for (int i = 0; i < items.size(); i++) {
      parts.add(new Part(path(key) + "[" + i + "]", items.get(i), keys, troubles));
    }
    return parts;
  }

  private List<Node> items(String key) {
    var node = entries.get(key);
    return switch (node) {
      case null -> List.of();
      case Node.Listing(_, var items) -> items;
      case Node.Scalar(_, var text) when text.isEmpty() -> List.of();
      case Node.Scalar _, Node.Mapping _ -> List.of(node);
    };
  }

  /// Whether a key has a mapping and not a single value.
  boolean isMapping(String key) {
    return entries.get(key) instanceof Node.Mapping;
  }

  String text(String key, String unsaid) {
    return scalar(key)
        .map(text -> {
          if (text.length() > TEXT_MAX) {
            trouble(key, "is to have at most " + TEXT_MAX + " characters");
            return unsaid;
          }
          return text;
        })
        .orElse(unsaid);
  }

  /// Text that must be said, of at most so many characters.
  String required(String key, int most) {
    var text = text(key, "");
    if (text.isEmpty()) {
      trouble(key, "is missing");
    } else if (text.length() > most) {
      trouble(key, "is to have at most " + most + " characters");
    }
    return text;
  }

  private Optional<String> scalar(String key) {
    return switch (entries.get(key)) {
      case null -> Optional.empty();
      case Node.Scalar(_, var text) -> Optional.of(text);
      case Node.Listing _, Node.Mapping _ -> {
        trouble(key, "is to be a single value");
        yield Optional.empty();
      }
    };
  }

  int number(String key, int unsaid, int least, int most) {
    return (int) number(key, (long) unsaid, least, most);
  }

  /// Decimal, or hexadecimal behind `0x`.
  long number(String key, long unsaid, long least, long most) {
    var text = scalar(key);
    if (text.isEmpty()) {
      return unsaid;
    }
    try {
      long number = Long.decode(decimal(text.get().replace("_", "")));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // told below, as a number out of range is
    }
    trouble(key, "is to be a number from " + least + " to " + most + not(text.get()));
    return unsaid;
  }

  /// Without the zeros by which Java would know an octal number.
  private static String decimal(String text) {
    return text.matches("0+[0-9]+") ? text.replaceFirst("^0+(?=[0-9])", "") : text;
  }

  boolean flag(String key, boolean unsaid) {
    var text = scalar(key);
    if (text.isEmpty()) {
      return unsaid;
    }
    if (!text.get().equals("true") && !text.get().equals("false")) {
      trouble(key, "is to be true or false" + not(text.get()));
    }
    return text.get().equals("true");
  }

  /// `200ms`, `30s`, `5m`, `36h`; a bare `0` too.
  Duration duration(String key, Duration unsaid, Duration most) {
    return scalar(key).map(text -> duration(key, text, most)).orElse(unsaid);
  }

  private Duration duration(String key, String text, Duration most) {
    var unit = text.replaceAll("^[0-9]{1,9}", "");
    var number = text.substring(0, text.length() - unit.length());
    if (!number.isEmpty()) {
      long n = Long.parseLong(number);
      var duration =
          switch (unit) {
            case "" -> n == 0 ? Duration.ZERO : most.plusMillis(1);
            case "us" -> Duration.ofNanos(n * 1_000);
            case "ms" -> Duration.ofMillis(n);
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            default -> most.plusMillis(1);
          };
      if (duration.compareTo(most) <= 0) {
        return duration;
      }
    }
    trouble(
        key,
        "is to be a duration such as 200ms, 30s, 5m or 36h, at most "
            + most.toSeconds()
            + "s"
            + not(text));
    return most;
  }

  /// A list of so many durations.
  List<Duration> durations(String key, int count, Duration most) {
    var texts = texts(key);
    if (texts.size() != count) {
      trouble(key, "is to be a list of " + count + " durations");
      return List.of();
    }
    return texts.stream().map(text -> duration(key, text, most)).toList();
  }

  List<String> texts(String key) {
    var texts = new ArrayList<String>();
    for (var item : items(key)) {
      if (item instanceof Node.Scalar(_, var text)) {
        texts.add(text);
      } else {
        trouble(key, "is to be a list of single values");
      }
    }
    return texts;
  }

  /// One of an enum's words, in small letters with hyphens.
  <E extends Enum<E>> E word(String key, E unsaid) {
    return scalar(key)
        .map(text -> one(key, text, words(unsaid.getDeclaringClass()), unsaid))
        .orElse(unsaid);
  }

  /// Several of them, in the order of the script.
  <E extends Enum<E>> List<E> words(String key, List<E> unsaid, Class<E> kind) {
    return has(key) ? words(key, words(kind)) : unsaid;
  }

  private <E> List<E> words(String key, Map<String, E> known) {
    var found = new ArrayList<E>();
    for (var text : texts(key)) {
      one(key, text, known).ifPresent(found::add);
    }
    return found;
  }

  /// As a set.
  <E extends Enum<E>> Set<E> wordSet(String key, Set<E> unsaid, Class<E> kind) {
    if (!has(key)) {
      return unsaid;
    }
    var found = EnumSet.noneOf(kind);
    found.addAll(words(key, words(kind)));
    return found;
  }

  private static <E extends Enum<E>> Map<String, E> words(Class<E> kind) {
    var known = new LinkedHashMap<String, E>();
    for (var word : kind.getEnumConstants()) {
      known.put(word.name().toLowerCase(Locale.ROOT).replace('_', '-'), word);
    }
    return known;
  }

  private <E> E one(String key, String text, Map<String, E> known, E otherwise) {
    return one(key, text, known).orElse(otherwise);
  }

  private <E> Optional<E> one(String key, String text, Map<String, E> known) {
    var found = known.get(text.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-'));
    if (found == null) {
      var choice = known.keySet().stream().collect(Collectors.joining(", "));
      trouble(key, "is to be of " + choice + not(text));
    }
    return Optional.ofNullable(found);
  }

  /// A value that `read` turns into something, or refuses with an IllegalArgumentException.
  <T> T parsed(String key, String what, T unsaid, Function<String, T> read) {
    var text = scalar(key);
    if (text.isEmpty()) {
      return unsaid;
    }
    try {
      return read.apply(text.get());
    } catch (IllegalArgumentException _) {
      trouble(key, "is to be " + what + not(text.get()));
      return unsaid;
    }
  }

  private static String not(String text) {
    return ", not '" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
  }

  void trouble(String key, String words) {
    var node = entries.get(key);
    var where = key.isEmpty() ? (path.isEmpty() ? "the script" : path) : path(key);
    troubles.add(node == null ? line : node.line(), where + " " + words);
  }

  /// Its keys, in the order of the script.
  Set<String> keys() {
    return new LinkedHashSet<>(entries.keySet());
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
