package io.carillon.sandbox.smsc.scripted;

import static io.carillon.sandbox.smsc.Jsmpp.INTERNATIONAL;
import static io.carillon.sandbox.smsc.Jsmpp.ISDN;
import static io.carillon.sandbox.smsc.Jsmpp.SENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.sandbox.smsc.Jsmpp;
import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.scripted.ScriptedSmsc.Doors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jsmpp.bean.Address;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceIfPresentFlag;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A foreign client bound to the scripted centre.
@Timeout(60)
class ForeignTest {
  private static final String SCRIPT =
      """
      otherwise:
        id: {response: hex, receipt: decimal, width: 10}
        receipt: {delay: 5ms}
      rules:
        - {to: {suffix: "1"}, status: ESME_RMSGQFUL}
        - {to: {suffix: "2"}, receipt: {states: [UNDELIV], error: "027"}}
        - {to: {suffix: "3"}, receipt: {form: {fields: [], tlvs: [receipted-message-id]}}}
        - {to: {suffix: "4"}, answer: false}
        - {to: {suffix: "5"}, hostile: {fault: one-octet}}
        - {to: {suffix: "6"}, receipt: {delay: 1h}}
      """;

  private ScriptedSmsc smsc;
  private Jsmpp client;

  @BeforeEach
  void open() throws Exception {
    smsc = ScriptedSmsc.open(ScriptReader.read(SCRIPT), Doors.loopback());
    client = new Jsmpp(smsc.port());
  }

  @AfterEach
  void close() {
    client.close();
    smsc.close();
  }

  @Test
  void readsReceiptsWhoseIdsAreWrittenOtherwise() throws Exception {
    var id = client.submit("4915155550");
    var receipt = client.next().getShortMessageAsDeliveryReceipt();

    assertThat(Long.parseLong(receipt.getId())).isEqualTo(Long.parseLong(id, 16));
    assertThat(receipt.getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);

    client.submit("4915155552");
    var failed = client.next().getShortMessageAsDeliveryReceipt();
    assertThat(failed.getFinalStatus()).isEqualTo(DeliveryReceiptState.UNDELIV);
    assertThat(failed.getError()).isEqualTo("027");
  }

  @Test
  void readsReceiptsWithoutText() throws Exception {
    var id = client.submit("4915155553");
    var delivery = client.next();

    assertThat(delivery.isSmscDeliveryReceipt()).isTrue();
    assertThat(delivery.getShortMessage()).isEmpty();
    assertThat(delivery.getOptionalParameter(OptionalParameter.Receipted_message_id.class))
        .isEqualTo(
            new OptionalParameter.Receipted_message_id("%010d".formatted(Long.parseLong(id, 16))));
  }

  @Test
  void isRefusedOrLeftWithoutAnAnswer() {
    assertThatThrownBy(() -> client.submit("4915155551"))
        .isInstanceOfSatisfying(
            NegativeResponseException.class,
            refusal -> assertThat(refusal.getCommandStatus()).isEqualTo(0x14));
    client.session().setTransactionTimer(200);
    assertThatThrownBy(() -> client.submit("4915155554"))
        .isInstanceOf(ResponseTimeoutException.class);
  }

  @Test
  void putsPdusTogetherThatComeOctetByOctet() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(client.submit("4915155555")).isNotEmpty();
      assertThat(client.next().isSmscDeliveryReceipt()).isTrue();
    }
  }

  @Test
  void hearsPeople() throws Exception {
    smsc.write(
        ScriptReader.inbound(
            "{from: '+491701234567', to: '12345', text: Hi, count: 2}",
            smsc.play().script().accounts()));

    for (int i = 0; i < 2; i++) {
      var delivery = client.next();
      assertThat(delivery.isSmscDeliveryReceipt()).isFalse();
      assertThat(delivery.getSourceAddr()).isEqualTo("491701234567");
      assertThat(delivery.getShortMessage()).asString(StandardCharsets.US_ASCII).isEqualTo("Hi");
    }
  }

  @Test
  void asksForItsMessagesAndTakesThemBack() throws Exception {
    var id = client.submit("4915155556");

    var waiting = query(id);
    assertThat(waiting.getMessageState()).isEqualTo(MessageState.ENROUTE);
    assertThat(waiting.getFinalDate()).isNull();
    client
        .session()
        .cancelShortMessage("", id, INTERNATIONAL, ISDN, SENDER, INTERNATIONAL, ISDN, "4915155556");
    var receipt = client.next().getShortMessageAsDeliveryReceipt();
    assertThat(receipt.getFinalStatus()).isEqualTo(DeliveryReceiptState.DELETED);
    var over = query(id);
    assertThat(over.getMessageState()).isEqualTo(MessageState.DELETED);
    assertThat(over.getFinalDate()).isNotEmpty();
    assertThatThrownBy(() -> query("77"))
        .isInstanceOfSatisfying(
            NegativeResponseException.class,
            refusal -> assertThat(refusal.getCommandStatus()).isEqualTo(0x67));
  }

  private QuerySmResult query(String id) throws Exception {
    return client.session().queryShortMessage(id, INTERNATIONAL, ISDN, SENDER);
  }

  @Test
  void saysSomethingElseWhileItsMessageWaits() throws Exception {
    var id = client.submit("4915155556");
    client
        .session()
        .replaceShortMessage(
            id,
            INTERNATIONAL,
            ISDN,
            SENDER,
            "",
            "",
            new RegisteredDelivery(0),
            (byte) 0,
            "Other words".getBytes(StandardCharsets.US_ASCII));

    assertThat(smsc.newest(10, _ -> true)).extracting(Message::text).containsExactly("Other words");
    assertThat(smsc.owed()).isZero();
  }

  @Test
  void writesToManyAtOnce() throws Exception {
    var result =
        client
            .session()
            .submitMultiple(
                "",
                INTERNATIONAL,
                ISDN,
                SENDER,
                new Address[] {to("4915155550"), to("4915155551"), to("4915155552")},
                new ESMClass(),
                (byte) 0,
                (byte) 0,
                "",
                "",
                new RegisteredDelivery(1),
                new ReplaceIfPresentFlag(0),
                new RawDataCoding((byte) 0),
                (byte) 0,
                "Hello".getBytes(StandardCharsets.US_ASCII));

    assertThat(result.getUnsuccessDeliveries())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.getDestinationAddress().getAddress()).isEqualTo("4915155551");
          assertThat(one.getErrorStatusCode()).isEqualTo(0x14);
        });
    var told = new ArrayList<String>();
    for (int i = 0; i < 2; i++) {
      var delivery = client.next();
      var receipt = delivery.getShortMessageAsDeliveryReceipt();
      assertThat(Long.parseLong(receipt.getId()))
          .isEqualTo(Long.parseLong(result.getMessageId(), 16));
      told.add(delivery.getSourceAddr() + " " + receipt.getFinalStatus());
    }
    assertThat(told).containsExactlyInAnyOrder("4915155550 DELIVRD", "4915155552 UNDELIV");
  }

  private static Address to(String number) {
    return new Address(INTERNATIONAL, ISDN, number);
  }

  @Test
  void hearsThatAHandsetIsBack() throws Exception {
    smsc.tell(
        ScriptReader.alert(
            "{from: '+491701234567', to: '12345', availability: denied}",
            smsc.play().script().accounts()));

    var alert = client.alert();
    assertThat(alert.getSourceAddr()).isEqualTo("491701234567");
    assertThat(alert.getEsmeAddr()).isEqualTo("12345");
    assertThat(
            alert.getOptionalParameter(OptionalParameter.Ms_availability_status.class).getValue())
        .isEqualTo((byte) 1);
  }
}
