package io.carillon.engine.reply;

import io.carillon.engine.consent.Keywords;
import io.carillon.model.Conversation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which rule answers what a person wrote, which label its conversation besides, and why the others
/// do neither. Pure.
///
/// Rules are asked in their order up to the first for which all holds, and that does not have the
/// search go on. Of those for which all holds the first with a text answers; the texts of others
/// are not said. A fallback is no longer asked once a text is found.
///
/// @param rule the one that answers, or else the first for which all holds; empty = none
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
    /// It holds as well, after one that had the search go on, or before one that answers.
    LABELS("it holds, and labels the conversation with what it names, but another answers"),
    /// A rule before it ended the search.
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
    boolean ended = false;
    for (var rule : rules) {
      boolean speaks = chosen.filter(Choice::hasText).isPresent();
      boolean isLate = speaks && rule.when().wanted() instanceof Wanted.Fallback;
      var matched = new HashMap<String, String>();
      var finding = ended || isLate ? Finding.NOT_REACHED : ask(rule, said, left, matched);
      boolean holds = finding == Finding.ANSWERS;
      if (holds && (chosen.isEmpty() || (!speaks && hasText(rule)))) {
        chosen = Optional.of(rule);
        values = matched;
      }
      asked.add(new Asked(rule, finding));
      ended |= holds && !rule.then().continues();
    }
    return new Choice(chosen, values, told(asked, chosen));
  }

  private static boolean hasText(ReplyRule rule) {
    return !rule.then().text().isEmpty();
  }

  /// One answers; the others for which all holds only label.
  private static List<Asked> told(List<Asked> asked, Optional<ReplyRule> chosen) {
    return asked.stream()
        .map(one ->
            one.finding() == Finding.ANSWERS && !chosen.equals(Optional.of(one.rule()))
                ? new Asked(one.rule(), Finding.LABELS)
                : one)
        .toList();
  }

  /// The rules for which all holds, in their order.
  List<ReplyRule> held() {
    return asked.stream()
        .filter(one -> one.finding() == Finding.ANSWERS || one.finding() == Finding.LABELS)
        .map(Asked::rule)
        .toList();
  }

  /// What the conversation is to bear, at most as many as it can: each label with the first rule
  /// that names it.
  Map<String, ReplyRule> labels() {
    var labels = new LinkedHashMap<String, ReplyRule>();
    for (var rule : held()) {
      for (var label : rule.then().labels()) {
        if (labels.size() < Conversation.LABELS_MAX) {
          labels.putIfAbsent(label, rule);
        }
      }
    }
    return labels;
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
