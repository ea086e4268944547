package io.carillon.engine.optout;

import static io.carillon.testkit.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept;
import io.carillon.engine.consent.Clearance;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Method;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Content;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Message.Revision;
import io.carillon.model.Message.Work;
import io.carillon.model.MessageId;
import io.carillon.model.Outcome;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Revoked;
import io.carillon.model.Resource;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Consents.Filter;
import io.carillon.model.port.Consents.Kept;
import io.carillon.model.port.Events;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What follows when a person says stop, start or help.
final class OptOutTest {
  private static final Address PERSON = Address.phone("+14155550100");

  private final Rig rig = new Rig(Rig.Setup.USUAL.window(1));
  private final Address ours = rig.samples.message().parties().from();
  private final List<Commit> written = new ArrayList<>();

  private void says(String words) {
    says(PERSON, words);
  }

  private void says(Address person, String words) {
    var kept = rig.carrier.report(new Arrived(Channel.SMS, person, ours, new Content.Text(words)));
    rig.tasks.settle();
    assertThat(kept.synced()).contains(true);
  }

  private void set(String... words) {
    setOf(rig.consent.resource(), words);
  }

  private void setOf(String name, String... words) {
    var facts = new HashMap<String, String>();
    for (int i = 0; i < words.length; i += 2) {
      facts.put(words[i], words[i + 1]);
    }
    var resource =
        new Resource(
            new Id(9, name.hashCode()),
            ACCOUNT,
            Resource.Kind.SETTINGS,
            name,
            facts,
            rig.clock.now(),
            rig.clock.now());
    rig.write(new Write.Enrolled(new Entry.OfResource(resource), Samples.OCCASION));
  }

  private List<Reach> stopped() {
    return rig.store.consents().stopped(ACCOUNT, PERSON);
  }

  private List<Kept> records() {
    return rig.store.consents().page(Filter.of(ACCOUNT).of(PERSON), Long.MAX_VALUE, 100).records();
  }

  /// The texts that went to the person, oldest first; each is taken by the carrier.
  private List<String> answered() {
    var texts = new ArrayList<String>();
    while (!rig.carrier.open().isEmpty()) {
      var message = rig.open().message();
      if (message.origin().dialect().equals(Clearance.ANSWERS)) {
        texts.add(message.content().words());
      }
      rig.taken("far-" + message.id());
    }
    return texts;
  }

  private Accept.Result send() throws InterruptedException {
    return rig.accept.take(List.of(Rig.submission(PERSON.value(), "hello"))).getFirst();
  }

  private Message accepted() throws InterruptedException {
    return ((Accept.Result.Accepted) send()).message();
  }

  private Fault refused() throws InterruptedException {
    return ((Accept.Result.Refused) send()).refusal().fault();
  }

  @Test
  void aStopIsKeptInTheCommitOfItsMessageAndAnsweredOnce() throws InterruptedException {
    rig.store.journal(written::add);

    says("Stop!");

    var writes = written.getFirst().writes();
    assertThat(writes)
        .hasExactlyElementsOfTypes(
            Write.Added.class, Write.Counted.class, Write.Consented.class, Write.Happened.class);
    assertThat(stopped()).containsExactly(Reach.of(ours));
    assertThat(records()).hasSize(1);
    assertThat(records().getFirst().consent().proof().words()).isEqualTo("Stop!");
    assertThat(answered()).singleElement().asString().contains("opted out").contains("START");
    assertThat(refused()).isEqualTo(Fault.OPTED_OUT);
    says("STOP");
    assertThat(answered()).isEmpty();
    rig.tasks.pass(Duration.ofHours(25));
    says("stop");
    assertThat(answered()).hasSize(1);
  }

  @Test
  void whatWaitsEndsWithTheStop() throws InterruptedException {
    var out = rig.added();
    var queued = accepted();
    var other =
        ((Accept.Result.Accepted)
                rig.accept.take(List.of(Rig.submission("+14155550177", "hello"))).getFirst())
            .message();
    says("STOP");

    assertThat(rig.kept(queued).status()).isEqualTo(Status.FAILED);
    assertThat(rig.kept(queued).state().facts().fault()).contains(Fault.OPTED_OUT);
    assertThat(rig.kept(out).status()).isEqualTo(Status.SENDING);
    assertThat(rig.kept(other).status()).isEqualTo(Status.QUEUED);
    assertThat(rig.store.moved(ACCOUNT, Commit.Reason.REFUND)).isEqualTo(Rig.PRICE);
    assertThat(rig.store.consents().unswept(10)).isEmpty();
    assertThat(rig.meters.counted("consent.ended")).isEqualTo(1);
  }

  @Test
  void whatACrashLeftIsEndedAtTheNextStart() throws InterruptedException {
    rig.added();
    var queued = accepted();
    rig.store
        .commits()
        .hand(
            List.of(
                Samples.inside(
                    new Write.Consented(
                        new Consent(
                            ACCOUNT,
                            Reach.ACCOUNT,
                            PERSON,
                            Action.REVOKE,
                            rig.clock.now(),
                            Proof.written("STOP", "")),
                        true))),
            _ -> {});
    rig.store.step();
    assertThat(rig.kept(queued).status()).isEqualTo(Status.QUEUED);

    var next = rig.restarted();
    next.stopped.begin();
    next.tasks.settle();

    assertThat(next.kept(queued).state().facts().fault()).contains(Fault.OPTED_OUT);
    assertThat(next.store.consents().unswept(10)).isEmpty();
  }

  /// What was told to be kept is answered by the next process, where this one had no time to.
  @ParameterizedTest
  @ValueSource(strings = {"STOP", "HELP", "START"})
  void whatACrashLeftUnansweredIsAnsweredOnce(String words) {
    rig.carrier.report(new Arrived(Channel.SMS, PERSON, ours, new Content.Text(words)));
    rig.store.step();

    var next = rig.restarted();
    next.stopped.begin();
    next.tasks.settle();

    var sent = next.carrier.open().stream().map(part -> part.message().parties().to()).toList();
    assertThat(sent).containsExactly(PERSON);
    next.taken("far-1");
    assertThat(next.store.messages().unanswered(10)).isEmpty();
    var last = next.restarted();
    last.stopped.begin();
    last.tasks.settle();
    assertThat(last.carrier.open()).isEmpty();
  }

  @Test
  void whatIsAnsweredWaitsForNothing() {
    says("HELP");

    assertThat(rig.store.messages().unanswered(10)).isEmpty();
    assertThat(answered()).hasSize(1);
  }

  @Test
  void whatWasOwedBeforeTheWallClockWasSetBackIsAnswered() {
    rig.store.journal(written::add);
    says("HELP");
    var kept = rig.store.messages().find(inbound()).orElseThrow();
    var ahead = Work.fresh("", "", Wait.REPLY, rig.clock.now().plus(Duration.ofDays(9)));
    var owed = kept.with(kept.state().with(kept.state().facts(), ahead));
    var raised = new Revision(kept.state().rev() + 1, kept.state().revision().notices());
    rig.write(new Write.Changed(kept, owed.with(owed.state().with(raised))));
    assertThat(rig.store.messages().unanswered(10)).hasSize(1);

    says(Address.phone("+14155550199"), "HELP");

    assertThat(rig.store.messages().unanswered(10)).isEmpty();
  }

  private MessageId inbound() {
    return written.stream()
        .flatMap(commit -> commit.writes().stream())
        .filter(Write.Added.class::isInstance)
        .map(write -> ((Write.Added) write).message())
        .filter(message -> message.parties().from().equals(PERSON))
        .map(Message::id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStartLetsMessagesComeAgain() throws InterruptedException {
    says("STOP");
    answered();
    says("start");

    assertThat(stopped()).isEmpty();
    assertThat(answered()).singleElement().asString().contains("again");
    assertThat(send()).isInstanceOf(Accept.Result.Accepted.class);
    assertThat(records().stream().map(it -> it.consent().action()))
        .containsExactly(Action.GRANT, Action.REVOKE);
  }

  @Test
  void theFeedTellsWhatPeopleSaid() throws InterruptedException {
    var feed = rig.store.feed();
    says("STOP");
    says("START");

    var told = feed.after(ACCOUNT, 0, 10).stream().map(Events.Kept::event).toList();
    assertThat(told)
        .extracting(Event::kind)
        .containsExactly(Event.Kind.CONSENT_WITHDRAWN, Event.Kind.CONSENT_GIVEN);
    assertThat(told)
        .extracting(event -> event.subject().hex())
        .containsExactlyElementsOf(
            records().reversed().stream().map(it -> it.consent().proof().source()).toList());
    assertThat(told.getFirst().facts())
        .containsExactlyInAnyOrderEntriesOf(Map.of("method", "keyword", "reach", "sender"));
  }

  @Test
  void aYesCountsOnlyFromWhoHasStoppedOrWasAsked() {
    says("YES");
    assertThat(records()).isEmpty();
    assertThat(answered()).isEmpty();

    says("STOP");
    says("Yes");
    assertThat(stopped()).isEmpty();

    says("yes");
    assertThat(records()).hasSize(2);
    rig.write(
        new Write.Consented(
            new Consent(
                ACCOUNT,
                Reach.of(ours),
                PERSON,
                Action.ASK,
                rig.clock.now(),
                Proof.written("", "")),
            true));
    says("yes");
    assertThat(records().getFirst().consent().action()).isEqualTo(Action.GRANT);
    assertThat(records().getFirst().consent().proof().confirmation()).startsWith("asked at ");
  }

  @Test
  void helpIsAlwaysAnswered() {
    set("brand", "Shop", "contact", "shop.example/help", "answers", "off");
    says("STOP");
    assertThat(answered()).isEmpty();

    says("HELP");
    says("help?");

    assertThat(answered()).hasSize(2).allMatch(text -> text.startsWith("Shop: shop.example/help."));
  }

  @Test
  void machinesAreNotAnswered() {
    says(new Address(Address.Kind.SHORT_CODE, "12345"), "STOP");
    says(ours, "HELP");

    assertThat(answered()).isEmpty();
  }

  @Test
  void answersInTheLanguageOfTheWord() {
    says("ARRÊT");
    assertThat(answered()).singleElement().asString().contains("DEBUT");
  }

  @Test
  void whatLooksLikeAStopIsFlaggedOrStopsAsTheAccountHasSet() {
    rig.store.journal(written::add);
    says("please stop texting me");

    assertThat(stopped()).isEmpty();
    var message = ((Write.Added) written.getFirst().writes().getFirst()).message();
    assertThat(rig.rows(message)).containsExactly(TraceRow.Kind.CHECKED);
    set("unclear", "stop");
    says("please stop texting me");
    assertThat(stopped()).containsExactly(Reach.of(ours));
  }

  @Test
  void aWholeAccountIsStoppedWhereItHasSetThat() {
    set("scope", "account");
    says("STOP");

    assertThat(stopped()).containsExactly(Reach.ACCOUNT);
    says("START");
    assertThat(stopped()).isEmpty();
  }

  @Test
  void aPoolIsStoppedWithItsSender() {
    pool(new Id(5, 5));

    says("STOP");

    assertThat(stopped()).containsExactly(Reach.ofPool(new Id(5, 5)));
  }

  @Test
  void everyPoolOfASenderIsStoppedAndStartedWithIt() {
    pool(new Id(5, 5));
    pool(new Id(6, 6));

    says("STOP");
    assertThat(stopped())
        .containsExactlyInAnyOrder(Reach.ofPool(new Id(5, 5)), Reach.ofPool(new Id(6, 6)));
    assertThat(answered()).as("once for both").hasSize(1);

    says("START");
    assertThat(stopped()).isEmpty();
    assertThat(answered()).hasSize(1);
  }

  private void pool(Id id) {
    var facts = Map.of("senders", ours.value());
    var now = rig.clock.now();
    var pool = new Resource(id, ACCOUNT, Resource.Kind.POOL, "shop", facts, now, now);
    rig.write(new Write.Enrolled(new Entry.OfResource(pool), Samples.OCCASION));
  }

  @Test
  void purposesPassOnlyWhereTheAccountLetsThem() throws InterruptedException {
    says("STOP");
    answered();
    assertThat(refused()).isEqualTo(Fault.OPTED_OUT);

    set("passes", "otp, transactional");

    assertThat(send()).isInstanceOf(Accept.Result.Accepted.class);
    assertThat(rig.carrier.open()).hasSize(1);
  }

  @Test
  void whatACarrierSaysThatAPersonStoppedIsRecordedAndHolds() throws InterruptedException {
    accepted();
    var queued = accepted();

    rig.answer(rig.open(), new Outcome.NotTaken(Fault.OPTED_OUT, "0x401"));

    assertThat(stopped()).containsExactly(Reach.of(ours));
    var record = records().getFirst().consent();
    assertThat(record.proof().method()).isEqualTo(Method.CARRIER);
    assertThat(record.proof().actor()).isEqualTo(rig.carrier.name());
    assertThat(rig.kept(queued).state().facts().fault()).contains(Fault.OPTED_OUT);
    assertThat(refused()).isEqualTo(Fault.OPTED_OUT);
    assertThat(rig.carrier.open()).as("nobody wrote, so nobody is answered").isEmpty();
  }

  @Test
  void aSenderHasWordsOfItsOwnOverThoseOfItsPoolAndItsAccount() {
    pool(new Id(5, 5));
    set("stop", "genug", "stop_text", "account");
    setOf(rig.consent.resource(new Id(5, 5).hex()), "stop", "basta ya", "stop_text", "pool");
    says("genug");
    assertThat(stopped()).isEmpty();

    setOf(rig.consent.resource(ours.value()), "stop_text", "sender");
    says("Basta ya!");

    assertThat(stopped()).containsExactly(Reach.ofPool(new Id(5, 5)));
    assertThat(answered()).containsExactly("sender");
  }

  @Test
  void ownWordsStopToo() {
    set("stop", "genug, no más", "language", "de");
    says("Genug!");

    assertThat(stopped()).hasSize(1);
    assertThat(answered()).singleElement().asString().contains("ANMELDEN");
  }

  /// As where somebody unfollows an account, or deletes the conversation with it.
  @Test
  void whoLeavesAtTheChannelIsRecordedAndWhatWaitsEnds() throws InterruptedException {
    rig.added();
    var waiting = accepted();

    assertThat(leaves(ours)).contains(true);

    assertThat(stopped()).containsExactly(Reach.of(ours));
    var proof = records().getFirst().consent().proof();
    assertThat(proof.method()).isEqualTo(Method.CARRIER);
    assertThat(proof.source()).isEqualTo("sms");
    assertThat(proof.actor()).isEqualTo(rig.carrier.name());
    assertThat(rig.kept(waiting).state().facts().fault()).contains(Fault.OPTED_OUT);
    assertThat(rig.meters.counted("consent.left")).isEqualTo(1);
    assertThat(answered()).isEmpty();
    assertThat(refused()).isEqualTo(Fault.OPTED_OUT);
    says("START");
    assertThat(send()).isInstanceOf(Accept.Result.Accepted.class);
  }

  private Optional<Boolean> leaves(Address sender) {
    var kept = rig.carrier.report(new Revoked(Channel.SMS, PERSON, sender));
    rig.tasks.settle();
    return kept.synced();
  }

  @Test
  void whoLeavesASenderOfAPoolLeavesThePool() {
    pool(new Id(5, 5));

    assertThat(leaves(ours)).contains(true);

    assertThat(stopped()).containsExactly(Reach.ofPool(new Id(5, 5)));
  }

  @Test
  void thatSomebodyLeftIsToldAgainUntilItIsKept() {
    rig.store.breakNext(1);
    assertThat(leaves(ours)).contains(false);
    assertThat(stopped()).isEmpty();

    assertThat(leaves(ours)).contains(true);
    assertThat(stopped()).hasSize(1);
  }

  @Test
  void whoLeavesWhatNobodyOwnsIsTakenOffTheFarEndsHands() {
    assertThat(leaves(Address.phone("+14155559999"))).contains(true);

    assertThat(stopped()).isEmpty();
  }

  /// A stop is worked off from what was read before the person said start.
  @Test
  void aStartThatComesWhileAStopIsWorkedOffLetsWhatFollowsGo() throws InterruptedException {
    says("STOP");
    answered();
    var stop = records().getFirst();
    says("START");
    answered();
    rig.added();
    var next = accepted();
    assertThat(rig.waitsFor(next)).isEqualTo(Wait.TURN);

    late(stop).begin();
    rig.tasks.settle();

    assertThat(rig.waitsFor(next)).isEqualTo(Wait.TURN);
  }

  /// Works off a stop that it has read long ago.
  private Sweeping late(Kept stop) {
    var consents = rig.store.consents();
    var read =
        new Consents() {
          @Override
          public List<Reach> stopped(AccountId account, Address person) {
            return consents.stopped(account, person);
          }

          @Override
          public Page page(Filter filter, long below, int limit) {
            return consents.page(filter, below, limit);
          }

          @Override
          public List<Kept> after(AccountId account, long number, int limit) {
            return consents.after(account, number, limit);
          }

          @Override
          public List<Kept> unswept(int limit) {
            return List.of(stop);
          }
        };
    var reading = new Answers.Reading(rig.store.accounts(), read);
    var answers = new Answers(rig.accept, rig.clearance, reading, rig.meters);
    return new Sweeping(
        rig.desk,
        new Sweeping.Reading(read, rig.store.history(), rig.store.messages()),
        rig.clearance,
        new Sweeping.Repliers(answers, List.of(answers)),
        new Sweeping.Sources(rig.clock, rig.tasks),
        rig.meters);
  }
}
