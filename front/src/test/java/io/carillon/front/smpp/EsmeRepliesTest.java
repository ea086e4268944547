package io.carillon.front.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EsmeRepliesTest {
  private static final Instant AT = Instant.parse("2026-11-21T14:31:00Z");

  private final Samples samples = new Samples(1);

  private Message message(String text, String reference, Keepsake keepsake) {
    var plain = samples.message(new Content.Text(text));
    var origin = plain.origin();
    return new Message(
        plain.id(),
        plain.parties(),
        plain.content(),
        plain.terms(),
        plain.bill(),
        new Message.Origin(origin.place(), reference, Map.of(), keepsake, ""),
        plain.state());
  }

  private static Message failed(Message message, Fault fault, String code) {
    var state = message.state();
    return message.with(
        state
            .with(state.facts().faulted(Optional.of(fault), code), state.work())
            .raised(Status.UNDELIVERED, AT));
  }

  private static Notice.Change change(Status status, Optional<Fault> fault) {
    return new Notice.Change(status, AT, fault);
  }

  private static Pdu.DeliverSm receipt(Message message, Status status, Optional<Fault> fault) {
    return EsmeReplies.receipts(message, change(status, fault)).getFirst();
  }

  private static String text(Pdu.DeliverSm pdu) {
    return pdu.shortMessage().decode(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aReceiptIsReadByOurOwnClientAsWhatItSays() {
    var message = message("Grüße an alle", "4711", Keepsake.NONE);

    var pdu = receipt(message, Status.DELIVERED, Optional.empty());

    var read = Receipts.of(pdu).orElseThrow();
    assertThat(read.messageId()).isEqualTo(message.id().value().hex());
    assertThat(read.state()).contains(MessageState.DELIVERED);
    assertThat(read.intermediate()).isFalse();
    assertThat(text(pdu)).endsWith("done date:2611211431 stat:DELIVRD err:000 text:Gr??e an alle");
    assertThat(pdu.tlvs().number(Tag.USER_MESSAGE_REFERENCE)).hasValue(4711);
    assertThat(pdu.tlvs().has(Tag.NETWORK_ERROR_CODE)).isFalse();
    assertThat(pdu.shortMessage().size()).isLessThanOrEqualTo(254);
  }

  @Test
  void aReceiptRepeatsAddressesAndIdAsTheEsmeKnowsThem() {
    var source = new SmppAddress(0, 0, "+14155552671");
    var destination = new SmppAddress(0, 1, "0014155551234");
    var kept =
        new Echo(source, destination, "common", 8, List.of())
            .keepsake(SmppAddress.NONE, SmppAddress.NONE);

    var pdu = receipt(message("x", "", kept), Status.DELIVERED, Optional.empty());

    assertThat(pdu.source()).isEqualTo(destination);
    assertThat(pdu.destination()).isEqualTo(source);
    assertThat(pdu.tlvs().text(Tag.RECEIPTED_MESSAGE_ID)).contains("common");
    assertThat(text(pdu)).startsWith("id:common ");
  }

  @Test
  void eachPartOfATextHasTheReceiptThatItAskedFor() {
    var usual = SmppAddress.international("14155551234");
    var parts = List.of(new Echo.Part(1, 1), new Echo.Part(2, 0), new Echo.Part(31, 2));
    var message = message("x", "", new Echo(usual, usual, "", 0, parts).keepsake());

    assertThat(ids(message, change(Status.DELIVERED, Optional.empty())))
        .containsExactly(EsmeReplies.id(message.id()) + "01");
    assertThat(ids(message, change(Status.UNDELIVERED, Optional.of(Fault.UNDELIVERABLE))))
        .containsExactly(EsmeReplies.id(message.id()) + "01", EsmeReplies.id(message.id()) + "1f");
  }

  private static List<String> ids(Message message, Notice.Change change) {
    return EsmeReplies.receipts(message, change).stream()
        .map(pdu -> pdu.tlvs().text(Tag.RECEIPTED_MESSAGE_ID).orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"'', 035, 8, 35", "12, 012, 8, 35", "3:27, 035, 3, 27", "EC_UNKNOWN, 035, 8, 35"})
  void aFailureIsNamedByTheCarriersCodeWhereThatIsShort(
      String code, String error, int type, int number) {
    var message = failed(message("x", "", Keepsake.NONE), Fault.UNDELIVERABLE, code);

    var pdu = receipt(message, Status.UNDELIVERED, Optional.of(Fault.UNDELIVERABLE));

    assertThat(text(pdu)).contains("stat:UNDELIV err:" + error + " ");
    assertThat(pdu.tlvs().find(Tag.NETWORK_ERROR_CODE))
        .contains(Octets.of((byte) type, (byte) 0, (byte) number));
  }

  @Test
  void thatItWasTakenIsAnIntermediateNotification() {
    var pdu = receipt(message("x", "", Keepsake.NONE), Status.SENT, Optional.empty());

    assertThat(pdu.esmClass()).isEqualTo(EsmClass.INTERMEDIATE);
    assertThat(text(pdu)).contains("stat:ENROUTE");
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void everyStatusHasAStateOfTheStandards34(Status status) {
    var state = EsmeMapping.state(status);

    assertThat(state.code()).isBetween(1, 8);
    assertThat(state.isFinal()).isEqualTo(status.isFinal() && status != Status.RECEIVED);
  }
}
