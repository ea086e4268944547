package io.carillon.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What patterns find, what is none, and that none can take long.
final class ExpressionTest {
  private static List<String> found(String pattern, String text) {
    return Expression.of(pattern).in(text).orElse(List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "hours HOURS HOURS",
        "a{2,3}? aaaa aa",
        "^\\d{3}$ 123 123",
        "[]a]+ x]a ]a",
        "(?:ab)+ ababx abab",
        "\\bno\\b yes-no no",
        "st.p st\u00f6p st\u00f6p",
        "gr\u00fc\u00df GR\u00dc\u00df GR\u00dc\u00df",
        "\\pL+ \u0445\u043e! \u0445\u043e",
        "(?:^|\\PL)\u00f6l(?:\\PL|$) \u00d6l \u00d6l",
        ". \ud83d\udd14 \ud83d\udd14",
      })
  void whatMatchesIsFound(String pattern, String text, String whole) {
    assertThat(found(pattern, text)).first().isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {"^b ab", "a$ ab", "\\bo\\b xox", "a{3} aa", "[^a] a", "\\D 7", "(a|b)c ab"})
  void whatDoesNotMatchIsNot(String pattern, String text) {
    assertThat(found(pattern, text)).isEmpty();
  }

  @Test
  void groupsKeepWhatTheyMatched() {
    assertThat(found("order (\\d+)(?: (\\w+))?", "my order 42 please"))
        .containsExactly("order 42 please", "42", "please");
    assertThat(found("order (\\d+)(?: (\\w+))?", "order 42")).containsExactly("order 42", "42", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(", ")", "[a", "*a", "a**", "a{3,2}", "a{1001}", "\\", "\\q", "\\1", "(?=a)", "(?<!a)b",
        "[z-a]",
      })
  void whatIsNoExpressionIsRefused(String pattern) {
    assertThatThrownBy(() -> Expression.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RE2: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "((a{100}){100}){100} numbers",
        "(((a{1000}){1000}){1000}){1000} numbers",
        "(((a{9,}){99,}){99,}){99,}{99,}{99,} numbers",
        "a{501} things",
        "(a)(a)(a)(a)(a)(a)(a)(a)(a)(a) groups",
      })
  void whatWouldBeTooMuchIsRefusedBeforeItIsWrittenOut(String pattern, String why) {
    assertThatThrownBy(() -> Expression.of(pattern)).hasMessageContaining(why);
  }

  @Test
  void aPatternHasSoManyCharacters() {
    assertThatThrownBy(() -> Expression.of("a".repeat(301))).hasMessageContaining("300");
    assertThatThrownBy(() -> Expression.of("")).hasMessageContaining("300");
    assertThat(Expression.of("a".repeat(300)).groups()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\b\u00f6ffnung", "\u043f\u0440\u0438\u0432\u0435\u0442\\b", "\\B\u00df"})
  void edgesOfWordsAreRefusedWhereTheyWouldNeverBeFound(String pattern) {
    assertThatThrownBy(() -> Expression.of(pattern)).hasMessageContaining("ASCII");
  }

  @Test
  void aBackslashBeforeALetterIsNoEdgeOfAWord() {
    assertThat(found("\\\\b\u00f6", "\\b\u00f6")).isNotEmpty();
  }

  /// Each of these takes other engines a time that doubles with each character.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a*)*b",
        "(a|aa)+$",
        "(.*)*x",
        "(?:|){40}^b",
        "(a?){50}a{50}b",
        "(\\w+\\s?)*!",
        "((a*)*)*b",
        "(?:.{0,48}){4}x",
      })
  void nothingIsCatastrophic(String pattern) {
    var text = "a".repeat(5_000);

    var expression = Expression.of(pattern);

    assertThat(expression.cost(text)).isLessThanOrEqualTo(1_000_000);
    assertThat(expression.in(text)).isNotNull();
  }

  @Test
  void onlyTheBeginningOfALongTextIsSearched() {
    assertThat(found("b", "a".repeat(2_000) + "b")).isEmpty();
    assertThat(found("b", "\ud83d\udd14".repeat(1_999) + "b")).isNotEmpty();
  }

  /// Whatever is thrown at it, it is refused with a sentence or searches.
  @Test
  void randomPatternsAreReadOrRefused() {
    var random = new Random(20_261_123);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      var pattern = made(random, "ab.()|*+?[]^$\\dwbQE{2,9}\u00f6", 1 + random.nextInt(12));
      try {
        var groups = Expression.of(pattern).in(made(random, "abc1 \u00f6", random.nextInt(30)));
        read += groups.isPresent() ? 1 : 0;
      } catch (IllegalArgumentException wrong) {
        assertThat(wrong).hasMessageMatching("(?:is|has|says|repeats|must) .+");
      }
    }
    assertThat(read).isGreaterThan(1_000);
  }

  private static String made(Random random, String letters, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
