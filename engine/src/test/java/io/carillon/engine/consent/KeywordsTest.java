package io.carillon.engine.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.consent.Keywords.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeywordsTest {
  private static final Keywords WORDS = Keywords.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stop",
        "quit",
        "end",
        "revoke",
        "opt out",
        "optout",
        "opt-out",
        "cancel",
        "unsubscribe",
        "stopall",
        "stop all",
        "remove",
        "STOP",
        " Stop! ",
        "\"stop\"",
        "STOP \uD83D\uDED1",
        "ＳＴＯＰ",
        "stop  all",
        "Opt\u00A0out.",
        "ARRÊT",
        "arret",
        "Arre\u0302t",
        "BAJA",
        "alto",
        "sair",
        "STOPP",
        "abmelden",
        "basta",
        "afmelden",
        "rezygnuję",
        "İptal",
        "IPTAL",
        "ret",
        "СТОП",
        "стоп!",
        "отписаться",
        "توقف",
        "إلغاء",
        "الغاء",
        "रोकें",
        "बंद",
        "退订",
        "停止",
        "TD",
        "配信停止",
        "수신거부"
      })
  void stopsMessagesInManyLanguagesHoweverItIsTyped(String text) {
    assertThat(WORDS.match(text)).map(Match::intent).contains(Intent.STOP);
  }

  @ParameterizedTest
  @CsvSource({
    "start, START, en, false", "UNSTOP, START, en, false", "yes, START, en, true",
    "Sí, START, es, true", "comenzar, START, es, false", "DEBUT, START, fr, false",
    "help, HELP, en, false", "AIDE?, HELP, fr, false", "Hilfe, HELP, de, false",
    "ayuda, HELP, es, false", "Info, HELP, en, false"
  })
  void startsAndHelpsToo(String text, Intent intent, String language, boolean onlyWhenStopped) {
    assertThat(WORDS.match(text)).contains(new Match(intent, language, onlyWhenStopped));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "!!!",
        "please stop texting me",
        "stopping by at five",
        "don't stop",
        "endless",
        "start the car",
        "yes please",
        "helpful"
      })
  void isNoKeywordWhereMoreIsSaid(String text) {
    assertThat(WORDS.match(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "please stop texting me",
        "stop it now!",
        "Bitte abmelden, danke",
        "I said STOP.",
        "stop sending me these messages please"
      })
  void looksLikeAStopInAtMostSixWords(String text) {
    assertThat(WORDS.looksLikeStop(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I will stop by your shop tomorrow at noon", "cancel my appointment", "the end",
        "thanks", "nonstop flights", "remove the old one"
      })
  void doesNotLookLikeAStop(String text) {
    assertThat(WORDS.looksLikeStop(text)).isFalse();
  }

  @Test
  void anAccountAddsWordsAndTakesNoneAway() {
    var own = Map.of(Intent.STOP, List.of("Genug!", "no más"), Intent.START, List.of("stop"));

    assertThat(WORDS.match("genug", own, "de")).contains(new Match(Intent.STOP, "de", false));
    assertThat(WORDS.match("NO MAS", own, "es")).contains(new Match(Intent.STOP, "es", false));
    assertThat(WORDS.match("STOP", own, "de")).map(Match::intent).contains(Intent.STOP);
    assertThat(WORDS.match("genug")).isEmpty();
  }

  @Test
  void everyLanguageStopsStartsAndAnswers() {
    for (var language : Keywords.languages()) {
      for (var what : List.of("stop", "start", "help", "ask")) {
        assertThat(WORDS.reply(language, what)).as(language + " " + what).contains("{name}");
        assertThat(WORDS.reply(language, what)).hasSizeLessThanOrEqualTo(160);
      }
      assertThat(WORDS.reply(language, "help")).contains("{contact}");
    }
    assertThat(WORDS.reply("xx", "stop")).isEqualTo(WORDS.reply("en", "stop"));
  }
}
