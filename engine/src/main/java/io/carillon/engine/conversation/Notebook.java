package io.carillon.engine.conversation;

import io.carillon.engine.conversation.Tending.Decided;
import io.carillon.engine.conversation.Tending.Not;
import io.carillon.engine.conversation.Tending.Once;
import io.carillon.engine.conversation.Tending.Outcome;
import io.carillon.engine.conversation.Tending.Step;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Write;
import io.carillon.model.Conversation;
import io.carillon.model.ConversationNote;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Ids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Writes, changes and drops notes beside conversations. How many stand beside one is part of it,
/// so that no two people write the last that fits.
public final class Notebook {
  private static final String NOTE = "note";
  private static final String CHANGE = "change";

  private static final Refusal FULL =
      Refusal.of(
          Fault.FIELD_INVALID,
          "",
          "The conversation has " + Conversation.NOTES_MAX + " notes: drop one first.");

  private final Tending tending;
  private final Conversations conversations;
  private final Clock clock;
  private final Ids ids;

  public Notebook(Tending tending, Conversations conversations, Clock clock, Ids ids) {
    this.tending = tending;
    this.conversations = conversations;
    this.clock = clock;
    this.ids = ids;
  }

  /// Writes a note.
  ///
  /// @param author who writes it
  /// @param text at most [Conversation#NOTE_MAX] characters
  /// @param once present when the request brought an idempotency key: a repeated request is
  ///   answered with the first one's note
  public Outcome<ConversationNote> add(
      AccountId account, Id conversation, String author, String text, Optional<Idempotency> once)
      throws InterruptedException {
    var now = clock.now();
    var id = ids.next();
    var note = new ConversationNote(id, account, conversation, author, text, now, now);
    return tending.laid(
        account,
        conversation,
        Optional.empty(),
        once.map(key -> once(key, account, conversation, id)),
        read ->
            read.care().notes() < Conversation.NOTES_MAX
                ? step(read, note, 1, new Write.Annotated(note))
                : new Not<>(new Outcome.Refused<>(FULL)));
  }

  private Once<ConversationNote> once(
      Idempotency key, AccountId account, Id conversation, Id names) {
    return new Once<>(
        key, new MessageId(names), made -> conversations.note(account, conversation, made));
  }

  /// Gives a note other words.
  ///
  /// @param once present when the request brought an idempotency key: a repeated request is
  ///   answered with the note as it has become
  public Outcome<ConversationNote> change(
      AccountId account, Id conversation, Id id, String text, Optional<Idempotency> once)
      throws InterruptedException {
    return tending.laid(
        account,
        conversation,
        Optional.empty(),
        once.map(key -> once(key, account, conversation, id)),
        read ->
            of(
                read,
                id,
                note -> {
                  var next = note.with(text, clock.now());
                  return step(read, next, 0, new Write.Annotated(next));
                }));
  }

  /// What follows from a note as it stands beside a conversation that was read before: whoever
  /// changes it meanwhile changes that, too.
  private Decided<ConversationNote> of(
      Conversation read, Id id, Function<ConversationNote, Decided<ConversationNote>> step) {
    return conversations
        .note(read.party().account(), read.id(), id)
        .<Decided<ConversationNote>>map(step)
        .orElseGet(() -> new Not<>(new Outcome.Unknown<>()));
  }

  /// Drops a note.
  public Outcome<ConversationNote> drop(AccountId account, Id conversation, Id id)
      throws InterruptedException {
    return tending.laid(
        account,
        conversation,
        Optional.empty(),
        Optional.empty(),
        read -> of(read, id, note -> step(read, note, -1, new Write.Unannotated(note))));
  }

  private Step<ConversationNote> step(
      Conversation read, ConversationNote note, int more, Write write) {
    var care = read.care().withNotes(Math.max(0, read.care().notes() + more));
    var after = read.with(read.tail(), care, clock.now());
    var facts = Map.of(NOTE, note.id().uuid(), CHANGE, change(more));
    var event = after.event(Event.Kind.CONVERSATION_NOTED, facts);
    return new Step<>(after, List.of(write), List.of(event), note);
  }

  private static String change(int more) {
    return more > 0 ? "added" : more < 0 ? "dropped" : "changed";
  }
}
