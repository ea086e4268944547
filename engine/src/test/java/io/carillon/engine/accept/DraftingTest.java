package io.carillon.engine.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.accept.Drafting.Draft;
import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Source;
import io.carillon.engine.accept.Submission.Timing;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.billing.Rates.Rate;
import io.carillon.engine.route.Routes;
import io.carillon.model.Account;
import io.carillon.model.Account.Standing;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Encoding;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Money;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Sender;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.testkit.FakeCarrier;
import io.carillon.testkit.SampleContents;
import io.carillon.testkit.Samples;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftingTest {
  private static final Instant NOW = Samples.START;
  private static final Numbers NUMBERS = new Numbers();
  private static final AccountId ACCOUNT = Samples.ACCOUNT;
  private static final Directory DIRECTORY =
      new Directory(
          1,
          List.of(Samples.account()),
          List.of(),
          List.of(
              new Sender(ACCOUNT, Address.phone("+14155556789"), ""),
              new Sender(ACCOUNT, new Address(Address.Kind.SHORT_CODE, "12345"), "1"),
              new Sender(ACCOUNT, new Address(Address.Kind.SHORT_CODE, "98765"), "1"),
              new Sender(ACCOUNT, new Address(Address.Kind.ALPHANUMERIC, "MyCompany"), "57"),
              new Sender(ACCOUNT, new Address(Address.Kind.ALPHANUMERIC, "Hello8"), "57")),
          List.of());

  private final Samples samples = new Samples(1);
  private final Drafting drafting =
      new Drafting(
          NUMBERS,
          new Routes(
              List.of(
                  new FakeCarrier("smsc", Channel.SMS, 1),
                  new FakeCarrier("mmsc", Channel.MMS, 1))),
          new Rates(
              List.of(
                  new Rate(Channel.SMS, "US", Samples.usd(7_500)),
                  new Rate(Channel.SMS, "*", Samples.usd(60_000))),
              Samples.usd(20_000)),
          3);

  private static Submission submission(Channel channel, Ends ends, Content content, Wishes wishes) {
    return new Submission(
        new Source(
            ACCOUNT,
            Place.of("pantheon", "sms"),
            "req_1",
            "guid-1",
            Map.of("team", "a"),
            Keepsake.NONE),
        channel,
        ends,
        content,
        wishes,
        Optional.empty());
  }

  private static Submission text(String text) {
    return text(text, WantedEncoding.AUTO);
  }

  private static Submission text(String text, WantedEncoding wanted) {
    return submission(Channel.SMS, ends("+14155552671"), new Content.Text(text), wishes(wanted));
  }

  private static Submission between(String from, String callingCode, String to) {
    return submission(
        Channel.SMS,
        new Ends(from, callingCode, to),
        new Content.Text("hello"),
        wishes(WantedEncoding.AUTO));
  }

  private static Submission at(Optional<Instant> sendAt) {
    return submission(
        Channel.SMS,
        ends("+14155552671"),
        new Content.Text("hello"),
        wishes(WantedEncoding.AUTO, new Timing(Duration.ofHours(4), sendAt)));
  }

  private static Ends ends(String to) {
    return new Ends("+14155556789", "", to);
  }

  private static Wishes wishes(WantedEncoding encoding) {
    return wishes(encoding, Timing.NOW);
  }

  private static Wishes wishes(WantedEncoding encoding, Timing timing) {
    return new Wishes(
        encoding,
        Purpose.OTP,
        Priority.HIGH,
        true,
        timing,
        Optional.of(new Callback("https://hook.example/in", Set.of(Status.SENT))));
  }

  private Draft draft(Submission submission, Directory directory) {
    return drafting.draft(submission, directory, samples.id(), NOW);
  }

  private Message passed(Submission submission) {
    return ((Draft.Passed) draft(submission, DIRECTORY)).message();
  }

  private Refusal refused(Submission submission) {
    return ((Draft.Failed) draft(submission, DIRECTORY)).refusal();
  }

  @Test
  void carriesEverythingThatWasAsked() {
    var id = samples.id();
    var submission = text("hello");

    var message = ((Draft.Passed) drafting.draft(submission, DIRECTORY, id, NOW)).message();

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
                "settings 3; valid; smsc"));
    assertThat(message.status()).isEqualTo(Status.QUEUED);
    assertThat(message.state().facts().country()).isEqualTo("US");
    assertThat(message.state().work())
        .isEqualTo(
            new Message.Work("smsc", ACCOUNT.value().hex(), Wait.TURN, Optional.of(NOW), 0, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+14155552671", "+14155556789", "+491098765432", "+12191112222", "+13031112222"})
  void sendsToTheNumbersOfTheDocuments(String to) {
    assertThat(passed(between("+14155556789", "", to)).parties().to()).isEqualTo(Address.phone(to));
  }

  @ParameterizedTest
  @CsvSource({
    "12345,     1,  SHORT_CODE",
    "98765,     1,  SHORT_CODE",
    "MyCompany, 57, ALPHANUMERIC",
    "Hello8,    57, ALPHANUMERIC",
    "12345,     '', SHORT_CODE"
  })
  void sendsFromTheSendersOfTheDocuments(String from, String callingCode, Address.Kind kind) {
    assertThat(passed(between(from, callingCode, "+14155552671")).parties().from())
        .isEqualTo(new Address(kind, from));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "14155552671", "+", "+0155552671", "+1415555abcd", "+1234567890123456", "x"})
  void refusesARecipientThatIsNotE164(String to) {
    var no = refused(between("+14155556789", "", to));

    assertThat(no.fault()).isEqualTo(Fault.RECIPIENT_INVALID);
    assertThat(no.field()).isEqualTo("to");
    assertThat(no.detail()).contains("E.164");
  }

  @Test
  void refusesARecipientOfAnImpossibleLength() {
    assertThat(refused(between("+14155556789", "", "+1415555267")).fault())
        .isEqualTo(Fault.RECIPIENT_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "12", "123456789", "TwelveLetter", "+1", "!!!", "+MyCompany"})
  void refusesASenderOfNoKnownForm(String from) {
    var no = refused(between(from, "", "+14155552671"));

    assertThat(no.fault()).isEqualTo(Fault.SENDER_INVALID);
    assertThat(no.field()).isEqualTo("from");
  }

  @ParameterizedTest
  @CsvSource({"+14155550000, ''", "54321, 1", "Other, 57", "12345, 44", "MyCompany, 1"})
  void refusesASenderThatTheAccountDoesNotOwn(String from, String callingCode) {
    assertThat(refused(between(from, callingCode, "+14155552671")).fault())
        .isEqualTo(Fault.SENDER_NOT_REGISTERED);
  }

  @ParameterizedTest
  @EnumSource(Standing.class)
  void letsOnlyActiveAccountsSend(Standing standing) {
    var account = Samples.account();
    var same =
        new Account(
            account.id(),
            account.name(),
            standing,
            account.created(),
            account.token(),
            account.webhookSecret(),
            Optional.empty());
    var senders = List.of(new Sender(ACCOUNT, Address.phone("+14155556789"), ""));
    var directory = new Directory(2, List.of(same), List.of(), senders, List.of());

    var draft = draft(text("hello"), directory);

    assertThat(draft instanceof Draft.Passed).isEqualTo(standing == Standing.ACTIVE);
    if (draft instanceof Draft.Failed(var no)) {
      assertThat(no.fault()).isEqualTo(Fault.FORBIDDEN);
    }
  }

  @Test
  void refusesAnAccountThatDoesNotExist() {
    var nobody =
        new Submission(
            new Source(
                new AccountId(new Id(0, 9)),
                Place.of("pantheon", ""),
                "req_1",
                "",
                Map.of(),
                Keepsake.NONE),
            Channel.SMS,
            ends("+14155552671"),
            new Content.Text("hello"),
            wishes(WantedEncoding.AUTO),
            Optional.empty());

    assertThat(refused(nobody).fault()).isEqualTo(Fault.FORBIDDEN);
  }

  @Test
  void putsOffWhatIsToBeSentLater() {
    var later = NOW.plus(Duration.ofDays(35));

    var message = passed(at(Optional.of(later)));

    assertThat(message.status()).isEqualTo(Status.SCHEDULED);
    assertThat(message.terms().sendAt()).contains(later);
    assertThat(message.terms().validity()).isEqualTo(Duration.ofHours(4));
    assertThat(message.state().work().waitsFor()).isEqualTo(Wait.SCHEDULE);
    assertThat(message.state().work().due()).contains(later);
  }

  @Test
  void sendsAtOnceWhatWasToBeSentBefore() {
    var message = passed(at(Optional.of(NOW.minusSeconds(1))));

    assertThat(message.status()).isEqualTo(Status.QUEUED);
    assertThat(message.terms().sendAt()).isEmpty();
    assertThat(message.state().work().due()).contains(NOW);
  }

  @Test
  void refusesAMomentTooFarAhead() {
    var no = refused(at(Optional.of(NOW.plus(Duration.ofDays(35)).plusSeconds(1))));

    assertThat(no.fault()).isEqualTo(Fault.FIELD_INVALID);
    assertThat(no.field()).isEqualTo("send_at");
  }

  @Test
  void encodesAsTheTextNeedsAndCountsItsSegments() {
    assertThat(passed(text("x".repeat(160))).bill().segments()).isEqualTo(1);
    assertThat(passed(text("x".repeat(161))).bill().segments()).isEqualTo(2);
    assertThat(passed(text("x".repeat(161))).bill().encoding()).isEqualTo(Encoding.GSM7);
    assertThat(passed(text("я".repeat(70))).bill().segments()).isEqualTo(1);
    assertThat(passed(text("я".repeat(71))).bill().segments()).isEqualTo(2);
    assertThat(passed(text("я")).bill().encoding()).isEqualTo(Encoding.UCS2);
    assertThat(passed(text("hello", WantedEncoding.UCS2)).bill().encoding())
        .isEqualTo(Encoding.UCS2);
    assertThat(passed(text("hello", WantedEncoding.LATIN1)).bill().encoding())
        .isEqualTo(Encoding.LATIN1);
  }

  @Test
  void refusesACharacterThatTheAskedEncodingHasNotAndSaysWhich() {
    var no = refused(text("ab я", WantedEncoding.GSM7));

    assertThat(no.fault()).isEqualTo(Fault.CONTENT_NOT_ENCODABLE);
    assertThat(no.detail()).contains("U+044F").contains("position 4").doesNotContain("ab");
  }

  @Test
  void takesSixteenHundredCharactersAndNotOneMore() {
    assertThat(passed(text("x".repeat(1_600))).bill().segments()).isEqualTo(11);
    assertThat(passed(text("🦆".repeat(800))).bill().encoding()).isEqualTo(Encoding.UCS2);

    assertThat(refused(text("x".repeat(1_601))).fault()).isEqualTo(Fault.CONTENT_TOO_LONG);
    assertThat(refused(text("🦆".repeat(1_601))).fault()).isEqualTo(Fault.CONTENT_TOO_LONG);
  }

  @Test
  void refusesAnEmptyText() {
    var no = refused(text(""));

    assertThat(no.fault()).isEqualTo(Fault.FIELD_INVALID);
    assertThat(no.field()).isEqualTo("text");
  }

  @Test
  void carriesOnlyTextBySms() {
    for (var content : SampleContents.EACH) {
      if (!(content instanceof Content.Text)) {
        var wishes = wishes(WantedEncoding.AUTO);
        var draft =
            draft(submission(Channel.SMS, ends("+14155552671"), content, wishes), DIRECTORY);

        assertThat(((Draft.Failed) draft).refusal().fault()).isEqualTo(Fault.CONTENT_UNSUPPORTED);
      }
    }
  }

  @Test
  void carriesMediaByMmsAsOnePart() {
    var wishes = wishes(WantedEncoding.AUTO);
    var media = new Content.Media("look", List.of());

    var message = passed(submission(Channel.MMS, ends("+14155552671"), media, wishes));

    assertThat(message.bill().segments()).isEqualTo(1);
    assertThat(message.bill().encoding()).isEqualTo(Encoding.NONE);
    assertThat(message.state().work().lane()).isEqualTo("mmsc");
    var tooLong = new Content.Media("x".repeat(1_601), List.of());
    assertThat(refused(submission(Channel.MMS, ends("+14155552671"), tooLong, wishes)).fault())
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

    assertThat(passed(text("x".repeat(161))).bill().price()).isEqualTo(Samples.usd(15_000));
    assertThat(passed(german).bill().price()).isEqualTo(Samples.usd(120_000));
  }

  @Test
  void keepsAMessageOfAChannelThatNobodyCarriesForALaterRoute() {
    var wishes = wishes(WantedEncoding.AUTO);
    var rich = new Content.Location(1, 2, "Pole", "");

    var message = passed(submission(Channel.WHATSAPP, ends("+14155552671"), rich, wishes));

    assertThat(message.state().work().lane()).isEqualTo(Drafting.NO_LANE);
  }

  @Test
  void saysWhatItDecidedInHundredCharactersAtMost() {
    var many =
        new Drafting(
            NUMBERS,
            new Routes(List.of(new FakeCarrier("c".repeat(200), Channel.SMS, 1))),
            new Rates(List.of(), Samples.usd(1)),
            Long.MAX_VALUE);

    var draft = many.draft(text("hello"), DIRECTORY, samples.id(), NOW);

    assertThat(((Draft.Passed) draft).message().origin().decision()).hasSize(100);
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
                NUMBERS,
                new Routes(
                    List.of(new FakeCarrier("smsc", Channel.SMS, 1)),
                    List.of(new FakeCarrier("sandbox", Channel.SMS, 1))),
                new Rates(List.of(), new Money(5, "USD")),
                1)
            .draft(submission, DIRECTORY, samples.message().id(), NOW);

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

    var atOnce = draft(live.doomed(doom), DIRECTORY);
    var late = draft(live.doomed(doom).tellingLate(Set.of(Fault.CONTENT_UNSUPPORTED)), DIRECTORY);

    assertThat(atOnce).isEqualTo(new Draft.Failed(doom.get()));
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

    var draft = draft(submission, DIRECTORY);

    assertThat(draft).isInstanceOf(Draft.Passed.class);
    var message = ((Draft.Passed) draft).message();
    assertThat(message.status()).isEqualTo(Status.FAILED);
    assertThat(message.state().facts().fault()).contains(Fault.CONTENT_UNSUPPORTED);
    assertThat(message.state().times().ended()).contains(NOW);
    assertThat(message.bill().price().micros()).isZero();
    assertThat(message.state().work().due()).isEmpty();
  }
}
