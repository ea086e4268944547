package io.carillon.engine.accept;

import static io.carillon.engine.accept.Drafts.DIRECTORY;
import static io.carillon.engine.accept.Drafts.NOW;
import static io.carillon.engine.accept.Drafts.NUMBERS;
import static io.carillon.engine.accept.Drafts.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.accept.Drafting.Draft;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.route.Routes;
import io.carillon.engine.route.Routing;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Encoding;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Payload;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.Wording;
import io.carillon.model.Wording.Alphabet;
import io.carillon.model.Wording.LongForm;
import io.carillon.testkit.FakeCarrier;
import io.carillon.testkit.Samples;
import io.carillon.wire.text.Cut;
import io.carillon.wire.text.Layout;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.Shifts;
import io.carillon.wire.text.WantedEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A text is counted as the carrier takes it that it goes to.
class WordingTest {
  private final Samples samples = new Samples(5);

  private static Drafting drafting(Wording wording) {
    var routing = new Routing(new Routes(List.of(new FakeCarrier("smsc", Channel.SMS, 1))));
    routing.hear(carrier -> carrier.equals("smsc") ? wording : Wording.USUAL);
    return new Drafting(
        new Accept.Rules(
            NUMBERS, routing, new Rates(List.of(), Samples.usd(10_000)), Checks.NONE, 1),
        Drafts.PAYING);
  }

  private Message passed(Submission submission, Wording wording) {
    var draft = drafting(wording).draft(submission, DIRECTORY, samples.id(), NOW);
    return ((Draft.Passed) draft).message();
  }

  static List<Wording> every() {
    var all = new ArrayList<Wording>();
    for (var alphabet : Alphabet.values()) {
      for (var form : LongForm.values()) {
        all.add(new Wording(alphabet, form, false));
      }
    }
    all.add(new Wording(Alphabet.GSM7, LongForm.UDH8, true));
    all.add(new Wording(Alphabet.PACKED_GSM7, LongForm.UDH16, true));
    return all;
  }

  @ParameterizedTest
  @MethodSource("every")
  void countsAsTheCarrierWillCut(Wording wording) {
    var layout =
        new Layout(
            LinkAlphabet.valueOf(wording.alphabet().name()),
            wording.national() ? Layout.everyLanguage() : Set.of(),
            io.carillon.wire.text.LongForm.valueOf(wording.longForm().name()));
    for (var body : List.of("x", "x".repeat(305), "ğ".repeat(150), "5 €", "👋".repeat(70))) {
      var fits = (Measure.Fits) Segmentation.measure(body, WantedEncoding.AUTO, layout);
      var bill = passed(text(body), wording).bill();

      assertThat(bill.segments()).isEqualTo(fits.segments());
      assertThat(bill.encoding()).isEqualTo(Encoding.valueOf(fits.encoding().name()));
      assertThat(bill.price()).isEqualTo(Samples.usd(10_000L * fits.segments()));
    }
  }

  @Test
  void theSameTextCostsWhatItsCarrierMakesOfIt() {
    var wide = new Wording(Alphabet.GSM7, LongForm.UDH16, false);
    var national = new Wording(Alphabet.GSM7, LongForm.UDH8, true);

    assertThat(passed(text("x".repeat(305)), Wording.USUAL).bill().segments()).isEqualTo(2);
    assertThat(passed(text("x".repeat(305)), wide).bill().segments()).isEqualTo(3);
    assertThat(passed(text("ğ".repeat(150)), Wording.USUAL).bill().segments()).isEqualTo(3);
    assertThat(passed(text("ğ".repeat(150)), national).bill().segments()).isEqualTo(1);
    assertThat(passed(text("ğ".repeat(150)), national).bill().encoding()).isEqualTo(Encoding.GSM7);
  }

  @Test
  void whatNoTableHasIsRefusedWhereSeptetsWereAsked() {
    var national = new Wording(Alphabet.GSM7, LongForm.UDH8, true);
    var latin = new Wording(Alphabet.LATIN1, LongForm.UDH8, false);

    assertThat(passed(text("ğ", WantedEncoding.GSM7), national).bill().segments()).isEqualTo(1);
    assertThat(
            drafting(latin).draft(text("5 €", WantedEncoding.GSM7), DIRECTORY, samples.id(), NOW))
        .isInstanceOfSatisfying(
            Draft.Failed.class,
            no -> assertThat(no.refusal().fault()).isEqualTo(Fault.CONTENT_NOT_ENCODABLE));
  }

  private static Submission saying(Channel channel, Content content, WantedEncoding wanted) {
    return Drafts.submission(channel, Drafts.ends("+14155552671"), content, Drafts.wishes(wanted));
  }

  private Refusal refused(Submission submission) {
    var draft = drafting(Wording.USUAL).draft(submission, DIRECTORY, samples.id(), NOW);
    return ((Draft.Failed) draft).refusal();
  }

  @Test
  void aFlashMessageIsCountedLikeATextInItsOwnAlphabet() {
    var latin = new Wording(Alphabet.LATIN1, LongForm.UDH8, false);
    var flash = saying(Channel.SMS, new Content.Flash("5 €"), WantedEncoding.AUTO);

    assertThat(passed(flash, latin).bill().encoding()).isEqualTo(Encoding.GSM7);
    assertThat(passed(text("5 €"), latin).bill().encoding()).isEqualTo(Encoding.UCS2);
    assertThat(refused(saying(Channel.SMS, new Content.Flash("x"), WantedEncoding.LATIN1)).fault())
        .isEqualTo(Fault.CONTENT_NOT_ENCODABLE);
    assertThat(refused(saying(Channel.MMS, new Content.Flash("x"), WantedEncoding.AUTO)).fault())
        .isEqualTo(Fault.CONTENT_UNSUPPORTED);
    assertThat(refused(saying(Channel.SMS, new Content.Flash(""), WantedEncoding.AUTO)).fault())
        .isEqualTo(Fault.FIELD_INVALID);
  }

  private static Content binary(int octets, Content.Ports... ports) {
    return new Content.Binary(new Payload(new byte[octets]), Stream.of(ports).findFirst());
  }

  @Test
  void octetsAreCountedInSegmentsOfTheirOwn() {
    var card = new Content.Ports(9204, 0);
    var alone = saying(Channel.SMS, binary(140), WantedEncoding.AUTO);
    var ported = saying(Channel.SMS, binary(140, card), WantedEncoding.AUTO);

    assertThat(passed(alone, Wording.USUAL).bill().segments()).isEqualTo(1);
    assertThat(passed(ported, Wording.USUAL).bill().segments()).isEqualTo(2);
    assertThat(passed(ported, Wording.USUAL).bill().encoding()).isEqualTo(Encoding.NONE);
    assertThat(passed(ported, Wording.USUAL).bill().price()).isEqualTo(Samples.usd(20_000));
    assertThat(refused(saying(Channel.SMS, binary(0), WantedEncoding.AUTO)).fault())
        .isEqualTo(Fault.FIELD_INVALID);
    assertThat(refused(saying(Channel.RCS, binary(1), WantedEncoding.AUTO)).fault())
        .isEqualTo(Fault.CONTENT_UNSUPPORTED);
  }

  @Test
  void aPreviewTellsHowATextIsCut() {
    var national = new Wording(Alphabet.GSM7, LongForm.UDH8, true);
    var preview =
        (Preview.Passed)
            drafting(national).preview(text("ğ".repeat(200)), DIRECTORY, samples.id(), NOW);

    assertThat(preview.carrier()).contains("smsc");
    assertThat(preview.route()).isEqualTo("all sms");
    assertThat(preview.message().bill().segments()).isEqualTo(2);
    assertThat(preview.message().status()).isEqualTo(Status.QUEUED);
    var said = preview.text().orElseThrow();
    assertThat(said.shifts()).isEqualTo(Shifts.of(1, 0));
    assertThat(said.units()).isEqualTo(200);
    assertThat(said.cuts()).containsExactly(new Cut(0, 149, 149), new Cut(149, 200, 51));
  }

  @Test
  void aPreviewIsRefusedLikeASend() {
    var drafting = drafting(Wording.USUAL);
    var send = text("");

    assertThat(drafting.preview(send, DIRECTORY, samples.id(), NOW))
        .isEqualTo(
            new Preview.Failed(
                ((Draft.Failed) drafting.draft(send, DIRECTORY, samples.id(), NOW)).refusal()));
  }

  @Test
  void aPreviewOfWhatNobodyCarriesHasNoCarrier() {
    var wishes = Drafts.wishes(WantedEncoding.AUTO);
    var send =
        Drafts.submission(
            Channel.WHATSAPP,
            Drafts.ends("+14155552671"),
            new Content.Location(1, 2, "Pole", ""),
            wishes);
    var preview =
        (Preview.Passed) drafting(Wording.USUAL).preview(send, DIRECTORY, samples.id(), NOW);

    assertThat(preview.carrier()).isEmpty();
    assertThat(preview.route()).isEmpty();
    assertThat(preview.text()).isEmpty();
  }
}
