package io.carillon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class BulkCodesTest {
  @Test
  void eachMessageHasItsCode() {
    var codes =
        codes(
            """
            {"code":207,"responses":[{"state":"Queued","code": 202,"refid":"SM1","numparts":1},
            {"state":"Failed","code":400,"error":"Missing: text."},{"state":"Failed","code":429}]}
            """,
            3);

    assertThat(codes.isWhole()).isTrue();
    assertThat(codes.code(0)).isEqualTo(202);
    assertThat(codes.code(1)).isEqualTo(400);
    assertThat(codes.code(2)).isEqualTo(429);
  }

  @Test
  void theBulksOwnCodeMayStandBehind() {
    var codes = codes("{\"responses\":[{\"code\":202}],\"code\":207}", 1);

    assertThat(codes.isWhole()).isTrue();
    assertThat(codes.code(0)).isEqualTo(202);
  }

  @Test
  void tooFewOrTooManyAreNotWhole() {
    assertThat(codes("{\"code\":207,\"responses\":[{\"code\":202}]}", 2).isWhole()).isFalse();
    assertThat(codes("[{\"code\":202},{\"code\":202}]", 1).isWhole()).isFalse();
    assertThat(codes("", 1).isWhole()).isFalse();
    assertThat(codes("\"code\":", 1).isWhole()).isFalse();
  }

  private static BulkCodes codes(String body, int messages) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return new BulkCodes(bytes, 0, bytes.length, messages);
  }
}
