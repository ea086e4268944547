package io.carillon.engine.reply.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.engine.reply.pattern.Expression.Search;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What patterns find, and that they never take longer than they may.
final class ExpressionTest {
  private static final long PLENTY = 10_000_000;

  private static Search search(String pattern, String text) {
    return Expression.of(pattern).in(text, new Steps(PLENTY));
  }

  private static List<String> found(String pattern, String text) {
    return search(pattern, text) instanceof Search.Found(var groups) ? groups : List.of();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "hours HOURS HOURS",
        "a+b xaaab aaab",
        "a+?b xaaab aaab",
        "a{2,3} aaaa aaa",
        "a{2,3}? aaaa aa",
        "a{2,} aaaa aaaa",
        "^\\d{3}$ 123 123",
        "[^0-9]+ 12ab3 ab",
        "[a-c\\d]+ xb2cz b2c",
        "[]a]+ x]a ]a",
        "cat|dog hotdog dog",
        "(?:ab)+ ababx abab",
        "\\bno\\b yes-no no",
        "st.p st\u00f6p st\u00f6p",
        "gr\u00fc\u00df GR\u00dc\u00df GR\u00dc\u00df",
        "\\w+ \u0445\u043e! \u0445\u043e",
      })
  void whatMatchesIsFound(String pattern, String text, String whole) {
    assertThat(found(pattern, text)).first().isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {"^b ab", "a$ ab", "\\bo\\b xox", "a{3} aa", "[^a] a", "\\D 7", "(a|b)c ab"})
  void whatDoesNotMatchIsNot(String pattern, String text) {
    assertThat(search(pattern, text)).isInstanceOf(Search.Missed.class);
  }

  @Test
  void groupsKeepWhatTheyMatched() {
    assertThat(found("order (\\d+)(?: (\\w+))?", "my order 42 please"))
        .containsExactly("order 42 please", "42", "please");
    assertThat(found("order (\\d+)(?: (\\w+))?", "order 42")).containsExactly("order 42", "42", "");
    assertThat(found("(a|ab)(c|bcd)(d*)", "abcd")).containsExactly("abcd", "a", "bcd", "");
  }

  @Test
  void theFirstPlaceCountsAlsoBehindSomeWhereNothingCanBegin() {
    assertThat(found("\\bfoo", "  foo")).containsExactly("foo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(", ")", "a)", "[a", "*a", "a**", "a{", "a{2", "a{3,2}", "a{101}", "\\", "\\q", "\\1",
        "(?=a)", "(?i)a", "(?<n>a)", "[z-a]", "[a-\\d]", "x{,3}",
      })
  void whatIsNoExpressionIsRefusedWithItsPlace(String pattern) {
    assertThatThrownBy(() -> Expression.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at character");
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThatThrownBy(() -> Expression.of("a".repeat(301))).hasMessageContaining("300");
    assertThatThrownBy(() -> Expression.of("((a{100}){100}){100}"))
        .hasMessageContaining("written out");
    assertThatThrownBy(() -> Expression.of("(a)".repeat(10))).hasMessageContaining("9 groups");
    assertThatThrownBy(() -> Expression.of("(?:".repeat(21) + "a" + ")".repeat(21)))
        .hasMessageContaining("20 groups");
  }

  /// Each of these takes other engines a time that doubles with each character.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a*)*b",
        "(a|aa)+$",
        "(a|a)*b",
        "(.*)*x",
        "(?:|){40}^b",
        "(a?){50}a{50}b",
        "(\\w+\\s?)*!",
        "((a*)*)*b",
      })
  void nothingIsCatastrophic(String pattern) {
    var steps = new Steps(PLENTY);

    var search = Expression.of(pattern).in("a".repeat(2_000), steps);

    assertThat(search).isNotNull();
    assertThat(PLENTY - steps.left()).isLessThanOrEqualTo(Expression.STEPS_MAX + 1);
  }

  @Test
  void whatTakesTooManyStepsEnds() {
    var heavy = Expression.of("(?:.{0,48}){10}x");
    var steps = new Steps(PLENTY);

    assertThat(heavy.in("a".repeat(2_000), steps)).isInstanceOf(Search.Overran.class);
    assertThat(PLENTY - steps.left()).isBetween(Expression.STEPS_MAX, Expression.STEPS_MAX + 1);
    assertThat(Expression.of("a").in("aaa", new Steps(0))).isInstanceOf(Search.Overran.class);
  }

  @Test
  void onlyTheBeginningOfALongTextIsSearched() {
    assertThat(search("b", "a".repeat(2_000) + "b")).isInstanceOf(Search.Missed.class);
    assertThat(search("b", "a".repeat(1_999) + "b")).isInstanceOf(Search.Found.class);
  }

  /// Whatever is thrown at it, it answers within its steps, and as the engine of the JDK does.
  @Test
  void randomPatternsAgreeWithTheJdkAndStayWithinTheirSteps() {
    var random = new Random(20_261_122);
    int compared = 0;
    for (int i = 0; i < 20_000; i++) {
      var pattern = made(random, "ab.()|*+?[]^$\\d{2}", 1 + random.nextInt(8));
      var text = made(random, "abc1 ", random.nextInt(10));
      Expression expression;
      try {
        expression = Expression.of(pattern);
      } catch (IllegalArgumentException _) {
        continue;
      }
      var steps = new Steps(PLENTY);
      var search = expression.in(text, steps);
      assertThat(PLENTY - steps.left()).isLessThanOrEqualTo(Expression.STEPS_MAX + 1);
      compared += agrees(pattern, text, search) ? 1 : 0;
    }
    assertThat(compared).isGreaterThan(1_000);
  }

  private static boolean agrees(String pattern, String text, Search search) {
    Pattern known;
    try {
      known = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException _) {
      return false;
    }
    var matcher = known.matcher(text);
    if (matcher.find()) {
      assertThat(search)
          .as("%s in %s", pattern, text)
          .isInstanceOfSatisfying(
              Search.Found.class,
              found -> assertThat(found.groups().getFirst()).isEqualTo(matcher.group()));
    } else {
      assertThat(search).as("%s in %s", pattern, text).isInstanceOf(Search.Missed.class);
    }
    return true;
  }

  private static String made(Random random, String letters, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
