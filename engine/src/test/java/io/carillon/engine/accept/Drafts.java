package io.carillon.engine.accept;

import io.carillon.engine.accept.Drafting.Draft;
import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Source;
import io.carillon.engine.accept.Submission.Timing;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.engine.billing.Currencies;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.billing.Rates.Rate;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.route.Routes;
import io.carillon.engine.route.Routing;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Directory;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Place;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Sender;
import io.carillon.model.Status;
import io.carillon.model.port.Carrier;
import io.carillon.testkit.FakeCarrier;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Submissions of one account, and the drafting that they go through.
final class Drafts {
  static final Instant NOW = Samples.START;
  static final Numbers NUMBERS = new Numbers();
  static final AccountId ACCOUNT = Samples.ACCOUNT;

  /// Nobody has a balance yet.
  static final Currencies PAYING = new Currencies(MemoryStore.atOnce().ports().accounts());

  static final Directory DIRECTORY =
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

  final Samples samples = new Samples(1);
  final Drafting drafting = drafting(Checks.NONE);

  static Drafting drafting(Checks checks) {
    var carriers =
        List.<Carrier>of(
            new FakeCarrier("smsc", Channel.SMS, 1), new FakeCarrier("mmsc", Channel.MMS, 1));
    var rates =
        new Rates(
            List.of(
                new Rate(Channel.SMS, "US", Samples.usd(7_500)),
                new Rate(Channel.SMS, "*", Samples.usd(60_000))),
            Samples.usd(20_000));
    return new Drafting(
        new Accept.Rules(NUMBERS, new Routing(new Routes(carriers)), rates, checks, 3), PAYING);
  }

  static Submission submission(Channel channel, Ends ends, Content content, Wishes wishes) {
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

  static Submission text(String text) {
    return text(text, WantedEncoding.AUTO);
  }

  static Submission text(String text, WantedEncoding wanted) {
    return submission(Channel.SMS, ends("+14155552671"), new Content.Text(text), wishes(wanted));
  }

  static Submission between(String from, String callingCode, String to) {
    return submission(
        Channel.SMS,
        new Ends(from, callingCode, to),
        new Content.Text("hello"),
        wishes(WantedEncoding.AUTO));
  }

  static Submission at(Optional<Instant> sendAt) {
    return submission(
        Channel.SMS,
        ends("+14155552671"),
        new Content.Text("hello"),
        wishes(WantedEncoding.AUTO, new Timing(Duration.ofHours(4), sendAt)));
  }

  static Submission lasting(Duration validity) {
    return submission(
        Channel.SMS,
        ends("+14155552671"),
        new Content.Text("hello"),
        wishes(WantedEncoding.AUTO, new Timing(validity, Optional.empty())));
  }

  static Ends ends(String to) {
    return new Ends("+14155556789", "", to);
  }

  static Wishes wishes(WantedEncoding encoding) {
    return wishes(encoding, Timing.NOW);
  }

  static Wishes wishes(WantedEncoding encoding, Timing timing) {
    return new Wishes(
        encoding,
        Purpose.OTP,
        Priority.HIGH,
        true,
        timing,
        Optional.of(new Callback("https://hook.example/in", Set.of(Status.SENT))));
  }

  Draft draft(Submission submission, Directory directory) {
    return drafting.draft(submission, directory, samples.id(), NOW);
  }

  Message passed(Submission submission) {
    return ((Draft.Passed) draft(submission, DIRECTORY)).message();
  }

  Refusal refused(Submission submission) {
    return ((Draft.Failed) draft(submission, DIRECTORY)).refusal();
  }
}
