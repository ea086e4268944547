package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.port.Herald.Telling;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlTest {
  private static CallbackUrl good(String text) {
    return switch (CallbackUrl.read(text)) {
      case CallbackUrl.Read.Good(var callback) -> callback;
      case CallbackUrl.Read.Bad(var rule) -> throw new AssertionError(rule);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/cb?x=1, https://example.com/cb?x=1",
    "https://example.com, https://example.com/",
    "https://example.com?x=1, https://example.com/?x=1",
    "HTTP://Example.com:8080/a#b, HTTP://Example.com:8080/a",
    "https://example.com/ü?q={a}|b, https://example.com/%C3%BC?q=%7Ba%7D%7Cb",
    "https://example.com/%C3%BC, https://example.com/%C3%BC"
  })
  void isKeptAsItGoesOnTheWire(String given, String kept) {
    assertThat(good(given).kept()).isEqualTo(kept);
    assertThat(CallbackUrl.of(kept)).isEqualTo(good(given));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "ftp://example.com/",
        "https://",
        "https:///path",
        "https://example.com/#rc=6",
        "https://example.com/#ct=99",
        "https://example.com/#rt=15001",
        "https://example.com/#tt=x",
        "https://example.com/#rp=3xx",
        "https://example.com/#rp=4xx,"
      })
  void whatCannotBeCalledIsRefused(String text) {
    assertThat(CallbackUrl.read(text)).isInstanceOf(CallbackUrl.Read.Bad.class);
  }

  @Test
  void theLengthIsBoundedAsItGoesOnTheWire() {
    assertThat(CallbackUrl.read("https://example.com/" + "x".repeat(2_028)))
        .isInstanceOf(CallbackUrl.Read.Good.class);
    assertThat(CallbackUrl.read("https://example.com/" + "ü".repeat(400)))
        .isInstanceOf(CallbackUrl.Read.Bad.class);
  }

  @Test
  void theOverridesOfItsFragmentAreKeptAndNothingElseOfIt() {
    var callback = good("https://example.com/cb#rp=5xx,4xx&section&rc=3&ct=200&rt=1000&e=ashburn");

    assertThat(callback.url()).isEqualTo("https://example.com/cb");
    assertThat(callback.kept()).isEqualTo("https://example.com/cb#ct=200&rc=3&rp=4xx,5xx&rt=1000");
    assertThat(CallbackUrl.of(callback.kept())).isEqualTo(callback);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 15000",
    "ct=200, 15000",
    "rt=1000, 6000",
    "rt=1000&ct=500, 1500",
    "rt=15000&ct=10000, 15000",
    "tt=700&rt=1000, 700"
  })
  void aTryMayTakeSoLong(String fragment, long millis) {
    assertThat(good("https://example.com/#" + fragment).overrides().limit())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 500, 99, true",
    "tt=700, 500, 99, true",
    "rc=0, 0, 0, false",
    "rc=2, 0, 1, true",
    "rc=2, 0, 2, false",
    "rc=2, 500, 0, false",
    "rc=2&rp=5xx, 500, 0, true",
    "rc=2&rp=5xx, 404, 0, false",
    "rp=4xx, 404, 0, true",
    "rp=4xx, 404, 1, false",
    "rc=5&rp=rt, 0, 4, true",
    "rc=5&rp=all, 302, 4, true",
    "rc=5&rp=4xx, 302, 0, false"
  })
  void aFailureIsTriedAgainAsTheOverridesSay(
      String fragment, int answer, int failed, boolean again) {
    var notNow = new Telling.NotNow(answer, "HTTP " + answer, Optional.empty());
    var overrides = good("https://example.com/#" + fragment).overrides();

    var telling = overrides.judged(notNow, failed);

    assertThat(telling).isInstanceOf(again ? Telling.NotNow.class : Telling.GivenUp.class);
    assertThat(overrides.judged(new Telling.Told(204), failed)).isEqualTo(new Telling.Told(204));
  }
}
