package io.carillon.engine.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The words that stop messages, start them, or ask for help, in many languages, and what they are
/// answered with: one file a language beside this class, `consent/<language>.txt`.
///
/// A word counts only where it is the whole message (47 CFR 64.1200(a)(10); CTIA Messaging
/// Principles §5.1.3). These sets hold for every account: it may add words, and take none away.
public final class Keywords {
  /// In this order: a word of several languages is answered in the first.
  private static final List<String> LANGUAGES =
      List.of(
          "en", "fr", "es", "pt", "de", "it", "nl", "pl", "tr", "ru", "ar", "hi", "zh", "ja", "ko");

  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern BLANK = Pattern.compile(" ");
  private static final int LOOSE_WORDS_MAX = 6;
  private static final int TEXT_MAX = 200;

  private static final Keywords STANDARD = read();

  private final Map<String, Match> words = new HashMap<>();
  private final Map<String, Map<String, String>> replies = new LinkedHashMap<>();
  private final Set<String> stopWords = new HashSet<>();

  private Keywords() {}

  /// What a message means.
  ///
  /// @param language of the word, ISO 639-1
  /// @param onlyWhenStopped whether it counts only from a person who has stopped, or was asked: a
  ///   plain yes may answer anything
  public record Match(Intent intent, String language, boolean onlyWhenStopped) {}

  /// Those of all languages.
  public static Keywords standard() {
    return STANDARD;
  }

  /// What a text means, as a whole; empty where it is none of these words.
  public Optional<Match> match(String text) {
    return match(text, Map.of(), "en");
  }

  /// The same, with words that an account has added.
  ///
  /// @param more the account's own words, as it wrote them
  /// @param language in which the account's own words are answered
  public Optional<Match> match(String text, Map<Intent, List<String>> more, String language) {
    if (text.length() > TEXT_MAX) {
      return Optional.empty();
    }
    var plain = Plain.of(text);
    var found = words.get(plain);
    if (found != null || plain.isEmpty()) {
      return Optional.ofNullable(found);
    }
    for (var intent : Intent.values()) {
      for (var word : more.getOrDefault(intent, List.of())) {
        if (Plain.of(word).equals(plain)) {
          return Optional.of(new Match(intent, language, false));
        }
      }
    }
    return Optional.empty();
  }

  /// The form in which words are compared, whoever typed them on whatever: case, accents, what
  /// surrounds them and how many blanks there are do not count.
  public static String plain(String text) {
    return Plain.of(text);
  }

  /// Whether a text that is no such word may all the same mean that messages are to stop: it has at
  /// most six words, and one of them is a word of English, French, Spanish or German that stops
  /// messages and means little else (47 CFR 64.1200(a)(10): any reasonable means).
  public boolean looksLikeStop(String text) {
    if (text.length() > TEXT_MAX) {
      return false;
    }
    var parts = BLANK.split(Plain.of(text), -1);
    return parts.length <= LOOSE_WORDS_MAX
        && Arrays.stream(parts).map(Plain::of).anyMatch(stopWords::contains);
  }

  /// What a language answers; of one that we do not have, what English does.
  ///
  /// @param what `stop`, `start`, `help` or `ask`
  public String reply(String language, String what) {
    var own = replies.getOrDefault(language, Map.of()).get(what);
    return own != null ? own : Objects.requireNonNull(replies.get("en")).getOrDefault(what, "");
  }

  /// The languages that have words, in order.
  public static List<String> languages() {
    return LANGUAGES;
  }

  private static Keywords read() {
    var all = new Keywords();
    for (var language : LANGUAGES) {
      try (var file = Keywords.class.getResourceAsStream("/consent/" + language + ".txt");
          var reader =
              new BufferedReader(
                  new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
        reader.lines().forEach(line -> all.add(language, line));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return all;
  }

  private void add(String language, String line) {
    int colon = line.indexOf(':');
    if (line.startsWith("#") || colon < 0) {
      return;
    }
    var what = line.substring(0, colon);
    var rest = line.substring(colon + 1).strip();
    switch (what) {
      case "stop" -> words(rest, new Match(Intent.STOP, language, false));
      case "start" -> words(rest, new Match(Intent.START, language, false));
      case "start when stopped" -> words(rest, new Match(Intent.START, language, true));
      case "help" -> words(rest, new Match(Intent.HELP, language, false));
      case "loose" -> loose(rest);
      default ->
          replies
              .computeIfAbsent(language, _ -> new HashMap<>())
              .put(what.replaceFirst("reply ", "").toLowerCase(Locale.ROOT), rest);
    }
  }

  private void words(String list, Match match) {
    for (var word : split(list)) {
      words.putIfAbsent(word, match);
    }
  }

  private void loose(String list) {
    stopWords.addAll(split(list));
  }

  /// What stands between commas, as it is.
  static String[] commas(String list) {
    return COMMA.split(list, -1);
  }

  private static List<String> split(String list) {
    var all = new ArrayList<String>();
    for (var word : commas(list)) {
      all.add(Plain.of(word));
    }
    return all;
  }
}
