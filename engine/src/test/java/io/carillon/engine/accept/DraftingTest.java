package io.carillon.engine.accept;

import static io.carillon.engine.accept.Drafts.ACCOUNT;
import static io.carillon.engine.accept.Drafts.DIRECTORY;
import static io.carillon.engine.accept.Drafts.NOW;
import static io.carillon.engine.accept.Drafts.NUMBERS;
import static io.carillon.engine.accept.Drafts.at;
import static io.carillon.engine.accept.Drafts.ends;
import static io.carillon.engine.accept.Drafts.submission;
import static io.carillon.engine.accept.Drafts.text;
import static io.carillon.engine.accept.Drafts.wishes;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.accept.Drafting.Draft;
import io.carillon.engine.accept.Submission.Source;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.route.Routes;
import io.carillon.engine.route.Routing;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Encoding;
import io.carillon.model.Fault;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Money;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.testkit.FakeCarrier;
import io.carillon.testkit.SampleContents;
import io.carillon.testkit.Samples;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DraftingTest {
  private final Drafts drafts = new Drafts();

  @Test
  void carriesEverythingThatWasAsked() {
    var id = drafts.samples.id();
    var submission = text("hello");

    var message = ((Draft.Passed) drafts.drafting.draft(submission, DIRECTORY, id, NOW)).message();

    assertThat(message.id()).isEqualTo(id);
    assertThat(message.parties())
        .isEqualTo(
            new Message.Parties(
                ACCOUNT,
                Direction.OUTBOUND,
                Channel.SMS,
                Address.phone("+14155556789"),
                Address.phone("+14155552671")));
    assertThat(message.content()).isEqualTo(new Content.Text("hello"));
    assertThat(message.terms())
        .isEqualTo(
            new Message.Terms(
                Purpose.OTP,
                Priority.HIGH,
                true,
                Duration.ZERO,
                Optional.empty(),
                submission.wishes().callback()));
    assertThat(message.origin())
        .isEqualTo(
            new Message.Origin(
                Place.of("pantheon", "sms"),
                "guid-1",
                Map.of("team", "a"),
                Keepsake.NONE,
                "settings 3." + Checkpoint.marks() + "; valid; route all sms; smsc"));
    assertThat(message.status()).isEqualTo(Status.QUEUED);
    assertThat(message.state().facts().country()).isEqualTo("US");
    assertThat(message.state().work())
        .isEqualTo(Message.Work.fresh("smsc", ACCOUNT.value().hex(), Wait.TURN, NOW));
  }

  @Test
  void putsOffWhatIsToBeSentLater() {
    var later = NOW.plus(Duration.ofDays(35));

    var message = drafts.passed(at(Optional.of(later)));

    assertThat(message.status()).isEqualTo(Status.SCHEDULED);
    assertThat(message.terms().sendAt()).contains(later);
    assertThat(message.terms().validity()).isEqualTo(Duration.ofHours(4));
    assertThat(message.state().work().waitsFor()).isEqualTo(Wait.SCHEDULE);
    assertThat(message.state().work().due()).contains(later);
  }

  @Test
  void sendsAtOnceWhatWasToBeSentBefore() {
    var message = drafts.passed(at(Optional.of(NOW.minusSeconds(1))));

    assertThat(message.status()).isEqualTo(Status.QUEUED);
    assertThat(message.terms().sendAt()).isEmpty();
    assertThat(message.state().work().due()).contains(NOW);
  }

  @Test
  void refusesAMomentTooFarAhead() {
    var no = drafts.refused(at(Optional.of(NOW.plus(Duration.ofDays(35)).plusSeconds(1))));

    assertThat(no.fault()).isEqualTo(Fault.FIELD_INVALID);
    assertThat(no.field()).isEqualTo("send_at");
  }

  @Test
  void encodesAsTheTextNeedsAndCountsItsSegments() {
    assertThat(drafts.passed(text("x".repeat(160))).bill().segments()).isEqualTo(1);
    assertThat(drafts.passed(text("x".repeat(161))).bill().segments()).isEqualTo(2);
    assertThat(drafts.passed(text("x".repeat(161))).bill().encoding()).isEqualTo(Encoding.GSM7);
    assertThat(drafts.passed(text("я".repeat(70))).bill().segments()).isEqualTo(1);
    assertThat(drafts.passed(text("я".repeat(71))).bill().segments()).isEqualTo(2);
    assertThat(drafts.passed(text("я")).bill().encoding()).isEqualTo(Encoding.UCS2);
    assertThat(drafts.passed(text("hello", WantedEncoding.UCS2)).bill().encoding())
        .isEqualTo(Encoding.UCS2);
    assertThat(drafts.passed(text("hello", WantedEncoding.LATIN1)).bill().encoding())
        .isEqualTo(Encoding.LATIN1);
  }

  @Test
  void refusesACharacterThatTheAskedEncodingHasNotAndSaysWhich() {
    var no = drafts.refused(text("ab я", WantedEncoding.GSM7));

    assertThat(no.fault()).isEqualTo(Fault.CONTENT_NOT_ENCODABLE);
    assertThat(no.detail()).contains("U+044F").contains("position 4").doesNotContain("ab");
  }

  @Test
  void takesSixteenHundredCharactersAndNotOneMore() {
    assertThat(drafts.passed(text("x".repeat(1_600))).bill().segments()).isEqualTo(11);
    assertThat(drafts.passed(text("🦆".repeat(800))).bill().encoding()).isEqualTo(Encoding.UCS2);

    assertThat(drafts.refused(text("x".repeat(1_601))).fault()).isEqualTo(Fault.CONTENT_TOO_LONG);
    assertThat(drafts.refused(text("🦆".repeat(1_601))).fault()).isEqualTo(Fault.CONTENT_TOO_LONG);
  }

  @Test
  void refusesAnEmptyText() {
    var no = drafts.refused(text(""));

    assertThat(no.fault()).isEqualTo(Fault.FIELD_INVALID);
    assertThat(no.field()).isEqualTo("text");
  }

  @Test
  void carriesOnlyTextAndOctetsBySms() {
    for (var content : SampleContents.EACH) {
      boolean own =
          content instanceof Content.Text
              || content instanceof Content.Flash
              || content instanceof Content.Binary;
      if (!own) {
        var wishes = wishes(WantedEncoding.AUTO);
        var draft =
            drafts.draft(submission(Channel.SMS, ends("+14155552671"), content, wishes), DIRECTORY);

        assertThat(((Draft.Failed) draft).refusal().fault()).isEqualTo(Fault.CONTENT_UNSUPPORTED);
      }
    }
  }

  @Test
  void carriesMediaByMmsAsOnePart() {
    var wishes = wishes(WantedEncoding.AUTO);
    var media = new Content.Media("look", List.of());

    var message = drafts.passed(submission(Channel.MMS, ends("+14155552671"), media, wishes));

    assertThat(message.bill().segments()).isEqualTo(1);
    assertThat(message.bill().encoding()).isEqualTo(Encoding.NONE);
    assertThat(message.state().work().lane()).isEqualTo("mmsc");
    var tooLong = new Content.Media("x".repeat(1_601), List.of());
    assertThat(
            drafts.refused(submission(Channel.MMS, ends("+14155552671"), tooLong, wishes)).fault())
        .isEqualTo(Fault.CONTENT_TOO_LONG);
  }

  @Test
  void fixesThePriceOfEachPartByChannelAndCountry() {
    var german =
        submission(
            Channel.SMS,
            ends("+491098765432"),
            new Content.Text("x".repeat(161)),
            wishes(WantedEncoding.AUTO));

    assertThat(drafts.passed(text("x".repeat(161))).bill().price()).isEqualTo(Samples.usd(15_000));
    assertThat(drafts.passed(german).bill().price()).isEqualTo(Samples.usd(120_000));
  }

  @Test
  void keepsAMessageOfAChannelThatNobodyCarriesForALaterRoute() {
    var wishes = wishes(WantedEncoding.AUTO);
    var rich = new Content.Location(1, 2, "Pole", "");

    var message = drafts.passed(submission(Channel.WHATSAPP, ends("+14155552671"), rich, wishes));

    assertThat(message.state().work().lane()).isEqualTo(Drafting.NO_LANE);
  }

  @Test
  void saysWhatItDecidedInHundredCharactersAtMost() {
    var many =
        new Drafting(
            new Accept.Rules(
                NUMBERS,
                new Routing(new Routes(List.of(new FakeCarrier("c".repeat(200), Channel.SMS, 1)))),
                new Rates(List.of(), Samples.usd(1)),
                Checks.NONE,
                Long.MAX_VALUE),
            Drafts.PAYING);

    var draft = many.draft(text("hello"), DIRECTORY, drafts.samples.id(), NOW);

    assertThat(((Draft.Passed) draft).message().origin().decision()).hasSize(100);
  }

  @Test
  void notesWhoPaysAndCutsThatNeverOff() {
    var note =
        new DecisionNote("settings 1.ff", true, "r".repeat(32), "l".repeat(90), "; paid 0 up");

    assertThat(note.text())
        .hasSize(100)
        .startsWith("settings 1.ff; valid; route rrr")
        .endsWith("; paid 0 up");
  }

  @Test
  void whatIsNotLiveCostsNothingAndGoesToTheSandboxOnly() {
    var test = new Place("pantheon", "sms", "", false);
    var source = new Source(ACCOUNT, test, "req_1", "", Map.of(), Keepsake.NONE);
    var live = text("hello");
    var submission =
        new Submission(
            source, live.channel(), live.ends(), live.content(), live.wishes(), Optional.empty());
    var draft =
        new Drafting(
                new Accept.Rules(
                    NUMBERS,
                    new Routing(
                        new Routes(
                            List.of(new FakeCarrier("smsc", Channel.SMS, 1)),
                            List.of(new FakeCarrier("sandbox", Channel.SMS, 1)))),
                    new Rates(List.of(), new Money(5, "USD")),
                    Checks.NONE,
                    1),
                Drafts.PAYING)
            .draft(submission, DIRECTORY, drafts.samples.message().id(), NOW);

    assertThat(draft).isInstanceOf(Draft.Passed.class);
    var message = ((Draft.Passed) draft).message();
    assertThat(message.bill().price()).isEqualTo(new Money(0, "USD"));
    assertThat(message.state().work().lane()).isEqualTo("sandbox");
    assertThat(message.origin().place().live()).isFalse();
  }

  @Test
  void whatTheDialectItselfFindsWrongIsSaidAtOnceOrLate() {
    var live = text("hello");
    var doom = Optional.of(Refusal.of(Fault.CONTENT_UNSUPPORTED, "", "no"));

    var atOnce = drafts.draft(live.doomed(doom), DIRECTORY);
    var late =
        drafts.draft(live.doomed(doom).tellingLate(Set.of(Fault.CONTENT_UNSUPPORTED)), DIRECTORY);

    assertThat(atOnce).isEqualTo(new Draft.Failed(Checkpoint.CONTENT, doom.get()));
    assertThat(((Draft.Passed) late).message().status()).isEqualTo(Status.FAILED);
  }

  @Test
  void aFaultThatTheDialectTellsLateMakesAMessageThatFailedAndCostsNothing() {
    var live = text("hello");
    var submission =
        new Submission(
                live.source(),
                Channel.SMS,
                live.ends(),
                new Content.Location(1, 2, "", ""),
                live.wishes(),
                Optional.empty())
            .tellingLate(Set.of(Fault.CONTENT_UNSUPPORTED));

    var draft = drafts.draft(submission, DIRECTORY);

    assertThat(draft).isInstanceOf(Draft.Passed.class);
    var message = ((Draft.Passed) draft).message();
    assertThat(message.status()).isEqualTo(Status.FAILED);
    assertThat(message.state().facts().fault()).contains(Fault.CONTENT_UNSUPPORTED);
    assertThat(message.state().times().ended()).contains(NOW);
    assertThat(message.bill().price().micros()).isZero();
    assertThat(message.state().work().due()).isEmpty();
  }
}
