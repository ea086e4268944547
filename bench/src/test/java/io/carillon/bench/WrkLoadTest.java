package io.carillon.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class WrkLoadTest {
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
    var template = new Template("POST / HTTP/1.1\r\n", "{\"to\":\"#######\"}", 1);

    var script = WrkLoad.script(template, 5);

    assertThat(script)
        .contains("local next = 2000005\n")
        .contains(
            "return \"POST / HTTP/1.1\\r\\nContent-Length: 16\\r\\n\\r\\n{\\\"to\\\":\\\"\" .."
                + " number .. \"\\\"}\"\n");
  }
}
