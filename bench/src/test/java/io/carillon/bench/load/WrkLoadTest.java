package io.carillon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.bench.mark.Latency;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WrkLoadTest {
  private static final Request REQUEST =
      new Request("POST / HTTP/1.1\r\n", "{\"to\":\"#######\"}", 1);

  @Test
  void whatTheScriptPrintsIsRead() throws IOException {
    var summary = WrkLoad.Summary.parse("1000 10 5 2000 8000 9000 9500");

    assertThat(summary.good()).isEqualTo(990);
    assertThat(summary.broken()).isEqualTo(5);
    assertThat(summary.latency()).isEqualTo(new Latency(1_000, 2, 8, 9, 9.5));
  }

  @Test
  void anotherLineIsRefused() {
    assertThatThrownBy(() -> WrkLoad.Summary.parse("1 2 3")).isInstanceOf(IOException.class);
  }

  @Test
  void theScriptSendsTheTemplateWithRunningNumbers() {
    var script = WrkLoad.script(new Template(REQUEST), 5);

    assertThat(script)
        .contains("local next = 2000005\n")
        .contains(
            "return \"POST / HTTP/1.1\\r\\nContent-Length: 16\\r\\n\\r\\n{\\\"to\\\":\\\"\" .."
                + " number .. \"\\\"}\"\n");
  }

  @Test
  void itSendsOneKindOfRequestInAClosedLoop() {
    var closed = Pace.closed(4);
    var twice = new Request("POST / HTTP/1.1\r\n", "[#######,#######]", 2);

    assertThat(suits(List.of(REQUEST), closed)).isTrue();
    assertThat(suits(List.of(REQUEST, REQUEST), closed)).isFalse();
    assertThat(suits(List.of(twice), closed)).isFalse();
    assertThat(suits(List.of(REQUEST), Pace.open(4, 10))).isFalse();
  }

  private static boolean suits(List<Request> requests, Pace pace) {
    return WrkLoad.suits(List.of(new Strand("all", 0, 100, requests, pace)));
  }
}
