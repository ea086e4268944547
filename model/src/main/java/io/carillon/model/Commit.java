package io.carillon.model;

import io.carillon.model.Consent.Reach;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One change of the truth, as data: it holds whole or not at all. At most one message is changed
/// by a commit that holds a [Write.Changed]; new messages come up to 500 at a time.
///
/// @param urgency which waiting commits are written first when more wait than fit
/// @param guards what must hold besides the `rev` of each changed message
/// @param writes what is written when all guards hold
public record Commit(Urgency urgency, List<Guard> guards, List<Write> writes) {
  /// How many new messages one commit may bring.
  public static final int MESSAGES_MAX = 500;

  public Commit {
    guards = List.copyOf(guards);
    writes = List.copyOf(writes);
    boolean erases = writes.stream().anyMatch(Write.Erased.class::isInstance);
    if (erases && writes.size() + guards.size() > 1) {
      throw new IllegalArgumentException("a message is erased by a commit of its own");
    }
  }

  /// Which commits go first.
  public enum Urgency {
    /// Reports, outcomes, notices: what finishes work.
    INSIDE,
    /// Claims: what begins work.
    CLAIM,
    /// Accepts and orders: what brings work.
    ACCEPT
  }

  /// A condition that is checked in the transaction that writes.
  public sealed interface Guard {
    /// No request has used this key of this account yet.
    record KeyFree(Idempotency key) implements Guard {}

    /// The balance, with the credit, covers this amount (given as a positive amount).
    record FundsSuffice(AccountId account, Money amount) implements Guard {}

    /// With so much more an account has not used more than it may.
    ///
    /// @param more what the commit adds, in the measure of the allowance; it stands among its
    ///   writes, too ([Write.Counted])
    record Within(Allowance allowance, long more) implements Guard {}

    /// This person has stopped none of these.
    ///
    /// @param message the new or changed message that may not go otherwise
    /// @param reaches all that a message from its sender is reached by
    record NotStopped(MessageId message, AccountId account, Address person, List<Reach> reaches)
        implements Guard {
      public NotStopped {
        reaches = List.copyOf(reaches);
      }
    }

    /// This message may go at its moment as far as others to the same person go, those of the same
    /// commit, too.
    ///
    /// @param touch what is counted then; it stands among the commit's writes, too
    ///   ([Write.Touched])
    record Seldom(Touch touch, List<Touch.Limit> limits) implements Guard {
      public Seldom {
        limits = List.copyOf(limits);
      }
    }

    /// A conversation is as it was read.
    record AsRead(Id conversation, int rev) implements Guard {
      /// As this one was.
      public static AsRead of(Conversation read) {
        return new AsRead(read.id(), read.life().rev());
      }
    }
  }

  /// One row, or the new values of one.
  public sealed interface Write {
    /// A row that stands beside messages and what is told of them: no lane waits for it.
    sealed interface Beside extends Write {}

    /// A message that is new.
    record Added(Message message) implements Write {}

    /// New values of a message; holds only while its `rev` is the one of `before`.
    record Changed(Message before, Message after) implements Write {
      public Changed {
        if (!before.id().equals(after.id()) || after.state().rev() != before.state().rev() + 1) {
          throw new IllegalArgumentException("a change raises the rev of its message by one");
        }
      }
    }

    /// A message is forgotten, with its legs, notices and trace; holds only while its `rev` is the
    /// one of `last`. Stands alone in its commit. What it cost stays in the ledger.
    record Erased(Message last) implements Write {}

    /// A notice that is owed now. Its `due` is dropped where an older one to the same destination
    /// is open and has failed fewer than three times.
    record Owed(Notice notice) implements Write {}

    /// New values of a notice. Where `frees` is set, the next open one of the same message and
    /// destination becomes due at `at`.
    record Retold(Notice notice, boolean frees, Instant at) implements Write {}

    /// Something unusual happened. Of a message that does not stand any more, since it was erased
    /// or archived meanwhile, nothing is noted.
    record Noted(TraceRow row) implements Write {}

    /// Money moved on an account: negative amounts are taken, positive ones given.
    record Moved(AccountId account, Reason reason, Money amount, Instant at) implements Beside {}

    /// Money moved by hand: a line of the ledger by itself.
    record Posted(Posting posting) implements Beside {}

    /// How far below zero an account's balance may go from now on; not negative.
    record Credited(AccountId account, Money credit) implements Beside {}

    /// Something was used: it is added to what its slot has. Negative where it is given back.
    record Counted(Usage usage) implements Beside {}

    /// More of something bounded was used up: it is added to what was used of it before.
    record Spent(Spending spending) implements Beside {}

    /// A message goes to its person at a moment, and counts from then on; a later moment takes the
    /// place of an earlier one of the same message.
    record Touched(Touch touch) implements Beside {}

    /// A message did not reach its person after all, and does not count any more.
    record Untouched(MessageId message, AccountId account, Address person) implements Beside {}

    /// A message is part of its conversation, which begins with it where there is none yet.
    record Threaded(Conversation.Line line) implements Beside {}

    /// New values of a conversation; a guard tells that they follow from those before.
    record Tended(Conversation after) implements Beside {}

    /// A note beside a conversation, or new words of one.
    record Annotated(ConversationNote note) implements Beside {}

    /// A note beside a conversation is gone.
    record Unannotated(ConversationNote last) implements Beside {}

    /// A request that brought an idempotency key was accepted; `message` is what it made, or was
    /// about.
    record Keyed(Idempotency key, MessageId message, Instant at) implements Beside {}

    /// How a try to tell something went.
    record Tried(Attempt attempt) implements Beside {}

    /// Something that policy refused.
    record Declined(Refused refused) implements Beside {}

    /// A person let messages come, or stopped them.
    ///
    /// @param always whether it is kept also where it is a grant and nothing was stopped
    record Consented(Consent consent, boolean always) implements Beside {}

    /// Every message that waited for a person when the record with this number was kept has been
    /// looked for.
    record Swept(long number) implements Beside {}

    /// A receipt waits for its other half.
    record Parked(Half half) implements Beside {}

    /// The halves with this carrier and far id were settled, or are too old.
    record Unparked(String carrier, String farId) implements Beside {}

    /// Something happened that the account's live feed tells.
    record Happened(Event event) implements Beside {}

    /// A long job that has something told again, as it stands now.
    record Replayed(Replay replay) implements Beside {}

    /// A part of what a person wrote is kept until the others are there.
    record Fragmented(Fragment fragment) implements Beside {}

    /// The parts of one text are needed no more; none of them stands after this, in whatever order
    /// the commits of a group are written.
    record Joined(Id series) implements Beside {}

    /// A delivery was kept whose answer may be lost: it is to be known again.
    record Printed(Print print) implements Beside {}

    /// A delivery is not to be known again any more: its answer came, or it is too long ago. None
    /// of its prints stands after this, in whatever order the commits of a group are written.
    ///
    /// @param whose the message, or the stray, that it is part of
    /// @param part which part of it, from 1
    record Settled(Id whose, int part) implements Beside {}

    /// Somebody passed the door.
    record Signed(Signing what) implements Beside {}

    /// A new or changed row of the small tables; the audit log tells by whom.
    record Enrolled(Entry entry, Occasion by) implements Beside {}
  }

  /// A row of the small tables; each raises the directory's revision.
  public sealed interface Entry {
    /// A new account, or new values of one.
    record OfAccount(Account account) implements Entry {}

    /// A new key, or new values of one.
    record OfKey(ApiKey key) implements Entry {}

    /// A new sender.
    record OfSender(Sender sender) implements Entry {}

    /// A sender that its account gave back.
    record Released(Sender sender) implements Entry {}

    /// A new resource, or new values of one.
    record OfResource(Resource resource) implements Entry {}

    /// A resource that its account gave up.
    record Dropped(Resource resource) implements Entry {}

    /// Another key for what an account's messages say; older ones still open what they sealed.
    record Resealed(AccountId account) implements Entry {}

    /// The keys of all that an account's messages said so far are destroyed: nobody reads it again.
    record Shredded(AccountId account) implements Entry {}

    /// Another price list, in place of the one before.
    record OfTariff(Tariff tariff) implements Entry {}

    /// Other rates between currencies, in place of those before.
    record OfConversions(Conversions conversions) implements Entry {}

    /// A new order to erase a person.
    record OfErasure(Erasure erasure) implements Entry {}

    /// A new order to have something told again, or the end of one that was canceled; it changes no
    /// row of the small tables.
    record OfReplay(Replay replay) implements Entry {}

    /// All that is held about a person was asked for; it changes no row of the small tables.
    ///
    /// @param mark a keyed hash of the address
    record Exported(AccountId account, String mark) implements Entry {}

    /// A user signed in; it changes no row of the small tables.
    record SignedIn(Session session) implements Entry {}

    /// A session was ended before its time; it changes no row of the small tables.
    record SignedOut(Session session) implements Entry {}

    /// Money went from one account to another; it changes no row of the small tables.
    record Transferred(Transfer transfer) implements Entry {}
  }

  /// Why money moved.
  public enum Reason {
    OPENING(1),
    CHARGE(2),
    REFUND(3),
    /// Somebody paid in.
    TOP_UP(4),
    /// Somebody put something right.
    ADJUSTMENT(5),
    /// It went to, or came from, an account below or above.
    TRANSFER(6),
    /// All that moved a balance within a month, once its lines were folded into this one.
    CLOSING(7);

    private final int code;

    Reason(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The reason with this word.
    public static Optional<Reason> of(String word) {
      return Arrays.stream(values()).filter(reason -> reason.word().equals(word)).findFirst();
    }
  }

  /// What became of a commit.
  public sealed interface Result {
    /// It is written and synced.
    record Done() implements Result {}

    /// The message has changed since it was read: read it again and decide again.
    record Stale(MessageId message) implements Result {}

    /// The key was used before, for this message.
    ///
    /// @param taken with the hash that was asked for where the request was the same, else with none
    record KeyTaken(Idempotency taken, MessageId message) implements Result {}

    /// The balance does not cover it.
    record FundsShort(AccountId account) implements Result {}

    /// The account would use more than it may.
    record LimitReached(Allowance allowance) implements Result {}

    /// Those whom these messages are for have stopped their senders.
    record Stopped(Set<MessageId> messages) implements Result {
      public Stopped {
        messages = Set.copyOf(messages);
      }
    }

    /// Those whom these messages are for were written to as often as they may be.
    ///
    /// @param free when each may go, as far as is known now
    record TooOften(Map<MessageId, Instant> free) implements Result {
      public TooOften {
        free = Map.copyOf(free);
      }
    }

    /// The conversation has changed since it was read, or is gone.
    record Overtaken(Id conversation) implements Result {}

    /// The store could not write it; nothing of it stands.
    record Broken(String why) implements Result {}
  }
}
