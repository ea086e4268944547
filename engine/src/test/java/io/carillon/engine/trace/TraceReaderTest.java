package io.carillon.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept;
import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.notify.LaneStanding;
import io.carillon.engine.trace.Trace.Step;
import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceReaderTest {
  private final Rig rig = new Rig();

  private Trace trace(Message message) {
    return new TraceReader(rig.store.messages(), rig.store.notices(), rig.store.traces())
        .of(Samples.ACCOUNT, message.id())
        .orElseThrow();
  }

  private static List<String> words(Trace trace) {
    return trace.steps().stream().map(Step::what).toList();
  }

  private static String detail(Trace trace, String what) {
    return trace.steps().stream()
        .filter(step -> step.what().equals(what))
        .map(Step::detail)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsTheUsualLifeOfAMessage() {
    var message = rig.told(Status.DELIVERED);
    rig.add(message);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.taken("far-1");
    rig.clock.advance(Duration.ofSeconds(1));
    rig.receipt(Rig.receipt(message, "far-1", -1, Verdict.DELIVERED));

    var trace = trace(message);

    assertThat(words(trace))
        .containsExactly(
            "accepted",
            "checks_passed",
            "encoded",
            "claimed",
            "sent",
            "delivered",
            "notice_owed",
            "notice_told");
    assertThat(detail(trace, "accepted")).isEqualTo("by pantheon (sms)");
    assertThat(detail(trace, "checks_passed")).endsWith("settings 1; valid; smsc");
    assertThat(detail(trace, "encoded")).isEqualTo("GSM7, 1 segment");
    assertThat(detail(trace, "claimed")).isEqualTo("for smsc");
    assertThat(detail(trace, "sent")).isEqualTo("smsc took it as far-1");
    assertThat(detail(trace, "notice_told")).isEqualTo("notice 1 (delivered): HTTP 200");
    assertThat(trace.waiting()).isEqualTo(new Trace.Waiting("nothing", "smsc", Optional.empty()));
  }

  @Test
  void namesTheChecksByTheirMarks() throws InterruptedException {
    var result = rig.accept.take(List.of(Rig.submission("+14155550100", "hello"))).getFirst();
    var message = ((Accept.Result.Accepted) result).message();

    assertThat(detail(trace(message), "checks_passed"))
        .isEqualTo(
            Checkpoint.named(Checkpoint.marks()) + "; settings 1; valid; route all sms; smsc");
  }

  @Test
  void tellsTheUnusualAmongTheUsualInTheOrderOfTime() {
    var message = rig.samples.message();
    rig.add(message);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.answer(rig.carrier.open().getFirst(), new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14"));
    rig.tasks.pass(Duration.ofSeconds(2));
    rig.taken("far-1");

    var trace = trace(message);

    assertThat(words(trace))
        .containsExactly("accepted", "checks_passed", "encoded", "claimed", "not_taken", "sent");
    assertThat(detail(trace, "not_taken")).isEqualTo("far_end_busy 0x14");
    assertThat(trace.steps()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(trace.waiting().reason()).isEqualTo("receipt");
  }

  @Test
  void tellsWhoClaimedItBeforeItFailedOver() {
    var message = rig.told(Status.DELIVERED);
    rig.add(message);
    rig.taken("far-1");
    var at = rig.clock.now();
    var moved = TraceRow.Kind.FAILED_OVER;
    rig.write(new Write.Noted(new TraceRow(message.id(), at, moved, "from acme to smsc: down")));

    assertThat(detail(trace(message), "claimed")).isEqualTo("for acme");
  }

  @Test
  void tellsWhatItWaitsForAndUntilWhen() {
    var message = rig.samples.message();
    rig.add(message);
    rig.answer(rig.carrier.open().getFirst(), new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14"));

    assertThat(trace(message).waiting())
        .isEqualTo(new Trace.Waiting("retry", "smsc", Optional.of(rig.clock.now().plusSeconds(1))));
  }

  @Test
  void tellsWhyItEndedInPublicWords() {
    var message = rig.samples.message();
    rig.add(message);
    rig.answer(rig.carrier.open().getFirst(), new Outcome.NotTaken(Fault.REJECTED, "0x0b"));

    var trace = trace(message);

    assertThat(words(trace)).endsWith("not_taken", "failed");
    assertThat(detail(trace, "failed"))
        .isEqualTo("The carrier refused the message. (carrier: 0x0b)");
  }

  @Test
  void keepsTheFailureInTheStoryOfWhatWasDeliveredAfterAll() {
    var message = rig.samples.message();
    rig.add(message);
    rig.taken("far-1");
    rig.receipt(Rig.receipt(message, "far-1", -1, Verdict.UNDELIVERABLE));
    rig.clock.advance(Duration.ofSeconds(1));
    rig.receipt(Rig.receipt(message, "far-1", -1, Verdict.DELIVERED));

    assertThat(words(trace(message))).containsSubsequence("sent", "undelivered", "delivered");
  }

  @Test
  void tellsNoticesThatAreOwedButNotToldAndTheirFailures() {
    rig.herald.endpoint(_ -> new Telling.NotNow(503, "HTTP 503", Optional.empty()));
    var message = rig.told(Status.SENDING);
    rig.add(message);

    var words = words(trace(message));

    assertThat(words)
        .containsSubsequence("claimed", "notice_owed", "notice_failed")
        .doesNotContain("notice_told");
  }

  /// The messages that are added from now on.
  private List<Message> added() {
    var all = new ArrayList<Message>();
    rig.store.journal(commit ->
        commit
            .writes()
            .forEach(write -> {
              if (write instanceof Commit.Write.Added(var added)) {
                all.add(added);
              }
            }));
    return all;
  }

  @Test
  void tellsThatAMessageCameIn() {
    var ids = added();
    var sample = rig.samples.message().parties();
    rig.carrier.report(
        new Arrived(
            sample.channel(), sample.to(), sample.from(), new Content.Text("secret words")));
    rig.tasks.settle();

    var trace = trace(ids.getFirst());

    assertThat(words(trace)).containsExactly("received");
    assertThat(trace.steps().getFirst().detail()).isEqualTo("from smsc");
  }

  @Test
  void saysThatWhatCameInWaitsToBeTold() {
    var ids = added();
    rig.herald.inbox("https://example.com/in");
    rig.herald.endpoint(
        _ -> new Telling.NotNow(503, "HTTP 503", Optional.of(Duration.ofMinutes(10))));
    var sample = rig.samples.message().parties();
    rig.carrier.report(
        new Arrived(sample.channel(), sample.to(), sample.from(), new Content.Text("hello")));
    rig.tasks.settle();

    var waiting = trace(ids.getFirst()).waiting();
    assertThat(waiting.reason()).isEqualTo("notice");
    assertThat(waiting.until()).contains(rig.clock.now().plus(Duration.ofMinutes(10)));

    rig.herald.endpoint(_ -> new Telling.Told(200));
    rig.tasks.pass(Duration.ofMinutes(20));
    rig.notify.sweep();
    rig.tasks.settle();

    assertThat(trace(ids.getFirst()).waiting().reason()).isEqualTo("nothing");
  }

  @Test
  void showsNeitherBodiesNorNumbers() {
    var message = rig.told(Status.values());
    rig.add(message);
    rig.taken("far-1");

    for (var step : trace(message).steps()) {
      assertThat(step.detail()).doesNotContain("Hello, world").doesNotContain("4155550100");
    }
  }

  @Test
  void tellsNobodyElsesMessage() {
    var message = rig.samples.message();
    rig.add(message);
    var reader = new TraceReader(rig.store.messages(), rig.store.notices(), rig.store.traces());

    assertThat(reader.of(new AccountId(new Id(0, 1)), message.id())).isEmpty();
    assertThat(reader.of(Samples.ACCOUNT, rig.samples.id())).isEmpty();
  }

  @Test
  void tellsWhyAnOpenNoticeWaits() {
    rig.herald.endpoint(
        _ -> new Telling.NotNow(503, "HTTP 503", Optional.of(Duration.ofMinutes(10))));
    var message = rig.told(Status.SENDING);
    rig.add(message);
    var reader = new TraceReader(rig.store.messages(), rig.store.notices(), rig.store.traces());
    reader.onWaiting(notice ->
        rig.notify
            .standing(notice.lane())
            .flatMap(LaneStanding::words)
            .map(words -> new Trace.Step(rig.clock.now(), "notice_waits", words)));

    assertThat(reader.of(Samples.ACCOUNT, message.id()).orElseThrow().steps())
        .filteredOn(step -> step.what().equals("notice_waits"))
        .extracting(Trace.Step::detail)
        .containsExactly("its endpoint failed 1 time and is left alone until 2026-01-01T00:10:00Z");
  }
}
