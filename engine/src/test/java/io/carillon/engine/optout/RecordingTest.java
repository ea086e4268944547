package io.carillon.engine.optout;

import static io.carillon.testkit.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.optout.Recording.Said;
import io.carillon.engine.optout.Recording.Whom;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Method;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Content;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Resource;
import io.carillon.model.Status;
import io.carillon.model.port.Consents.Filter;
import io.carillon.model.port.Consents.Kept;
import io.carillon.model.port.Events;
import io.carillon.testkit.Samples;
import io.carillon.testkit.SeededIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an account records of what persons said to it elsewhere.
final class RecordingTest {
  private static final Address PERSON = Address.phone("+14155550100");

  private final Rig rig = new Rig(Rig.Setup.USUAL.window(1));
  private final Address ours = rig.samples.message().parties().from();
  private final Recording recording = recording(rig);

  private static Recording recording(Rig rig) {
    var reading = new Answers.Reading(rig.store.accounts(), rig.store.consents());
    var answers = new Answers(rig.accept, rig.clearance, reading, rig.meters);
    var sources = new Recording.Sources(rig.clock, new SeededIds(7, rig.clock), rig.tasks);
    return new Recording(rig.desk, rig.clearance, rig.store.consents(), answers, sources);
  }

  private Said said(Action action, Whom whom) {
    var proof = new Proof(Method.WEB, "Offers", "yes (3)", "https://a.example", "::1", "key_1", "");
    return new Said(PERSON, whom, action, rig.clock.now(), proof);
  }

  private Optional<Refusal> keep(Said... all) throws InterruptedException {
    var refusal = recording.keep(ACCOUNT, List.of(all), Optional.empty());
    rig.tasks.settle();
    return refusal;
  }

  private List<Kept> records() {
    return rig.store.consents().page(Filter.of(ACCOUNT).of(PERSON), Long.MAX_VALUE, 100).records();
  }

  private List<Reach> stopped() {
    return rig.store.consents().stopped(ACCOUNT, PERSON);
  }

  private static Idempotency key(String hash) {
    return new Idempotency(ACCOUNT, "k", 0, hash);
  }

  @Test
  void aStopThatIsRecordedEndsWhatWaits() throws InterruptedException {
    rig.added();
    var queued = rig.accept.take(List.of(Rig.submission(PERSON.value(), "hello"))).getFirst();

    assertThat(keep(said(Action.REVOKE, new Whom.OneSender(ours)))).isEmpty();

    assertThat(stopped()).containsExactly(Reach.of(ours));
    var message = ((io.carillon.engine.accept.Accept.Result.Accepted) queued).message();
    assertThat(rig.kept(message).status()).isEqualTo(Status.FAILED);
    assertThat(rig.carrier.open()).as("nobody wrote, so nobody is answered").hasSize(1);
  }

  @Test
  void theFeedTellsEachThingSaidOnceAndNothingOfLists() throws InterruptedException {
    pool();
    keep(said(Action.REVOKE, new Whom.OneSender(ours)), said(Action.ASK, Whom.EVERY_SENDER));
    keep(said(Action.GRANT, new Whom.OneSender(ours)));
    var list = new Proof(Method.IMPORT, "", "", "", "", "list.csv", "");
    keep(new Said(PERSON, Whom.EVERY_SENDER, Action.REVOKE, rig.clock.now(), list));

    var told = rig.store.feed().after(ACCOUNT, 0, 10).stream().map(Events.Kept::event).toList();
    assertThat(told)
        .extracting(Event::kind)
        .containsExactly(Event.Kind.CONSENT_WITHDRAWN, Event.Kind.CONSENT_GIVEN);
    assertThat(told).extracting(Event::subject).containsOnly(ACCOUNT.value());
    assertThat(told).extracting(event -> event.fact("method")).containsOnly(Optional.of("web"));
  }

  @Test
  void aGrantToASenderEndsAllThatKeepsItFromThePerson() throws InterruptedException {
    var pool = pool();
    keep(
        said(Action.REVOKE, Whom.EVERY_SENDER),
        said(Action.REVOKE, new Whom.OneSender(ours)),
        said(Action.REVOKE, new Whom.OnePool(new Id(6, 6))));
    assertThat(stopped())
        .containsExactly(Reach.ACCOUNT, Reach.ofPool(pool), Reach.ofPool(new Id(6, 6)));

    keep(said(Action.GRANT, new Whom.OneSender(ours)));

    assertThat(stopped()).containsExactly(Reach.ofPool(new Id(6, 6)));
    keep(said(Action.GRANT, Whom.EVERY_SENDER));
    assertThat(stopped()).isEmpty();
  }

  private Id pool() {
    var pool = new Id(5, 5);
    var facts = Map.of("senders", ours.value());
    var now = rig.clock.now();
    rig.write(
        new Write.Enrolled(
            new Entry.OfResource(
                new Resource(pool, ACCOUNT, Resource.Kind.POOL, "shop", facts, now, now)),
            Samples.OCCASION));
    return pool;
  }

  @Test
  void oneCallReadsAsItsLinesFollow() throws InterruptedException {
    keep(said(Action.REVOKE, new Whom.OneSender(ours)), said(Action.GRANT, Whom.EVERY_SENDER));

    assertThat(stopped()).isEmpty();
  }

  @Test
  void aRepeatedRequestChangesNothingAndAnotherWithItsKeyIsRefused() throws InterruptedException {
    var some = List.of(said(Action.REVOKE, Whom.EVERY_SENDER));

    assertThat(recording.keep(ACCOUNT, some, Optional.of(key("a")))).isEmpty();
    assertThat(recording.keep(ACCOUNT, some, Optional.of(key("a")))).isEmpty();

    assertThat(records()).hasSize(1);
    assertThat(recording.keep(ACCOUNT, List.of(), Optional.of(key("b"))).orElseThrow().fault())
        .isEqualTo(Fault.KEY_REUSED);
  }

  private Optional<Refusal> ask(Optional<Idempotency> once) throws InterruptedException {
    var place = Message.Place.of("test", "");
    var question = new Answers.Question(Channel.SMS, ours, PERSON, place);
    return recording.ask(ACCOUNT, said(Action.ASK, new Whom.OneSender(ours)), question, once);
  }

  private void says(String words) {
    rig.carrier.report(new Arrived(Channel.SMS, PERSON, ours, new Content.Text(words)));
    rig.tasks.settle();
  }

  @Test
  void whoIsAskedAndSaysYesHasGranted() throws InterruptedException {
    assertThat(ask(Optional.of(key("a")))).isEmpty();
    assertThat(ask(Optional.of(key("a")))).as("sent once, recorded once").isEmpty();

    assertThat(rig.carrier.open()).hasSize(1);
    var question = rig.open().message();
    assertThat(question.content().words()).contains("YES");
    assertThat(records()).hasSize(1);
    assertThat(records().getFirst().consent().proof().source())
        .isEqualTo(question.id().value().hex());

    says("yes");

    var granted = records().getFirst().consent();
    assertThat(granted.action()).isEqualTo(Action.GRANT);
    assertThat(granted.proof().words()).isEqualTo("yes");
    assertThat(granted.proof().confirmation()).startsWith("asked at ");
  }

  @Test
  void aYesAfterAWeekIsNone() throws InterruptedException {
    ask(Optional.empty());
    rig.tasks.pass(Duration.ofDays(8));

    says("yes");

    assertThat(records()).hasSize(1);
  }

  @Test
  void whoHasStoppedIsNotAsked() throws InterruptedException {
    keep(said(Action.REVOKE, new Whom.OneSender(ours)));

    assertThat(ask(Optional.empty()).orElseThrow().fault()).isEqualTo(Fault.OPTED_OUT);
    assertThat(records()).hasSize(1);
  }
}
