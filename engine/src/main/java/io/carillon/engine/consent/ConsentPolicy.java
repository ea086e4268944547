package io.carillon.engine.consent;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.Policy.Term;
import io.carillon.engine.comply.PolicyWords;
import io.carillon.model.Purpose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What an account has set about opting out and in.
///
/// For one of its senders, or a pool of them, it may set most of it otherwise.
///
/// @param wholeAccount whether who stops one sender stops all of the account's
/// @param answers whether stop and start are answered; help always is
/// @param passes purposes that go to people who have stopped, too
/// @param revokesUnclear whether a message that looks like a stop is one
/// @param brand who writes, in answers; empty = the account's name
/// @param contact where a person finds help, in answers; empty = not said
/// @param language in which the account's own words are answered, ISO 639-1
/// @param words the account's own words beside those that hold for everybody
/// @param texts the account's own answers: by `stop`, `start`, `help` and `ask`; empty = ours
public record ConsentPolicy(
    boolean wholeAccount,
    boolean answers,
    Set<Purpose> passes,
    boolean revokesUnclear,
    String brand,
    String contact,
    String language,
    Map<Intent, List<String>> words,
    Map<String, String> texts) {
  /// Whom a stop reaches, and what passes all the same, is one thing for the whole account.
  private static final Set<String> OF_THE_WHOLE = Set.of("scope", "passes");

  private static final int WORDS_MAX = 50;
  private static final int TEXT_MAX = 320;

  private static final List<Term> TERMS =
      List.of(
          new Term(
              "scope",
              "sender",
              "What a person stops: sender (it, and the pools it is in) or account (all that it"
                  + " sends)."),
          new Term(
              "answers",
              "on",
              "Whether stop and start are answered, once in 24 hours; off where you answer them"
                  + " yourself. Help is always answered."),
          new Term(
              "passes",
              "",
              "Purposes that go to people who have stopped, too: otp, transactional. You must have"
                  + " their leave for that."),
          new Term(
              "unclear",
              "flag",
              "What becomes of a message of at most six words with a word such as stop in it: flag"
                  + " (its trace says so) or stop (it counts as one)."),
          new Term("brand", "", "Who writes, in answers; the account's name where empty."),
          new Term("contact", "", "Where a person finds help: a phone number, address or URL."),
          new Term(
              "language", "en", "The language in which your own words are answered (ISO 639-1)."),
          new Term("stop", "", "Your own words that stop, separated by commas, beside ours."),
          new Term("start", "", "Your own words that start again, separated by commas."),
          new Term("help", "", "Your own words that ask for help, separated by commas."),
          new Term("stop_text", "", "The answer to a stop; ours in its language where empty."),
          new Term("start_text", "", "The answer to a start; ours where empty."),
          new Term("help_text", "", "The answer to a call for help; ours where empty."),
          new Term(
              "ask_text", "", "What asks a person for a yes (double opt-in); ours where empty."));

  public ConsentPolicy {
    passes = Set.copyOf(passes);
    words = Map.copyOf(words);
    texts = Map.copyOf(texts);
  }

  /// The form in which accounts set it: subject `consent`.
  public static Policy<ConsentPolicy> policy() {
    var byPart =
        TERMS.stream()
            .map(Term::word)
            .filter(word -> !OF_THE_WHOLE.contains(word))
            .collect(Collectors.toSet());
    return new Policy<>("consent", TERMS, ConsentPolicy::of, byPart);
  }

  private static ConsentPolicy of(PolicyWords words) {
    var language = words.text("language");
    if (!Keywords.languages().contains(language)) {
      words.wrong("language", "one of " + String.join(", ", Keywords.languages()), "");
    }
    var own = new EnumMap<Intent, List<String>>(Intent.class);
    for (var intent : Intent.values()) {
      own.put(intent, list(words, intent.name().toLowerCase(Locale.ROOT)));
    }
    var texts =
        Map.of(
            "stop", reply(words, "stop_text"),
            "start", reply(words, "start_text"),
            "help", reply(words, "help_text"),
            "ask", reply(words, "ask_text"));
    return new ConsentPolicy(
        either(words, "scope", "account", "sender"),
        words.flag("answers"),
        passes(words),
        either(words, "unclear", "stop", "flag"),
        words.text("brand"),
        words.text("contact"),
        language,
        own,
        texts);
  }

  private static boolean either(PolicyWords words, String word, String yes, String no) {
    var text = words.text(word);
    return text.equals(yes) || (!text.equals(no) && words.wrong(word, yes + " or " + no, false));
  }

  private static Set<Purpose> passes(PolicyWords words) {
    var all = EnumSet.noneOf(Purpose.class);
    for (var word : words.list("passes")) {
      switch (word) {
        case "otp" -> all.add(Purpose.OTP);
        case "transactional" -> all.add(Purpose.TRANSACTIONAL);
        default -> words.wrong("passes", "otp, transactional or nothing", false);
      }
    }
    return all;
  }

  private static List<String> list(PolicyWords words, String word) {
    var all = new ArrayList<String>();
    for (var one : Keywords.commas(words.text(word))) {
      if (!one.isBlank()) {
        all.add(one.strip());
      }
    }
    return all.size() <= WORDS_MAX ? all : words.wrong(word, "at most 50 words", List.of());
  }

  private static String reply(PolicyWords words, String word) {
    var text = words.text(word);
    return text.length() <= TEXT_MAX ? text : words.wrong(word, "at most 320 characters", "");
  }
}
