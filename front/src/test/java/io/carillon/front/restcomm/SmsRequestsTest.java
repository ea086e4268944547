package io.carillon.front.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Keepsake;
import io.carillon.model.Refusal;
import io.carillon.wire.text.WantedEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsRequestsTest {
  private static final String SOUND = "From=12345&To=%2B14155551234&Body=x";

  private static Send asked(String more) {
    return ((Send.Read.Asked) read(more)).send();
  }

  private static Refusal refused(String more) {
    return ((Send.Read.Refused) read(more)).refusal();
  }

  private static Send.Read read(String more) {
    return SmsRequests.read((SOUND + more).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"GSM, GSM7", "gsm, GSM7", "UCS-2, UCS2", "UTF-8, AUTO"})
  void theEncodingIsTheOneThatWasAskedFor(String word, WantedEncoding encoding) {
    assertThat(asked("&Encoding=" + word).wishes().encoding()).isEqualTo(encoding);
  }

  @Test
  void withoutAnEncodingTheTextDecides() {
    assertThat(asked("").wishes().encoding()).isEqualTo(WantedEncoding.AUTO);
  }

  @Test
  void whatOnlyTheDialectUnderstandsIsKept() {
    var kept =
        asked("&StatusCallback=https%3A%2F%2Fx.example&StatusCallbackMethod=GET&X-A=1&ApiVersion=2")
            .kept();

    assertThat(kept.byGet()).isTrue();
    assertThat(kept.apiVersion()).isEqualTo("2");
    assertThat(kept.headers()).isEqualTo(Map.of("X-A", "1"));
  }

  @Test
  void nothingIsKeptOfAPlainOne() {
    assertThat(asked("&StatusCallbackMethod=GET").kept().keepsake()).isEqualTo(Keepsake.NONE);
  }

  @Test
  void headersHaveTheirLimits() {
    var many = new StringBuilder();
    for (int i = 0; i <= 20; i++) {
      many.append("&X-").append(i).append("=1");
    }

    assertThat(refused(many.toString()).detail()).contains("at most 20");
    assertThat(refused("&X-A=" + "a".repeat(1_025)).detail()).contains("printable ASCII");
    assertThat(refused("&X-A=%C3%A4").detail()).contains("printable ASCII");
    assertThat(refused("&X-A%20B=1").detail()).contains("printable ASCII");
    var long5 = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      long5.append("&X-").append(i).append('=').append("a".repeat(1_000));
    }
    assertThat(refused(long5.toString()).detail()).contains("4096 bytes");
  }

  @Test
  void aPlusThatWasNotEscapedIsAPlus() {
    var form = "From=+14155552671&To=+14155551234&Body=+x";
    var send = ((Send.Read.Asked) SmsRequests.read(form.getBytes(StandardCharsets.UTF_8))).send();

    assertThat(send.ends().from()).isEqualTo("+14155552671");
    assertThat(send.ends().to()).isEqualTo("+14155551234");
    assertThat(send.content().words()).isEqualTo(" x");
  }

  @Test
  void aUrlHasALimit() {
    assertThat(refused("&StatusCallback=http://x/" + "a".repeat(2_048)).field())
        .isEqualTo("StatusCallback");
  }
}
