package io.carillon.sandbox.smsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A foreign client bound to the sandbox.
@Timeout(60)
class JsmppTest {
  @TempDir private Path folder;
  private SandboxSmsc smsc;
  private Jsmpp client;

  @BeforeEach
  void open() throws IOException {
    smsc = SandboxSmsc.open(0, Duration.ofMillis(5), folder);
    client = new Jsmpp(smsc.port());
  }

  @AfterEach
  void close() {
    client.close();
    smsc.close();
  }

  @Test
  void readsTheReceiptOfItsMessage() throws Exception {
    var id =
        client.submit(
            TypeOfNumber.ALPHANUMERIC,
            NumberingPlanIndicator.UNKNOWN,
            "Acme",
            "14155551234",
            new OptionalParameter.User_message_reference((short) 4711));

    var delivery = client.next();

    assertThat(delivery.isSmscDeliveryReceipt()).isTrue();
    var receipt = delivery.getShortMessageAsDeliveryReceipt();
    assertThat(receipt.getId()).isEqualTo(id);
    assertThat(receipt.getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);
    assertThat(receipt.getSubmitted()).isEqualTo(1);
    assertThat(receipt.getDelivered()).isEqualTo(1);
    assertThat(receipt.getError()).isEqualTo("000");
    assertThat(delivery.getOptionalParameter(OptionalParameter.Receipted_message_id.class))
        .isEqualTo(new OptionalParameter.Receipted_message_id(id));
    assertThat(delivery.getOptionalParameter(OptionalParameter.User_message_reference.class))
        .isEqualTo(new OptionalParameter.User_message_reference((short) 4711));
    assertThat(smsc.shown("14155551234", 10).getFirst().from()).isEqualTo("Acme");
  }

  @Test
  void isToldWhyItIsRefused() {
    assertThatThrownBy(() -> client.submit("14155550001"))
        .isInstanceOfSatisfying(
            NegativeResponseException.class,
            refusal -> assertThat(refusal.getCommandStatus()).isEqualTo(0x0B));
  }

  @Test
  void hearsWhatThePersonAnswers() throws Exception {
    client.submit("14155550008");

    assertThat(client.next().isSmscDeliveryReceipt()).isTrue();
    var answer = client.next();
    assertThat(answer.isSmscDeliveryReceipt()).isFalse();
    assertThat(answer.getSourceAddr()).isEqualTo("14155550008");
    assertThat(answer.getDestAddress()).isEqualTo("14155552671");
    assertThat(answer.getShortMessage()).asString(StandardCharsets.US_ASCII).isEqualTo("STOP");
  }
}
