package io.carillon.front.form;

import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// The fields of one form body or query, asked for by name and type. Names compare with case; of a
/// name that comes twice the first value counts, but for [#texts].
///
/// What is wrong is gathered in the order of asking; [#refusal] tells the first, since dialects
/// that speak forms have a code for each fault. A field that is wrong reads as absent: what was
/// read is of use only when there is no refusal.
public final class FormFields {
  private static final int DIGITS_MAX = 18;

  private final Parameters parameters;
  private final List<Refusal> wrongs = new ArrayList<>();

  private FormFields(Parameters parameters) {
    this.parameters = parameters;
  }

  /// Reads a form body (`Parameters` bounds its pairs). One that cannot be decoded has no fields
  /// and one refusal.
  public static FormFields read(byte[] body) {
    var decoded = Parameters.form(body);
    var fields = new FormFields(decoded.orElseGet(Parameters::none));
    if (decoded.isEmpty()) {
      fields.wrong(Refusal.of(Fault.MALFORMED, "", "The body is not a form in UTF-8."));
    }
    return fields;
  }

  /// The fields of a query, or of a form that was decoded before.
  public static FormFields of(Parameters parameters) {
    return new FormFields(parameters);
  }

  /// Whether the field is there, even with an empty value.
  public boolean has(String name) {
    return parameters.first(name).isPresent();
  }

  /// A text; one of an empty value too.
  public Optional<String> text(String name) {
    return parameters.first(name);
  }

  /// A text that is not blank; absent where it is.
  public Optional<String> filled(String name) {
    return parameters.first(name).filter(value -> !value.isBlank());
  }

  /// A filled text of at most `charactersMax` UTF-16 units.
  public Optional<String> filled(String name, int charactersMax) {
    var value = filled(name);
    if (value.isPresent() && value.get().length() > charactersMax) {
      wrong(name, "may have at most " + charactersMax + " characters");
      return Optional.empty();
    }
    return value;
  }

  /// The meaning of a filled text in a table; `rule` is what is wrong with a text that has none.
  public <T> Optional<T> word(
      String name, int charactersMax, Function<String, Optional<T>> table, String rule) {
    return filled(name, charactersMax)
        .flatMap(word -> {
          var meaning = table.apply(word);
          if (meaning.isEmpty()) {
            wrong(name, rule);
          }
          return meaning;
        });
  }

  /// A text in which a plus before digits was not escaped, so that it has come as a blank.
  public static String withPlus(String text) {
    return text.matches(" [0-9]+") ? "+" + text.strip() : text;
  }

  /// Every filled value of a name that may be repeated, in order. More than `countMax` are not
  /// looked at: ask [#count] whether there are.
  public List<String> texts(String name, int countMax) {
    return parameters.all(name).stream().filter(value -> !value.isBlank()).limit(countMax).toList();
  }

  /// How many filled values a name has.
  public int count(String name) {
    return (int) parameters.all(name).stream().filter(value -> !value.isBlank()).count();
  }

  /// `true` or `false`, whatever the case; also 1 and 0, as some clients print them.
  public boolean flag(String name, boolean fallback) {
    var value = filled(name);
    if (value.isEmpty()) {
      return fallback;
    }
    return switch (value.get().strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> {
        wrong(name, "must be true or false");
        yield fallback;
      }
    };
  }

  /// A whole number from `min` to `max`.
  public OptionalLong whole(String name, long min, long max) {
    var value = filled(name).map(String::strip);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    var number = number(value.get());
    if (number.isEmpty() || number.getAsLong() < min || number.getAsLong() > max) {
      wrong(name, "must be a whole number from " + min + " to " + max);
      return OptionalLong.empty();
    }
    return number;
  }

  private static OptionalLong number(String text) {
    var digits = text.startsWith("-") ? text.substring(1) : text;
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() <= DIGITS_MAX
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  /// Gathers that a field cannot be used. `rule` completes the sentence that begins with its name.
  public void wrong(String name, String rule) {
    wrong(Refusal.of(Fault.FIELD_INVALID, name, "'" + name + "' " + rule + "."));
  }

  /// Gathers that a field is missing.
  public void missing(String name) {
    wrong(Refusal.of(Fault.FIELD_MISSING, name, "'" + name + "' is required."));
  }

  /// Gathers what is wrong in the caller's own words.
  public void wrong(Refusal refusal) {
    wrongs.add(refusal);
  }

  /// The first thing that was wrong.
  public Optional<Refusal> refusal() {
    return wrongs.stream().findFirst();
  }
}
