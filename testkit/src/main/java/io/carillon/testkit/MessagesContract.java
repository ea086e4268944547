package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.LANE;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Encoding;
import io.carillon.model.Fault;
import io.carillon.model.Keepsake;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Message.Bill;
import io.carillon.model.Message.Facts;
import io.carillon.model.Message.Origin;
import io.carillon.model.Message.Parties;
import io.carillon.model.Message.Place;
import io.carillon.model.Message.Revision;
import io.carillon.model.Message.State;
import io.carillon.model.Message.Terms;
import io.carillon.model.Message.Times;
import io.carillon.model.Message.Tries;
import io.carillon.model.Message.Work;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store reads of messages.
public interface MessagesContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  @Test
  default void anUnknownMessageIsEmpty() {
    assertThat(ports().messages().find(new Samples(1).id())).isEmpty();
  }

  @Test
  default void manyMessagesAreFoundAtOnce() throws Exception {
    var samples = new Samples(1);
    var kept = new HashMap<MessageId, Message>();
    for (int i = 0; i < 70; i++) {
      var message = ports().keep(samples.message());
      kept.put(message.id(), message);
    }
    var asked = new ArrayList<MessageId>(kept.keySet());
    asked.add(samples.id());
    asked.addAll(kept.keySet());

    assertThat(ports().messages().find(asked)).isEqualTo(kept);
    assertThat(ports().messages().find(List.of())).isEmpty();
  }

  @Test
  default void everyFieldOfAMessageComesBack() throws Exception {
    var at = START.plusNanos(123_456_000);
    var full =
        new Message(
            new Samples(1).id(),
            new Parties(
                ACCOUNT,
                Direction.INBOUND,
                Channel.WECHAT,
                new Address(Address.Kind.ALPHANUMERIC, "Größe ß"),
                new Address(Address.Kind.MAIL, "person@example.org")),
            new Content.Text("text with 🦆 and\u0000nothing"),
            new Terms(
                Purpose.PROMOTIONAL,
                Priority.LOW,
                false,
                Duration.ofSeconds(90, 1_000),
                Optional.of(at.plusSeconds(60)),
                Optional.of(
                    new Callback("http://a.example/x?y=1", Set.of(Status.SENT, Status.READ)))),
            new Bill(Encoding.UCS2, 255, new Money(-1, "JPY")),
            new Origin(
                new Place("intelepeer", "", "eu", false),
                "guid-1",
                Map.of("a", "1", "ü", ""),
                new Keepsake(new byte[] {0, 1, -1}),
                "x".repeat(100)),
            new State(
                Status.EXPIRED,
                new Times(
                    at,
                    at.plusSeconds(1),
                    Optional.of(at.plusSeconds(2)),
                    Optional.of(at.plusSeconds(3)),
                    Optional.of(at.plusSeconds(4)),
                    Optional.of(at.plusSeconds(5)),
                    Optional.of(at.plusSeconds(6))),
                new Facts(
                    Optional.of(Fault.EXPIRED),
                    "ESME 8",
                    "carrier-1",
                    "Telekom 🦆",
                    "DE",
                    OptionalLong.of(0)),
                new Work(
                    "lane-1",
                    "flow-1",
                    Wait.DOUBT,
                    Optional.of(at),
                    new Tries(4, 2, List.of("first", "second")),
                    Long.MAX_VALUE),
                List.of(new Leg(1, Leg.Standing.UNKNOWN, "far-1", 65_535)),
                new Revision(17, 3)));

    ports().keep(full);

    assertThat(ports().messages().find(full.id())).contains(full);
  }

  @Test
  default void everyContentComesBack() throws Exception {
    var samples = new Samples(2);
    for (var content : SampleContents.EACH) {
      var message = ports().keep(samples.message(content));

      assertThat(ports().messages().find(message.id()).orElseThrow().content()).isEqualTo(content);
    }
  }

  @Test
  default void legsOfSeveralPartsComeBackInTheirOrder() throws Exception {
    var message = ports().keep(new Samples(1).message());
    var claimed = ports().change(message, Samples.claimed(message, 255, START));
    var first = claimed.state().legs().getFirst().takenAs("far-1");
    var legs = new ArrayList<>(claimed.state().legs());
    legs.set(0, first);
    var taken = ports().change(claimed, Samples.changed(claimed, claimed.state().with(legs)));

    assertThat(ports().messages().find(message.id())).contains(taken);

    var fewer =
        ports().change(taken, Samples.changed(taken, taken.state().with(legs.subList(0, 2))));

    assertThat(ports().messages().find(message.id())).contains(fewer);

    var none = ports().change(fewer, Samples.changed(fewer, fewer.state().with(List.of())));

    assertThat(ports().messages().find(message.id())).contains(none);
  }

  @Test
  default void aFarIdFindsItsMessage() throws Exception {
    var samples = new Samples(1);
    var single = samples.message();
    var parts = samples.message();
    ports().keep(single);
    ports().keep(parts);
    var claimed = ports().change(single, Samples.claimed(single, 1, START));
    var sent = ports().change(claimed, Samples.sent(claimed, START, "a"));
    var claimedParts = ports().change(parts, Samples.claimed(parts, 2, START));
    var sentParts = ports().change(claimedParts, Samples.sent(claimedParts, START, "b", "c"));

    var found = ports().messages().byFarIds(LANE, List.of("a", "b", "c", "d", "", "a"));

    assertThat(found).isEqualTo(Map.of("a", sent, "b", sentParts, "c", sentParts));
    assertThat(ports().messages().byFarIds("other", List.of("a", "b"))).isEmpty();
    assertThat(ports().messages().byFarIds(LANE, List.of())).isEmpty();
  }

  @Test
  default void manyFarIdsFindTheirMessages() throws Exception {
    var samples = new Samples(1);
    var farIds = new ArrayList<String>();
    for (int i = 0; i < 100; i++) {
      var message = ports().keep(samples.message());
      var claimed = ports().change(message, Samples.claimed(message, 1, START));
      farIds.add("far-" + i);
      ports().change(claimed, Samples.sent(claimed, START, "far-" + i));
    }

    assertThat(ports().messages().byFarIds(LANE, farIds)).hasSize(100);
  }

  @Test
  default void theNewestLegWinsAReusedFarId() throws Exception {
    var samples = new Samples(1);
    var older = ports().keep(samples.message());
    var newer = ports().keep(samples.message());
    var claimedNewer = ports().change(newer, Samples.claimed(newer, 1, START));
    ports().change(claimedNewer, Samples.sent(claimedNewer, START.plusSeconds(1), "a"));
    var claimedOlder = ports().change(older, Samples.claimed(older, 1, START));
    var last = ports().change(claimedOlder, Samples.sent(claimedOlder, START.plusSeconds(2), "a"));

    assertThat(ports().messages().byFarIds(LANE, List.of("a"))).isEqualTo(Map.of("a", last));
  }

  @Test
  default void aRedactedMessageKeepsNothingOfItsWords() throws Exception {
    var samples = new Samples(1);
    var sent = ports().keep(samples.message(new Content.Text("secret")));
    var claimed = ports().change(sent, Samples.claimed(sent, 1, START));
    var bare = claimed.redacted();
    var redacted = Samples.changed(claimed, bare.state());
    redacted =
        new Message(
            bare.id(),
            bare.parties(),
            bare.content(),
            bare.terms(),
            bare.bill(),
            bare.origin(),
            redacted.state());

    ports().change(claimed, redacted);

    assertThat(ports().messages().find(sent.id())).contains(redacted);
    assertThat(redacted.content()).isEqualTo(new Content.Text(""));
  }

  @Test
  default void aMessageIsGivenOtherWordsAndTerms() throws Exception {
    var samples = new Samples(1);
    var before = ports().keep(samples.message(new Content.Text("first")));
    var terms = before.terms();
    var callback = new Callback("smpp:somebody", Set.of(Status.DELIVERED));
    var next =
        new Message.Terms(
            terms.purpose(),
            terms.priority(),
            terms.wantsReceipt(),
            Duration.ofHours(1),
            Optional.of(START.plusSeconds(60)),
            Optional.of(callback));
    var price = new Money(15_000, before.bill().price().currency());
    var raised = Samples.changed(before, before.state());
    var after =
        new Message(
            before.id(),
            before.parties(),
            new Content.Text("other"),
            next,
            new Message.Bill(Encoding.UCS2, 2, price),
            before.origin(),
            raised.state());

    ports().change(before, after);

    assertThat(ports().messages().find(before.id())).contains(after);
  }

  @Test
  default void anErasedMessageIsGoneWithAllThatStoodByIt() throws Exception {
    var samples = new Samples(1);
    var kept = ports().keep(samples.message());
    var split = ports().keep(samples.message());
    var claimed = ports().change(split, Samples.claimed(split, 3, START));
    var row = new TraceRow(split.id(), START, TraceRow.Kind.NOTE, "note");
    ports()
        .commits()
        .write(
            Samples.inside(
                new Write.Noted(row), new Write.Owed(Samples.notice(claimed, 1, START))));

    assertThat(erase(split)).isEqualTo(new Result.Stale(split.id()));
    assertThat(erase(claimed)).isEqualTo(new Result.Done());
    assertThat(erase(claimed)).isEqualTo(new Result.Stale(split.id()));

    assertThat(ports().messages().find(split.id())).isEmpty();
    assertThat(ports().notices().of(split.id())).isEmpty();
    assertThat(ports().traces().of(split.id())).isEmpty();
    assertThat(ports().messages().claimedByOthers(1, 10)).isEmpty();
    assertThat(ports().messages().find(kept.id())).contains(kept);
  }

  private Result erase(Message last) throws InterruptedException {
    return ports()
        .commits()
        .write(new Commit(Urgency.ACCEPT, List.of(), List.of(new Write.Erased(last))));
  }
}
