package io.carillon.sandbox.smsc.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// As much as it can, for a second. How much that is belongs to the machine: no figure is asked
/// for.
@Tag("slow")
@Timeout(60)
class FloodTest {
  @Test
  void noReceiptIsLostHoweverFastTheyGo() throws Exception {
    var script = ScriptReader.read("otherwise: {receipt: {delay: {uniform: [0ms, 20ms]}}}");
    try (var smsc = ScriptedSmsc.open(script, Doors.loopback())) {
      var tally = Flood.over(smsc.port(), Duration.ofSeconds(1), 100);

      assertThat(tally.refused()).isZero();
      assertThat(tally.taken()).isGreaterThan(100).isEqualTo(tally.receipts());
      assertThat(smsc.counters().of(Count.TAKEN)).isEqualTo(tally.taken());
      assertThat(smsc.counters().of(Count.RECEIPTS_SENT))
          .isEqualTo(smsc.counters().of(Count.TAKEN));
    }
  }
}
