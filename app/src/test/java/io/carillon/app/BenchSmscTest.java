package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.bench.smpp.SmppBench;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/// `./carillon bench smpp --far-end smsc` finds the centre that it measures.
@Tag("slow")
@Timeout(120)
@Isolated("it loads the machine")
class BenchSmscTest {
  @Test
  void noReceiptOfTheScriptedCentreIsLost() {
    int exit =
        SmppBench.run(
            new String[] {
              "--far-end",
              "smsc",
              "--binds",
              "2",
              "--windows",
              "50",
              "--warmup",
              "0",
              "--seconds",
              "1",
              "--repeat",
              "1",
              "--java-options",
              "-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
            });

    assertThat(exit).isZero();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
