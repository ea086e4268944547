package io.carillon.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Inbox.Hook;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboxTest {
  @Test
  void theUsualKeepsNothing() {
    assertThat(Inbox.at("https://example.com/in").keepsake()).isEqualTo(Keepsake.NONE);
  }

  @Test
  void whatIsOutOfTheOrdinaryIsKept() {
    var main = new Hook("https://example.com/in", true);
    var fallback = new Hook("https://example.org/in?a=b", false);

    assertThat(
            new String(
                new Inbox("", main, Optional.of(fallback), Map.of()).keepsake().octets(), US_ASCII))
        .isEqualTo("GET\nPOST\nhttps://example.org/in?a=b");
    assertThat(
            new String(
                new Inbox("", main, Optional.empty(), Map.of()).keepsake().octets(), US_ASCII))
        .isEqualTo("GET\nPOST\n");
  }
}
