package io.carillon.engine.reply;

import io.carillon.engine.consent.Keywords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which rule answers what a person wrote, and why the others do not. Pure.
///
/// @param rule the first for which all holds; empty = none
/// @param values of the tokens that depend on how it matched
/// @param asked every rule, in its order, with what came of it
public record Choice(Optional<ReplyRule> rule, Map<String, String> values, List<Asked> asked) {
  /// What the patterns of all rules may cost in one text together: about a tenth of a second.
  static final long COST_MAX = 10_000_000;

  public Choice {
    values = Map.copyOf(values);
    asked = List.copyOf(asked);
  }

  /// A rule, and what came of it.
  public record Asked(ReplyRule rule, Finding finding) {}

  /// What came of asking a rule.
  public enum Finding {
    /// It answers.
    ANSWERS("it answers"),
    /// A rule before it does.
    NOT_REACHED("a rule before it answers"),
    PAUSED("it is paused"),
    /// The person wrote something else.
    OTHER_WORDS("the words are others"),
    /// It is not the hour.
    OTHER_HOURS("it is not for this hour"),
    /// The person has written before.
    NOT_FIRST("the person has written before"),
    /// Its pattern and those before it take too long.
    OVERRAN("it was skipped: its pattern and those before it take too long together");

    private final String words;

    Finding(String words) {
      this.words = words;
    }

    /// The stable word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// A part of a sentence for people.
    public String words() {
      return words;
    }
  }

  /// @param rules in the order in which they are asked
  static Choice of(List<ReplyRule> rules, Said said) {
    var left = new Budget();
    var asked = new ArrayList<Asked>();
    Optional<ReplyRule> chosen = Optional.empty();
    Map<String, String> values = Map.of();
    for (var rule : rules) {
      var matched = new HashMap<String, String>();
      var finding = chosen.isPresent() ? Finding.NOT_REACHED : ask(rule, said, left, matched);
      asked.add(new Asked(rule, finding));
      if (finding == Finding.ANSWERS) {
        chosen = Optional.of(rule);
        values = matched;
      }
    }
    return new Choice(chosen, values, asked);
  }

  /// The values of the tokens that depend on how a rule matches; none where it does not.
  static Map<String, String> values(ReplyRule rule, Said said) {
    var values = new HashMap<String, String>();
    var _ = match(rule.when().wanted(), said, new Budget(), values);
    return values;
  }

  private static Finding ask(ReplyRule rule, Said said, Budget left, Map<String, String> values) {
    if (rule.paused().isPresent()) {
      return Finding.PAUSED;
    }
    var when = rule.when();
    boolean atItsHour =
        when.hours().isEmpty()
            || when.hours().get().open().isOpen(said.at()) == when.hours().get().inside();
    if (!atItsHour) {
      return Finding.OTHER_HOURS;
    }
    if (when.firstAfterDays().isPresent() && !isFirst(said, when.firstAfterDays().getAsInt())) {
      return Finding.NOT_FIRST;
    }
    return match(when.wanted(), said, left, values);
  }

  /// @param days 0 = ever
  private static boolean isFirst(Said said, int days) {
    return said.before().isEmpty()
        || (days > 0 && said.before().get().isBefore(said.at().minus(Duration.ofDays(days))));
  }

  private static Finding match(Wanted wanted, Said said, Budget left, Map<String, String> values) {
    return switch (wanted) {
      case Wanted.Keyword(var words) -> any(words, said, false, values);
      case Wanted.Prefix(var words) -> any(words, said, true, values);
      case Wanted.Matching(_, var pattern) -> search(pattern, said, left, values);
      case Wanted.Anything _, Wanted.Fallback _ -> Finding.ANSWERS;
    };
  }

  private static Finding any(
      List<String> words, Said said, boolean prefix, Map<String, String> values) {
    for (var word : words) {
      var plain = Keywords.plain(word);
      boolean is = said.plain().equals(plain) || (prefix && said.plain().startsWith(plain + " "));
      if (is && !plain.isEmpty()) {
        values.put("keyword", word);
        return Finding.ANSWERS;
      }
    }
    return Finding.OTHER_WORDS;
  }

  private static Finding search(
      Expression pattern, Said said, Budget left, Map<String, String> values) {
    if (!left.take(pattern.cost(said.text()))) {
      return Finding.OVERRAN;
    }
    var found = pattern.in(said.text());
    var groups = found.orElse(List.of());
    for (int i = 0; i < groups.size(); i++) {
      values.put("match." + i, groups.get(i));
    }
    return found.isPresent() ? Finding.ANSWERS : Finding.OTHER_WORDS;
  }

  /// What patterns may still cost.
  private static final class Budget {
    private long left = COST_MAX;

    /// Whether so much was left, which is then taken.
    boolean take(long cost) {
      boolean has = cost <= left;
      left -= has ? cost : 0;
      return has;
    }
  }

  /// The rules whose patterns took too long.
  List<ReplyRule> overran() {
    return asked.stream().filter(one -> one.finding() == Finding.OVERRAN).map(Asked::rule).toList();
  }
}
