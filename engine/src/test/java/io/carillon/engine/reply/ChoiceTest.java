package io.carillon.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.carillon.engine.reply.Choice.Asked;
import io.carillon.engine.reply.Choice.Finding;
import io.carillon.engine.reply.ReplyRule.Action;
import io.carillon.engine.reply.ReplyRule.Condition;
import io.carillon.engine.reply.ReplyRule.Hours;
import io.carillon.engine.reply.ReplyRule.Pause;
import io.carillon.engine.reply.ReplyRule.Scope;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which rule answers.
final class ChoiceTest {
  private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
  private static final Address PERSON = Address.phone("+14155550100");
  private static final Address SENDER = Address.phone("+14155550199");

  private int rules;

  private ReplyRule rule(Wanted wanted) {
    return rule(new Condition(wanted, Optional.empty(), OptionalInt.empty()));
  }

  private ReplyRule rule(Condition when) {
    rules++;
    return new ReplyRule(
        new Id(1, rules),
        "rule " + rules,
        new Scope.All(),
        rules,
        when,
        new Action("Hello", "UTC", true),
        Optional.empty());
  }

  private static Choice choice(String text, ReplyRule... rules) {
    return Choice.of(List.of(rules), Said.of(PERSON, SENDER, text, MONDAY));
  }

  private static List<Finding> findings(Choice choice) {
    return choice.asked().stream().map(Asked::finding).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hours", "Hours?", "  HOURS!! ", "\u201ehours\u201c", "\uFF28ours"})
  void aKeywordIsTheWholeTextHoweverItIsTyped(String text) {
    var rule = rule(new Wanted.Keyword(List.of("open", "Hours")));

    var choice = choice(text, rule);

    assertThat(choice.rule()).contains(rule);
    assertThat(choice.values()).containsEntry("keyword", "Hours");
  }

  @Test
  void moreThanTheKeywordIsNot() {
    assertThat(findings(choice("hours please", rule(new Wanted.Keyword(List.of("hours"))))))
        .containsExactly(Finding.OTHER_WORDS);
  }

  @Test
  void aPrefixEndsWithItsWord() {
    var rule = rule(new Wanted.Prefix(List.of("join")));

    assertThat(choice("JOIN the club", rule).rule()).contains(rule);
    assertThat(choice("join", rule).rule()).contains(rule);
    assertThat(choice("joint", rule).rule()).isEmpty();
  }

  @Test
  void aPatternKeepsItsGroups() {
    var text = "order (\\d+)";
    var choice = choice("my Order 42", rule(new Wanted.Matching(text, Expression.of(text))));

    assertThat(choice.values()).containsEntry("match.0", "Order 42").containsEntry("match.1", "42");
  }

  @Test
  void theFirstThatMatchesAnswersAndSaysWhyOthersDoNot() {
    var other = rule(new Wanted.Keyword(List.of("price")));
    var paused = rule(new Wanted.Anything()).paused(Optional.of(Pause.ASKED));
    var any = rule(new Wanted.Anything());
    var fallback = rule(new Wanted.Fallback());

    var choice = choice("hello", other, paused, any, fallback);

    assertThat(choice.rule()).contains(any);
    assertThat(findings(choice))
        .containsExactly(Finding.OTHER_WORDS, Finding.PAUSED, Finding.ANSWERS, Finding.NOT_REACHED);
  }

  @Test
  void hoursMayBeInsideOrOutside() {
    var open = OpenHours.of("UTC", List.of("mon 09:00-17:00"), List.of());
    var inside =
        rule(
            new Condition(
                new Wanted.Anything(), Optional.of(new Hours(open, true)), OptionalInt.empty()));
    var outside =
        rule(
            new Condition(
                new Wanted.Anything(), Optional.of(new Hours(open, false)), OptionalInt.empty()));

    assertThat(choice("hi", outside, inside).rule()).contains(inside);
    assertThat(
            Choice.of(
                    List.of(outside, inside),
                    Said.of(PERSON, SENDER, "hi", MONDAY.plus(Duration.ofHours(8))))
                .rule())
        .contains(outside);
  }

  @Test
  void theFirstContactIsEverOrNotForSoManyDays() {
    var ever = rule(new Condition(new Wanted.Anything(), Optional.empty(), OptionalInt.of(0)));
    var month = rule(new Condition(new Wanted.Anything(), Optional.empty(), OptionalInt.of(30)));
    var said = Said.of(PERSON, SENDER, "hi", MONDAY);
    var lately = Optional.of(MONDAY.minus(Duration.ofDays(30)));
    var longAgo = Optional.of(MONDAY.minus(Duration.ofDays(30)).minusSeconds(1));

    assertThat(Choice.of(List.of(ever, month), said).rule()).contains(ever);
    assertThat(Choice.of(List.of(ever, month), said.after(longAgo)).rule()).contains(month);
    assertThat(Choice.of(List.of(ever, month), said.after(lately)).rule()).isEmpty();
  }

  @Test
  void patternsThatTakeTooLongTogetherAreSkipped() {
    var text = "(?:.{0,48}){4}x";
    var rules = new ArrayList<ReplyRule>();
    for (int i = 0; i < 200; i++) {
      rules.add(rule(new Wanted.Matching(text, Expression.of(text))));
    }
    var fallback = rule(new Wanted.Fallback());
    rules.add(fallback);

    var all = choice("a".repeat(2_000), rules.toArray(ReplyRule[]::new));
    var brief = choice("a".repeat(100), rules.toArray(ReplyRule[]::new));

    assertThat(all.rule()).contains(fallback);
    assertThat(all.overran()).isNotEmpty().doesNotContain(rules.getFirst());
    assertThat(brief.rule()).contains(fallback);
    assertThat(brief.overran()).isEmpty();
  }

  @Test
  void aRuleIsTheSameOnceItWasKept() {
    var open = OpenHours.of("Europe/Berlin", List.of("mon-fri 09:00-17:00"), List.of("2026-12-25"));
    var text = "a(b)";
    for (var wanted :
        List.of(
            new Wanted.Keyword(List.of("a", "b")),
            new Wanted.Prefix(List.of("c")),
            new Wanted.Anything(),
            new Wanted.Fallback())) {
      var when = new Condition(wanted, Optional.of(new Hours(open, false)), OptionalInt.of(3));
      var rule =
          new ReplyRule(
              new Id(4, 5),
              "name",
              new Scope.OfPool(new Id(7, 8)),
              17,
              when,
              new Action("text {{from}}", "Europe/Berlin", false),
              Optional.of(Pause.OVERRAN));

      assertThat(again(rule)).isEqualTo(rule);
    }
    var pattern = rule(new Wanted.Matching(text, Expression.of(text)));
    assertThat(again(pattern).pattern()).isEqualTo(text);
    assertThat(again(pattern).facts()).isEqualTo(pattern.facts());
  }

  private static ReplyRule again(ReplyRule rule) {
    return ReplyRule.of(rule.of(new AccountId(new Id(1, 1)), MONDAY, MONDAY));
  }

  private ReplyRule labels(Wanted wanted, String text, boolean goesOn, String... labels) {
    var rule = rule(wanted);
    var then = new Action(text, "UTC", true, List.of(labels), goesOn);
    return new ReplyRule(
        rule.id(), rule.name(), rule.to(), rule.position(), rule.when(), then, Optional.empty());
  }

  @Test
  void aRuleThatGoesOnLabelsAndTheNextThatHoldsAnswers() {
    var sales = labels(new Wanted.Prefix(List.of("price")), "", true, "sales", "new");
    var other = labels(new Wanted.Keyword(List.of("hours")), "", true, "hours");
    var answers = labels(new Wanted.Anything(), "Hello", true, "new", "greeted");
    var alsoSpeaks = labels(new Wanted.Anything(), "Welcome", false, "last");
    var behind = labels(new Wanted.Anything(), "", true, "never");

    var choice = choice("price of it", sales, other, answers, alsoSpeaks, behind);

    assertThat(choice.rule()).contains(answers);
    assertThat(findings(choice))
        .containsExactly(
            Finding.LABELS,
            Finding.OTHER_WORDS,
            Finding.ANSWERS,
            Finding.LABELS,
            Finding.NOT_REACHED);
    assertThat(choice.labels())
        .containsExactly(
            entry("sales", sales),
            entry("new", sales),
            entry("greeted", answers),
            entry("last", alsoSpeaks));
  }

  @Test
  void aRuleThatOnlyLabelsEndsTheSearchUnlessItSaysThatItGoesOn() {
    var ends = labels(new Wanted.Anything(), "", false, "seen");
    var next = labels(new Wanted.Anything(), "Hello", false);

    assertThat(choice("hi", ends, next).rule()).contains(ends);
    assertThat(findings(choice("hi", ends, next)))
        .containsExactly(Finding.ANSWERS, Finding.NOT_REACHED);
  }

  @Test
  void aFallbackIsForWhatIsOnlyLabelledAndNotForWhatIsAnswered() {
    var onlyLabels = labels(new Wanted.Anything(), "", true, "seen");
    var speaks = labels(new Wanted.Anything(), "Hello", true);
    var fallback = labels(new Wanted.Fallback(), "Sorry?", false, "unclear");

    assertThat(choice("hi", onlyLabels, fallback).rule()).contains(fallback);
    assertThat(choice("hi", onlyLabels, speaks, fallback).labels()).containsOnlyKeys("seen");
  }

  @Test
  void noMoreLabelsAreNamedThanAConversationMayBear() {
    var rules = new ArrayList<ReplyRule>();
    for (int i = 0; i < 30; i++) {
      rules.add(labels(new Wanted.Anything(), "", true, "label" + i));
    }

    var labels = choice("hi", rules.toArray(ReplyRule[]::new)).labels();

    assertThat(labels).hasSize(20).containsKeys("label0", "label19");
  }
}
