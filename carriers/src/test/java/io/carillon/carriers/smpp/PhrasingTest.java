package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.carriers.smpp.ExtraTlv.Form;
import io.carillon.carriers.smpp.ExtraTlv.Value;
import io.carillon.carriers.smpp.SmppSettings.Addressing;
import io.carillon.carriers.smpp.SmppSettings.Forms;
import io.carillon.carriers.smpp.SmppSettings.Numbering;
import io.carillon.model.Address;
import io.carillon.model.Address.Kind;
import io.carillon.model.Message;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasingTest {
  private final Drafts drafts = new Drafts();

  private static Phrasing phrasing(
      Map<Kind, Numbering> sources, Map<Kind, Numbering> destinations) {
    return new Phrasing(
        new Forms(
            new Addressing(sources, destinations),
            List.of(),
            Forms.USUAL.receipts(),
            Map.of(),
            Forms.USUAL.orders(),
            Forms.USUAL.submitBy()));
  }

  private static Phrasing saying(ExtraTlv... tlvs) {
    return new Phrasing(Forms.USUAL.with(List.of(tlvs)));
  }

  private Message tagged(Map<String, String> tags) {
    var message = drafts.text("+14155551234", "x");
    var origin = message.origin();
    return new Message(
        message.id(),
        message.parties(),
        message.content(),
        message.terms(),
        message.bill(),
        new Message.Origin(
            origin.place(), origin.reference(), tags, origin.keepsake(), origin.decision()),
        message.state());
  }

  @ParameterizedTest
  @CsvSource({
    "PHONE, +14155551234, 1, 1, 14155551234",
    "SHORT_CODE, 12345, 3, 0, 12345",
    "ALPHANUMERIC, Acme, 5, 0, Acme"
  })
  void addressesAreTypedAsIsUsual(Kind kind, String value, int ton, int npi, String field) {
    var usual = new Phrasing(Forms.USUAL);

    assertThat(usual.source(new Address(kind, value))).isEqualTo(new SmppAddress(ton, npi, field));
  }

  @Test
  void aCarrierMayWantOtherTypesForSendersAndForRecipients() {
    var own =
        phrasing(
            Map.of(Kind.SHORT_CODE, new Numbering(6, 0), Kind.ALPHANUMERIC, new Numbering(5, 1)),
            Map.of(Kind.PHONE, new Numbering(0, 8)));
    var phone = Address.phone("+14155551234");

    assertThat(own.source(new Address(Kind.SHORT_CODE, "12345")))
        .isEqualTo(new SmppAddress(6, 0, "12345"));
    assertThat(own.source(new Address(Kind.ALPHANUMERIC, "Acme")))
        .isEqualTo(new SmppAddress(5, 1, "Acme"));
    assertThat(own.source(phone)).isEqualTo(new SmppAddress(1, 1, "14155551234"));
    assertThat(own.destination(phone)).isEqualTo(new SmppAddress(0, 8, "14155551234"));
  }

  @Test
  void ourReferenceIsAlwaysTold() {
    assertThat(new Phrasing(Forms.USUAL).tlvs(tagged(Map.of()), 7))
        .isEqualTo(Tlvs.NONE.withShort(Tag.USER_MESSAGE_REFERENCE, 7));
  }

  @Test
  void eachTlvIsWrittenInItsForm() {
    var phrasing =
        saying(
            new ExtraTlv(0x1400, Form.TEXT, new Value.Fixed("PE-1")),
            new ExtraTlv(0x1401, Form.C_STRING, new Value.FromTag("template")),
            new ExtraTlv(0x1402, Form.HEX, new Value.Fixed("00fF10")),
            new ExtraTlv(0x1403, Form.TEXT, new Value.FromTag("campaign")));

    var tlvs = phrasing.tlvs(tagged(Map.of("template", "T9", "other", "x")), 7);

    assertThat(tlvs.find(0x1400)).contains(Octets.ofHex("50452d31"));
    assertThat(tlvs.find(0x1401)).contains(Octets.ofHex("543900"));
    assertThat(tlvs.find(0x1402)).contains(Octets.ofHex("00ff10"));
    assertThat(tlvs.find(0x1403)).isEmpty();
    assertThat(tlvs.number(Tag.USER_MESSAGE_REFERENCE)).hasValue(7);
  }

  @Test
  void aLabelThatDoesNotFitIsNamedAndNotQuoted() {
    var phrasing = saying(new ExtraTlv(0x1400, Form.HEX, new Value.FromTag("campaign")));

    assertThatThrownBy(() -> phrasing.tlvs(tagged(Map.of("campaign", "secret!")), 7))
        .isInstanceOf(Phrasing.LabelUnfit.class)
        .hasMessage("the tag 'campaign' does not fit the TLV 0x1400");
  }
}
