package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.carriers.smpp.SmppSettings.SubmitBy;
import io.carillon.model.Address;
import io.carillon.model.Encoding;
import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Status;
import io.carillon.model.Wording;
import io.carillon.model.port.Carrier.Part;
import io.carillon.testkit.Samples;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu.DataSm;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.UserData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitPartsTest {
  private static final Phrasing PHRASING = new Phrasing(SmppSettings.Forms.USUAL);

  private final Drafts drafts = new Drafts();
  private static final Texts TEXTS = new Texts(Wording.USUAL);
  private final SubmitParts making = new SubmitParts(PHRASING, TEXTS, SubmitBy.SUBMIT_SM);

  private List<SubmitSm> submits(Message message) {
    return Drafts.parts(message, 100).stream().map(this::submit).toList();
  }

  private SubmitSm submit(Part part) {
    return (SubmitSm) making.submit(part);
  }

  private SubmitSm submit(Message message) {
    return submits(message).getFirst();
  }

  private static Terms terms(Priority priority, boolean receipt, Duration validity) {
    return terms(priority, receipt, validity, Optional.empty());
  }

  private static Terms terms(
      Priority priority, boolean receipt, Duration validity, Optional<Instant> sendAt) {
    return new Terms(Purpose.OTP, priority, receipt, validity, sendAt, Optional.empty());
  }

  private static UserData.Split split(SubmitSm submit) {
    return (UserData.Split) Udh.parse(submit.payload());
  }

  @Test
  void aShortTextIsOnePlainSubmit() {
    assertThat(submit(drafts.text("+14155551234", "Hello {€}")))
        .isEqualTo(
            new SubmitSm(
                "",
                SmppAddress.international("14155552671"),
                SmppAddress.international("14155551234"),
                Handling.PLAIN.withRegisteredDelivery(1).withValidity("000000100000000R"),
                Gsm.encode("Hello {€}"),
                Tlvs.NONE.withShort(Tag.USER_MESSAGE_REFERENCE, 100)));
  }

  @Test
  void asDataSmAPartHasNoPriorityAndItsTextAndValidityInTlvs() {
    var making = new SubmitParts(PHRASING, TEXTS, SubmitBy.DATA_SM);
    var part = Drafts.parts(drafts.text("+14155551234", "Hello {€}"), 100).getFirst();
    var tenHours = Octets.of((byte) 0, (byte) 0, (byte) 0x8C, (byte) 0xA0);

    assertThat(making.submit(part))
        .isEqualTo(
            new DataSm(
                "",
                SmppAddress.international("14155552671"),
                SmppAddress.international("14155551234"),
                0,
                1,
                0,
                Tlvs.NONE
                    .withShort(Tag.USER_MESSAGE_REFERENCE, 100)
                    .with(Tag.QOS_TIME_TO_LIVE, tenHours)
                    .with(Tag.MESSAGE_PAYLOAD, Gsm.encode("Hello {€}"))));
  }

  @Test
  void asDataSmTheSegmentsOfALongTextHaveTheirHeadersInTheirPayload() {
    var making = new SubmitParts(PHRASING, TEXTS, SubmitBy.DATA_SM);
    var parts = Drafts.parts(drafts.text("+14155551234", "x".repeat(200), Encoding.GSM7, 2), 100);

    var first = (DataSm) making.submit(parts.getFirst());
    var second = (DataSm) making.submit(parts.getLast());

    assertThat(first.esmClass()).isEqualTo(EsmClass.UDHI);
    var concat = ((UserData.Split) Udh.parse(second.payload())).udh().concat().orElseThrow();
    assertThat(concat.number()).isEqualTo(2);
    assertThat(first.payload()).isEqualTo(submits(parts.getFirst().message()).getFirst().payload());
  }

  @ParameterizedTest
  @CsvSource({"GSM7, 0", "LATIN1, 3", "UCS2, 8"})
  void theEncodingIsTheDataCoding(Encoding encoding, int dataCoding) {
    assertThat(submit(drafts.text("+14155551234", "Hello", encoding, 1)).dataCoding())
        .isEqualTo(dataCoding);
  }

  @Test
  void otherLettersGoAsBigEndianPairs() {
    var submit = submit(drafts.text("+14155551234", "Привет 👋", Encoding.UCS2, 1));

    assertThat(submit.payload().decode(StandardCharsets.UTF_16BE)).isEqualTo("Привет 👋");
  }

  @Test
  void aLongTextGoesInPartsThatNameEachOther() {
    var text = "abcdefghi€".repeat(40);
    var message = drafts.text("+14155551234", text, Encoding.GSM7, 3);

    var submits = submits(message);

    var joined = new StringBuilder();
    var references = new HashSet<Integer>();
    for (int i = 0; i < 3; i++) {
      var submit = submits.get(i);
      var concat = split(submit).udh().concat().orElseThrow();
      assertThat(submit.esmClass()).isEqualTo(EsmClass.UDHI);
      assertThat(concat.number()).isEqualTo(i + 1);
      assertThat(concat.total()).isEqualTo(3);
      assertThat(submit.tlvs().number(Tag.USER_MESSAGE_REFERENCE)).hasValue(100 + i);
      references.add(concat.reference());
      joined.append(Gsm.decode(split(submit).body()));
    }
    assertThat(references).hasSize(1);
    assertThat(joined).hasToString(text);
  }

  @Test
  void noLetterIsCutInTwo() {
    var text = "x".repeat(66) + "👋" + "y".repeat(10);

    var submits = submits(drafts.text("+14155551234", text, Encoding.UCS2, 2));

    var joined = new StringBuilder();
    for (var submit : submits) {
      joined.append(split(submit).body().decode(StandardCharsets.UTF_16BE));
    }
    assertThat(joined).hasToString(text);
  }

  @Test
  void aPartSentAgainIsTheSameOctets() {
    var message = drafts.text("+14155551234", "x".repeat(400), Encoding.GSM7, 3);
    var first = submits(message);

    var again = new ArrayList<SubmitSm>();
    for (var part : Drafts.parts(message, 100).reversed()) {
      again.add((SubmitSm) new SubmitParts(PHRASING, TEXTS, SubmitBy.SUBMIT_SM).submit(part));
    }

    assertThat(again.reversed()).isEqualTo(first);
  }

  @Test
  void messagesOfOneBatchDoNotMix() {
    var one = drafts.text("+14155551234", "1".repeat(200), Encoding.GSM7, 2);
    var two = drafts.text("+14155551234", "2".repeat(200), Encoding.GSM7, 2);
    var parts = new ArrayList<>(Drafts.parts(one, 1));
    parts.add(1, Drafts.parts(two, 11).getFirst());
    parts.add(Drafts.parts(two, 11).getLast());

    var starts = parts.stream().map(this::submit).map(s -> Gsm.decode(split(s).body())).toList();

    assertThat(starts).extracting(text -> text.charAt(0)).containsExactly('1', '2', '1', '2');
  }

  @Test
  void aTextThatIsNotWhatWasAcceptedDoesNotGo() {
    var message = drafts.text("+14155551234", "x".repeat(400), Encoding.GSM7, 2);

    assertThatThrownBy(() -> submits(message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 segments, accepted as 2");
  }

  @Test
  void contentThatIsNoTextDoesNotGo() {
    assertThatThrownBy(() -> submits(drafts.text("+14155551234", "x", Encoding.NONE, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PHONE, +491098765432, 1, 1, 491098765432",
    "SHORT_CODE, 57123, 3, 0, 57123",
    "ALPHANUMERIC, Hello8, 5, 0, Hello8"
  })
  void theSenderHasItsTypeAndPlan(Address.Kind kind, String value, int ton, int npi, String field) {
    var to = Address.phone("+14155551234");
    var message = Drafts.between(drafts.text("+14155551234", "x"), new Address(kind, value), to);

    assertThat(submit(message).source()).isEqualTo(new SmppAddress(ton, npi, field));
    assertThat(submit(message).destination()).isEqualTo(SmppAddress.international("14155551234"));
  }

  @Test
  void aReceiptAndPriorityAreAskedForWhereTheyAreWanted() {
    var draft = drafts.text("+14155551234", "x");
    var high = submit(Drafts.on(draft, terms(Priority.HIGH, true, Duration.ZERO)));
    var low = submit(Drafts.on(draft, terms(Priority.LOW, false, Duration.ZERO)));

    assertThat(high.handling().priority()).isEqualTo(1);
    assertThat(high.registeredDelivery()).isEqualTo(1);
    assertThat(low.handling().priority()).isZero();
    assertThat(low.registeredDelivery()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 000000001000000R",
    "PT1S, 000000000001000R",
    "PT0.3S, 000000000001000R",
    "PT5M, 000000000500000R",
    "P2DT3H4M5S, 000002030405000R",
    "P28D, 000028000000000R",
    "P28DT1S, 000028000000000R",
    "P400D, 000028000000000R"
  })
  void theValidityIsRelativeAndNoLongerThanSmppCanSay(Duration validity, String field) {
    var message =
        Drafts.on(drafts.text("+14155551234", "x"), terms(Priority.NORMAL, true, validity));

    assertThat(submit(message).handling().validity()).isEqualTo(field);
  }

  @Test
  void whatHasPassedOfTheValidityIsGone() {
    var draft =
        Drafts.on(
            drafts.text("+14155551234", "x"), terms(Priority.NORMAL, true, Duration.ofMinutes(10)));
    var soon = Samples.claimed(draft, 1, Samples.START.plusSeconds(60));
    var late = Samples.claimed(draft, 1, Samples.START.plusSeconds(6_000));

    assertThat(soon.status()).isEqualTo(Status.SENDING);
    assertThat(submit(soon).handling().validity()).isEqualTo("000000000900000R");
    assertThat(submit(late).handling().validity()).isEqualTo("000000000001000R");
  }

  @Test
  void theValidityOfAScheduledMessageBeginsWhenItIsToGo() {
    var at = Samples.START.plus(Duration.ofDays(3));
    var draft =
        Drafts.on(
            drafts.text("+14155551234", "x"),
            terms(Priority.NORMAL, true, Duration.ofHours(1), Optional.of(at)));

    assertThat(submit(draft).handling().validity()).isEqualTo("000000010000000R");
    var claimed = Samples.claimed(draft, 1, at.plusSeconds(60));
    assertThat(submit(claimed).handling().validity()).isEqualTo("000000005900000R");
  }

  @Test
  void anEmptyTextGoesAsOneWithoutOctets() {
    assertThat(submit(drafts.text("+14155551234", "")).payload()).isEqualTo(Octets.NONE);
  }
}
