package io.carillon.front.json;

import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/// The fields of one request, asked for by name and type. What is missing or of the wrong type is
/// gathered, so that the caller hears of everything at once from [#refusal].
///
/// A field that is `null` counts as absent. A field that is wrong reads as absent: what was read is
/// of use only when there is no refusal.
public final class Fields {
  /// Of a request that says nothing.
  public static final Fields NONE = new Fields(Map.of(), List.of(), "");

  private static final int DETAIL_MAX = 600;
  private static final int UNKNOWN_MAX = 10;
  private static final int NAME_MAX = 64;

  private final Map<String, Object> values;
  private final List<Wrong> wrongs;
  private final String path;

  private record Wrong(Fault fault, String field, String sentence) {}

  private Fields(Map<String, Object> values, List<Wrong> wrongs, String path) {
    this.values = values;
    this.wrongs = wrongs;
    this.path = path;
  }

  /// Reads a body that must be one JSON object; names that are not `known` are ignored. A body that
  /// cannot be read has no fields and one refusal.
  public static Fields read(byte[] body, Set<String> known) {
    return read(body, known::contains);
  }

  /// Reads a body that must be one JSON object, with every name in it, so that [#only] can find
  /// those that nobody knows.
  public static Fields readAll(byte[] body) {
    return read(body, _ -> true);
  }

  private static Fields read(byte[] body, Predicate<String> known) {
    try {
      return new Fields(JsonText.object(body, known), new ArrayList<>(), "");
    } catch (JsonText.Malformed e) {
      return malformed(e.why());
    }
  }

  /// The fields of one object that was read already.
  static Fields of(Map<String, Object> values) {
    return new Fields(values, new ArrayList<>(), "");
  }

  /// No fields and one refusal.
  static Fields malformed(String why) {
    var wrongs = new ArrayList<Wrong>();
    wrongs.add(new Wrong(Fault.MALFORMED, "", why));
    return new Fields(Map.of(), wrongs, "");
  }

  /// Whether the field is there, whatever its type.
  public boolean has(String name) {
    return value(name) != JsonText.Absent.NULL;
  }

  /// Gathers those of `names` that are absent.
  public void require(String... names) {
    if (wrongs.stream().anyMatch(wrong -> wrong.fault == Fault.MALFORMED)) {
      return;
    }
    var missing = new ArrayList<String>();
    for (var name : names) {
      if (!has(name)) {
        missing.add(path + name);
      }
    }
    if (!missing.isEmpty()) {
      var list = String.join(", ", missing);
      wrongs.add(new Wrong(Fault.FIELD_MISSING, list, "Missing: " + list + "."));
    }
  }

  /// Gathers every field whose name is not one of these, so that a mistyped one is no silent loss.
  public void only(Collection<String> names) {
    values.keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .limit(UNKNOWN_MAX)
        .forEach(name -> wrong(shown(name), "is not known here"));
  }

  private static String shown(String name) {
    return name.length() <= NAME_MAX ? name : name.substring(0, NAME_MAX) + "…";
  }

  /// Gathers that a field has a value of the right type which cannot be used. `rule` completes the
  /// sentence that begins with the field's name, for instance `must be positive`.
  public void wrong(String name, String rule) {
    var field = path + name;
    wrongs.add(new Wrong(Fault.FIELD_INVALID, field, '"' + field + "\" " + rule + '.'));
  }

  /// Gathers a refusal that the caller words itself.
  public void refuse(Refusal refusal) {
    wrongs.add(new Wrong(refusal.fault(), path + refusal.field(), refusal.detail()));
  }

  /// A string.
  public Optional<String> text(String name) {
    return typed(name, String.class, "must be a string");
  }

  /// A string of at most `charactersMax` UTF-16 units.
  public Optional<String> text(String name, int charactersMax) {
    return text(name).filter(value -> fits(name, value, charactersMax));
  }

  /// `true` or `false`.
  public boolean flag(String name, boolean fallback) {
    return typed(name, Boolean.class, "must be true or false").orElse(fallback);
  }

  /// A whole number from `min` to `max`.
  public OptionalLong whole(String name, long min, long max) {
    var value = value(name);
    if (value instanceof Long number && number >= min && number <= max) {
      return OptionalLong.of(number);
    }
    wrongUnlessAbsent(name, "must be a whole number from " + min + " to " + max);
    return OptionalLong.empty();
  }

  /// A number from `-limit` to `limit`.
  public OptionalDouble number(String name, double limit) {
    var value = value(name);
    if (value instanceof Number number && Math.abs(number.doubleValue()) <= limit) {
      return OptionalDouble.of(number.doubleValue());
    }
    wrongUnlessAbsent(name, "must be a number from " + -limit + " to " + limit);
    return OptionalDouble.empty();
  }

  /// A moment, as ISO 8601 with an offset.
  public Optional<Instant> moment(String name) {
    var rule = "must be a time in ISO 8601 with its offset, such as 2030-01-02T03:04:05Z";
    var text = typed(name, String.class, rule);
    var moment = text.flatMap(Moments::read);
    if (text.isPresent() && moment.isEmpty()) {
      wrong(name, rule);
    }
    return moment;
  }

  /// An array of `countMin` to `countMax` strings; empty where it is absent.
  public List<String> texts(String name, int countMin, int countMax) {
    var rule = "must be an array of strings";
    if (!(value(name) instanceof List<?> found)) {
      wrongUnlessAbsent(name, rule);
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (Object value : found) {
      if (!(value instanceof String text)) {
        wrong(name, rule);
        return List.of();
      }
      texts.add(text);
    }
    if (texts.size() < countMin || texts.size() > countMax) {
      var count = countMax == 1 ? "1 item" : countMin + " to " + countMax + " items";
      wrong(name, "must have " + count);
      return List.of();
    }
    return texts;
  }

  /// An object of strings within limits; empty where it is absent.
  public Map<String, String> labels(String name, LabelLimits limits) {
    if (!(value(name) instanceof Map<?, ?> found)) {
      wrongUnlessAbsent(name, "must be an object of strings");
      return Map.of();
    }
    if (found.size() > limits.count()) {
      wrong(name, "may have at most " + limits.count() + " entries");
      return Map.of();
    }
    var labels = new HashMap<String, String>();
    found.forEach((key, value) -> label(name, limits, labels, (String) key, value));
    return labels;
  }

  /// How much an object of strings may hold: entries, and characters of a key and of a value.
  public record LabelLimits(int count, int key, int value) {}

  private void label(
      String name, LabelLimits limits, Map<String, String> into, String key, Object value) {
    if (key.isEmpty() || key.length() > limits.key()) {
      wrong(name, "may only have keys of 1 to " + limits.key() + " characters");
    } else if (!(value instanceof String text)) {
      wrong(name + "." + key, "must be a string");
    } else if (fits(name + "." + key, text, limits.value())) {
      into.put(key, text);
    }
  }

  /// An object, to be asked in its turn; its wrongs are gathered here.
  public Optional<Fields> object(String name) {
    var found = item(value(name), path + name + '.');
    if (found.isEmpty()) {
      wrongUnlessAbsent(name, "must be an object");
    }
    return found;
  }

  /// An array of `countMin` to `countMax` objects, each to be asked in its turn; empty where it is
  /// absent.
  public List<Fields> objects(String name, int countMin, int countMax) {
    var rule = "must be an array of objects";
    if (!(value(name) instanceof List<?> found)) {
      wrongUnlessAbsent(name, rule);
      return List.of();
    }
    if (found.size() < countMin || found.size() > countMax) {
      wrong(name, "must have " + countMin + " to " + countMax + " items");
      return List.of();
    }
    var objects = new ArrayList<Fields>();
    for (Object value : found) {
      var item = item(value, path + name + '[' + objects.size() + "].");
      if (item.isEmpty()) {
        wrong(name, rule);
        return List.of();
      }
      objects.add(item.get());
    }
    return objects;
  }

  @SuppressWarnings("unchecked")
  private Optional<Fields> item(Object value, String place) {
    return value instanceof Map<?, ?> found
        ? Optional.of(new Fields((Map<String, Object>) found, wrongs, place))
        : Optional.empty();
  }

  /// Everything that was wrong so far, as one refusal: unreadable before missing before wrong.
  public Optional<Refusal> refusal() {
    if (wrongs.isEmpty()) {
      return Optional.empty();
    }
    var first =
        wrongs.stream()
            .filter(wrong -> wrong.fault != Fault.FIELD_INVALID)
            .findFirst()
            .orElse(wrongs.getFirst());
    var detail = String.join(" ", wrongs.stream().map(Wrong::sentence).distinct().toList());
    var shown = detail.length() <= DETAIL_MAX ? detail : detail.substring(0, DETAIL_MAX) + "…";
    return Optional.of(Refusal.of(first.fault, first.field, shown));
  }

  private boolean fits(String name, String value, int charactersMax) {
    if (value.length() <= charactersMax) {
      return true;
    }
    wrong(name, "may have at most " + charactersMax + " characters");
    return false;
  }

  private <T> Optional<T> typed(String name, Class<T> type, String rule) {
    var value = value(name);
    if (type.isInstance(value)) {
      return Optional.of(type.cast(value));
    }
    wrongUnlessAbsent(name, rule);
    return Optional.empty();
  }

  private Object value(String name) {
    return values.getOrDefault(name, JsonText.Absent.NULL);
  }

  private void wrongUnlessAbsent(String name, String rule) {
    if (has(name)) {
      wrong(name, rule);
    }
  }
}
