package io.carillon.engine.conversation;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.engine.conversation.Tending.Outcome;
import io.carillon.engine.conversation.Tending.Wish;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.Line;
import io.carillon.model.Conversation.Party;
import io.carillon.model.Conversation.State;
import io.carillon.model.ConversationNote;
import io.carillon.model.Direction;
import io.carillon.model.Event.Kind;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import io.carillon.testkit.SeededIds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TendingTest {
  private static final Party SHOP = new Party(ACCOUNT, Reach.of(Address.phone("+14155550100")));

  private final Samples samples = new Samples(7);
  private final MemoryStore store = MemoryStore.atOnce();
  private final ManualClock clock = new ManualClock(START);
  private final MemoryMeters meters = new MemoryMeters();
  private final Threads threads =
      new Threads(new Clearance(store.accounts()::directory, ConsentPolicy.policy()));
  private final Tending tending =
      new Tending(store.commits(), store.conversations(), threads, clock, meters);
  private final Notebook notebook =
      new Notebook(tending, store.conversations(), clock, new SeededIds(9));
  private Id id = new Id(0, 0);

  @BeforeEach
  void somebodyWrites() throws Exception {
    id = writes();
  }

  private Id writes() throws Exception {
    var message = samples.id();
    var person = Address.phone("+14155552671");
    var line = new Line(SHOP, person, message, Channel.SMS, Direction.INBOUND, START);
    store.commits().write(Samples.inside(new Write.Threaded(line)));
    return message.value();
  }

  private static Wish closing(Optional<Integer> rev) {
    return new Wish(
        Optional.of(State.CLOSED), Optional.of("user_7"), Optional.of(Set.of("vip")), true, rev);
  }

  private Conversation stands() {
    return store.conversations().find(ACCOUNT, id).orElseThrow();
  }

  @Test
  void whatIsChangedIsToldByTheSameCommit() throws Exception {
    var done = tending.change(ACCOUNT, id, closing(Optional.empty()), Optional.empty());

    assertThat(done).isEqualTo(new Outcome.Done<>(stands()));
    assertThat(stands().care().state()).isEqualTo(State.CLOSED);
    assertThat(stands().tail().unread()).isZero();
    assertThat(store.ports().books().feed().after(ACCOUNT, 0, 9))
        .extracting(kept -> kept.event().kind())
        .containsExactly(
            Kind.CONVERSATION_OPENED,
            Kind.CONVERSATION_CLOSED,
            Kind.CONVERSATION_ASSIGNED,
            Kind.CONVERSATION_LABELED,
            Kind.CONVERSATION_READ);
    for (var became : List.of("closed", "assigned", "labeled", "read")) {
      assertThat(meters.counted("conversations.changed", "became", became)).isEqualTo(1);
    }
    assertThat(meters.counted("conversations.changed", "became", "opened")).isZero();
  }

  @Test
  void whoSaysWhatTheySawIsToldOfAnotherOne() throws Exception {
    writes();

    assertThat(tending.change(ACCOUNT, id, closing(Optional.of(1)), Optional.empty()))
        .isEqualTo(new Outcome.Overtaken<>(stands()));
    assertThat(tending.change(ACCOUNT, new Id(5, 5), closing(Optional.of(1)), Optional.empty()))
        .isEqualTo(new Outcome.Unknown<>());
  }

  @Test
  void whatChangesNothingIsNotWritten() throws Exception {
    var nothing =
        new Wish(
            Optional.of(State.OPEN),
            Optional.empty(),
            Optional.of(Set.of()),
            false,
            Optional.of(1));
    var before = stands();

    assertThat(tending.change(ACCOUNT, id, nothing, Optional.empty()))
        .isEqualTo(new Outcome.Done<>(before));
    assertThat(stands()).isEqualTo(before);
    writes();
    assertThat(tending.change(ACCOUNT, id, nothing, Optional.empty()))
        .isEqualTo(new Outcome.Overtaken<>(stands()));
  }

  @Test
  void aRepeatedRequestChangesNothing() throws Exception {
    var key = Optional.of(new Idempotency(ACCOUNT, "key", 0, "hash"));
    tending.change(ACCOUNT, id, closing(Optional.of(1)), key);
    writes();

    assertThat(tending.change(ACCOUNT, id, closing(Optional.of(1)), key))
        .isEqualTo(new Outcome.Done<>(stands()));
    assertThat(stands().care().state()).isEqualTo(State.OPEN);
    var other = Optional.of(new Idempotency(ACCOUNT, "key", 0, "another"));
    assertThat(tending.change(ACCOUNT, id, closing(Optional.empty()), other))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            no -> assertThat(no.refusal().fault()).isEqualTo(Fault.KEY_REUSED));
  }

  @Test
  void notesAreWrittenOnceChangedAndDropped() throws Exception {
    var key = Optional.of(new Idempotency(ACCOUNT, "note", 0, "hash"));
    var first = added(notebook.add(ACCOUNT, id, "user 7", "calls back", key));
    assertThat(added(notebook.add(ACCOUNT, id, "user 7", "calls back", key))).isEqualTo(first);
    assertThat(stands().care().notes()).isOne();

    notebook.change(ACCOUNT, id, first.id(), "called back", Optional.empty());
    assertThat(store.conversations().note(ACCOUNT, id, first.id()).orElseThrow().text())
        .isEqualTo("called back");
    notebook.drop(ACCOUNT, id, first.id());

    assertThat(stands().care().notes()).isZero();
    assertThat(notebook.drop(ACCOUNT, id, first.id())).isEqualTo(new Outcome.Unknown<>());
  }

  private static ConversationNote added(Outcome<ConversationNote> outcome) {
    return ((Outcome.Done<ConversationNote>) outcome).value();
  }

  @Test
  void aConversationHasAtMostSoManyNotes() throws Exception {
    for (int i = 0; i < Conversation.NOTES_MAX; i++) {
      notebook.add(ACCOUNT, id, "user 7", "note", Optional.empty());
    }

    assertThat(notebook.add(ACCOUNT, id, "user 7", "one more", Optional.empty()))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(stands().care().notes()).isEqualTo(Conversation.NOTES_MAX);
  }

  @Test
  void whatNoMessageTellsTheOtherEndOfIsDropped() throws Exception {
    notebook.add(ACCOUNT, id, "user 7", "note", Optional.empty());

    new Drifting(store.conversations(), store.messages()).round();

    assertThat(store.conversations().find(ACCOUNT, id)).isEmpty();
  }
}
