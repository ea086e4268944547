package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.carriers.smpp.SmppSettings.Forms;
import io.carillon.carriers.smpp.SmppSettings.IdMode;
import io.carillon.carriers.smpp.SmppSettings.ReceiptForms;
import io.carillon.model.Content;
import io.carillon.model.Encoding;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Report;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Wording;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Carrier.Reply;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Gsm;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a centre is asked about parts that it has taken.
@Timeout(60)
class SmppOrdersTest extends OneBind {
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();

  SmppOrdersTest() throws IOException {
    super(2);
  }

  private Carrier.Orders orders() {
    return line.carrier().orders().orElseThrow();
  }

  private Part part(Message message, String farId) {
    int count = message.bill().segments();
    return new Part(message, new Leg(1, Leg.Standing.TAKEN, farId, 7), count);
  }

  private Part part(String farId) {
    return part(drafts.text("+14155551234", "Hello"), farId);
  }

  private Reply reply() throws InterruptedException {
    return Objects.requireNonNull(replies.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void cancelsByIdAndBothAddresses() throws Exception {
    orders().cancel(part("far-1"), replies::add);
    var asked = link.next();
    assertThat(asked.pdu()).isEqualTo(new Pdu.CancelSm("", "far-1", SENDER, PERSON));
    link.answer(asked, new Pdu.CancelSmResp(0));

    assertThat(reply()).isEqualTo(new Reply.Done());
  }

  @Test
  void whatTheCentreKeepsItSaysWhy() throws Exception {
    orders().cancel(part("far-1"), replies::add);
    link.answer(link.next(), new Pdu.CancelSmResp(CommandStatus.RCANCELFAIL));

    assertThat(reply()).isEqualTo(new Reply.Refused("ESME_RCANCELFAIL (0x11)"));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0, DELIVERED, ''",
    "1, 0, UNDERWAY, ''",
    "3, 4, EXPIRED, 4",
    "5, 27, UNDELIVERABLE, 27",
    "7, 0, UNKNOWN, ''",
    "99, 0, UNKNOWN, ''"
  })
  void aQueryIsAnsweredAsByAReceipt(int state, int error, Verdict verdict, String code)
      throws Exception {
    var part = part("far-1");
    orders().query(part, replies::add);
    var asked = link.next();
    assertThat(asked.pdu()).isEqualTo(new Pdu.QuerySm("far-1", SENDER));
    link.answer(asked, new Pdu.QuerySmResp(0, "far-1", "", state, error));

    var parties = part.message().parties();
    assertThat(reply())
        .isEqualTo(
            new Reply.Told(
                new Report.Receipt("far-1", 7, parties.from(), parties.to(), verdict, code, "")));
  }

  @Test
  void replacesTheWordsOfAMessageOfOnePart() throws Exception {
    orders().replace(part("far-1"), new Content.Text("Other words"), replies::add);
    var asked = link.next();
    assertThat(asked.pdu())
        .isEqualTo(
            new Pdu.ReplaceSm("far-1", SENDER, "", "", 1, 0, Gsm.encode("Other words"), Tlvs.NONE));
    link.answer(asked, new Pdu.ReplaceSmResp(0));

    assertThat(reply()).isEqualTo(new Reply.Done());
  }

  @Test
  void whatAReplaceSmCannotSayIsNotAsked() throws Exception {
    var text = drafts.text("+14155551234", "Hello");
    var ucs2 = drafts.text("+14155551234", "Привет", Encoding.UCS2, 1);
    var parts = drafts.text("+14155551234", "x".repeat(200), Encoding.GSM7, 2);

    refuses(parts, "y", "a message of several parts is not replaced");
    refuses(text, "x".repeat(161), "the words are too long for one short message");
    refuses(text, "Привет", "the words need another data_coding than those that were sent");
    orders().replace(part(ucs2, "far-2"), new Content.Text("Hello"), replies::add);
    var asked = link.next(Pdu.ReplaceSm.class);
    assertThat(asked.shortMessage().size()).isEqualTo(10);
  }

  private void refuses(Message message, String words, String why) throws InterruptedException {
    orders().replace(part(message, "far-1"), new Content.Text(words), replies::add);
    assertThat(reply()).isEqualTo(new Reply.Refused(why));
  }

  @ParameterizedTest
  @CsvSource({
    "UDH8, true, çğışöüÇĞİŞÖÜ, 'replace_sm has no room for a header, such as national tables need'",
    "PAYLOAD, false, x, the words are too long for one short message",
  })
  void wordsThatWouldNeedAHeaderOrAPayloadAreNotAsked(
      Wording.LongForm form, boolean national, String words, String why) throws Exception {
    var wording = new Wording(Wording.Alphabet.GSM7, form, national);
    var carrier = new SmppCarrier(Line.settings(centre.port(), 1, 2), wording, line.meters());
    var message =
        drafts.text("+14155551234", form == Wording.LongForm.PAYLOAD ? "x".repeat(200) : "Hello");
    var part = new Part(message, new Leg(1, Leg.Standing.TAKEN, "far-1", 7), 1);

    carrier.orders().orElseThrow().replace(part, new Content.Text(words.repeat(9)), replies::add);

    assertThat(reply()).isEqualTo(new Reply.Refused(why));
  }

  @Test
  void whatTheCentreDoesNotKnowItIsNotAskedAgain() throws Exception {
    orders().query(part("far-1"), replies::add);
    link.answer(link.next(), new Pdu.GenericNack(CommandStatus.RINVCMDID));
    assertThat(reply()).isInstanceOf(Reply.Refused.class);

    orders().query(part("far-2"), replies::add);
    assertThat(reply()).isEqualTo(new Reply.Refused("the carrier does not offer it"));
    orders().cancel(part("far-2"), replies::add);
    assertThat(link.next().pdu()).isInstanceOf(Pdu.CancelSm.class);
  }

  @Test
  void withoutRoomOrWithoutAnAnswerNothingIsKnown() throws Exception {
    for (int i = 0; i < 3; i++) {
      orders().query(part("far-" + i), replies::add);
    }
    assertThat(reply()).isEqualTo(new Reply.NotAnswered("no bind has room"));

    link.hangUp();
    assertThat(reply()).isEqualTo(new Reply.NotAnswered("the link went before the answer came"));
    assertThat(reply()).isInstanceOf(Reply.NotAnswered.class);
  }

  @Test
  void anOrderTakesASlotOfTheWindowAndNoOrderDisturbsSubmits() throws Exception {
    orders().query(part("far-1"), replies::add);
    line.send(drafts.text("+14155551234", "Hello"), 1);
    assertThat(line.carrier().room()).isZero();
    var query = link.next();
    var submit = link.next();
    link.answer(submit, new Pdu.SubmitSmResp(0, "far-9", Tlvs.NONE));
    assertThat(line.answer().outcome()).isEqualTo(new Outcome.Taken("far-9"));
    link.answer(query, new Pdu.QuerySmResp(0, "far-1", "", 2, 0));
    assertThat(reply()).isInstanceOf(Reply.Told.class);
  }

  @Test
  void aCarrierMayOfferNothing() throws Exception {
    var usual = Forms.USUAL;
    var none =
        new Forms(
            usual.addressing(),
            List.of(),
            usual.receipts(),
            Map.of(),
            EnumSet.noneOf(SmppSettings.Order.class),
            usual.submitBy());
    var carrier = new SmppCarrier(Line.settings(centre.port(), none), line.meters());

    assertThat(carrier.orders()).isEmpty();
  }

  @Test
  void aPartIsNamedAsTheCentreNamesParts() throws Exception {
    var forms = Forms.USUAL.with(new ReceiptForms(IdMode.HEX_DEC, 0));
    try (var other = new RawCentre();
        var hexed = new Line(Line.settings(other.port(), forms));
        var bound = other.acceptBind()) {
      hexed.up(1).send(drafts.text("+14155551234", "Hello"), 1);
      bound.answer(bound.next(), new Pdu.SubmitSmResp(0, "0000ABCD", Tlvs.NONE));
      assertThat(hexed.answer().outcome()).isEqualTo(new Outcome.Taken("abcd"));

      hexed.carrier().orders().orElseThrow().query(part("abcd"), replies::add);
      assertThat(bound.next(Pdu.QuerySm.class).messageId()).isEqualTo("0000ABCD");
      bound.hangUp();
    }
  }
}
