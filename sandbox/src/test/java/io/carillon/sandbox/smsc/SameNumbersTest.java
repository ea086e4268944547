package io.carillon.sandbox.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.sandbox.smsc.script.HandsetNetworks.Network;
import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.wire.smpp.CommandStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script that comes with `./carillon smsc` does with a number what the sandbox of `serve`
/// does.
class SameNumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "14155550001", "14155550002", "14155550003", "14155550004", "14155550005",
        "14155550006", "14155550007", "14155550008", "14155550009", "14155551234"
      })
  void bothFarEndsDoTheSame(String number) throws Exception {
    var script = ScriptReader.read(ScriptReader.manual());
    var embedded = Script.of(number);

    var rule =
        script.rules().stream()
            .filter(one -> one.match().fits(number))
            .findFirst()
            .orElse(script.otherwise());

    int status =
        switch (embedded) {
          case REFUSE -> CommandStatus.RINVDSTADR;
          case THROTTLE -> CommandStatus.RTHROTTLED;
          case UNDELIVERABLE, EXPIRE, SILENT, RECEIPT_FIRST, DOUBLE, STOP, HELLO, DELIVER ->
              CommandStatus.ROK;
        };
    assertThat(rule.reaction().status()).isEqualTo(status);
    assertThat(rule.reaction().times()).isEqualTo(embedded == Script.THROTTLE ? 2 : 0);
    assertThat(rule.reply()).isEqualTo(embedded.reply());
    assertThat(rule.receipt().beforeResponse()).isEqualTo(embedded == Script.RECEIPT_FIRST);
    assertThat(rule.receipt().fails()).isEqualTo(embedded.fails());
    if (embedded != Script.REFUSE) {
      assertThat(rule.receipt().states()).isEqualTo(embedded.receipts());
    }
    assertThat(script.networks().of(number).map(Network::name)).hasValue(Networks.of(number));
  }
}
