package io.carillon.engine.inbound;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.engine.inbound.Ears.Ear;
import io.carillon.engine.inbound.Listening.Heard;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Encoding;
import io.carillon.model.Inbox;
import io.carillon.model.Keepsake;
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
import io.carillon.model.Message.Work;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Revoked;
import io.carillon.model.Sender;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a message from a person, and that a person left, under the account that owns the sender it
/// was written to, and has it told where the account hears of such.
///
/// One dialect tells it, at one place, as `Ears` knows it. The notice that is owed stands in the
/// same commit as the message.
public final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  private final Desk desk;
  private final Ears ears;
  private final Clock clock;
  private final Ids ids;
  private volatile Listening listening = Listening.NONE;
  private final String currency;
  private final Meters.Count kept;
  private final Meters.Count ownerless;

  public Arrivals(Desk desk, Ears ears, Clock clock, Ids ids, String currency, Meters meters) {
    this.desk = desk;
    this.ears = ears;
    this.clock = clock;
    this.ids = ids;
    this.currency = currency;
    this.kept = meters.count("messages.received");
    this.ownerless = meters.count("messages.ownerless");
  }

  /// Sets who hears what persons write; for the time of wiring only.
  public void onWords(Listening next) {
    listening = next;
  }

  private static final Set<Status> TOLD = Set.of(Status.RECEIVED);

  /// What is to be kept as one message.
  ///
  /// @param segments how many parts of it came
  /// @param also rows of the commit that keeps it
  record Whole(String carrier, Arrived arrived, int segments, List<Write> also, Recall recall) {
    Whole {
      also = List.copyOf(also);
    }
  }

  /// The account that a message to a sender belongs to; empty where nobody owns the sender.
  Optional<AccountId> owner(Address sender) {
    return ears.accounts().directory().owners(sender).stream().map(Sender::account).findFirst();
  }

  /// Keeps it under an account; `ending` hears when it is synced. What was odd in it stands in its
  /// trace.
  void keep(AccountId account, Whole whole, Matter.Ending ending) {
    var message = message(account, whole);
    listening.hear(
        message,
        heard -> {
          var also = new ArrayList<>(heard.also());
          also.addAll(whole.also());
          also.addAll(recalled(whole, message, heard));
          for (var words : whole.arrived().manner().odd()) {
            var at = message.state().times().accepted();
            also.add(new Write.Noted(new TraceRow(message.id(), at, TraceRow.Kind.NOTE, words)));
          }
          keep(as(message, heard), also, ending);
        });
  }

  /// Words that stop or start a sender are never taken for a repeat: who says STOP after somebody
  /// said START for them elsewhere must be heard.
  private static List<Write> recalled(Whole whole, Message message, Heard heard) {
    if (heard.also().stream().anyMatch(Write.Consented.class::isInstance)) {
      whole.recall().waive();
      return List.of();
    }
    return whole.recall().rows(message.id().value());
  }

  /// Keeps that a person left a sender, for each account that owns it; `ending` hears when it is
  /// synced. There is no message of it, so nobody is told but of the messages that it ends.
  public void left(String carrier, Revoked revoked, Matter.Ending ending) {
    var owners = ears.accounts().directory().owners(revoked.sender());
    var writes = new ArrayList<Write>();
    for (var owner : owners) {
      for (var write : listening.left(owner.account(), carrier, revoked)) {
        if (!writes.contains(write)) {
          writes.add(write);
        }
      }
    }
    if (writes.isEmpty()) {
      LOG.warn(
          "carrier {} says that a person left {}, which nobody owns", carrier, revoked.sender());
      ownerless.add(1);
      ending.ended(Optional.empty());
      return;
    }
    desk.note(
        new Commit(Urgency.INSIDE, List.of(), writes),
        result -> {
          if (result instanceof Result.Done) {
            ending.ended(Optional.empty());
          } else {
            ending.broken();
          }
        });
  }

  /// The message as it is kept. What is owed an answer stands in the store as such, so that no
  /// crash forgets it.
  private static Message as(Message message, Heard heard) {
    var state = message.state();
    var work =
        heard.owed() ? Work.fresh("", "", Wait.REPLY, state.times().accepted()) : state.work();
    var terms = message.terms();
    var callback = heard.told() ? terms.callback() : Optional.<Callback>empty();
    var origin = message.origin();
    return new Message(
        message.id(),
        message.parties(),
        message.content(),
        new Terms(
            terms.purpose(),
            terms.priority(),
            terms.wantsReceipt(),
            terms.validity(),
            terms.sendAt(),
            callback),
        message.bill(),
        new Origin(
            origin.place(), origin.reference(), origin.tags(), origin.keepsake(), heard.decision()),
        state.with(state.facts(), work));
  }

  private void keep(Message message, List<Write> also, Matter.Ending ending) {
    desk.add(
        List.of(message),
        List.of(),
        also,
        Urgency.INSIDE,
        result -> {
          if (result instanceof Result.Done) {
            kept.add(1);
            ending.ended(Optional.of(message));
          } else {
            ending.broken();
          }
        });
  }

  private Message message(AccountId account, Whole whole) {
    var now = clock.now();
    var arrived = whole.arrived();
    var ear = ears.of(account, arrived.to());
    var inbox = ear.map(Ear::inbox);
    return new Message(
        new MessageId(ids.next()),
        new Parties(account, Direction.INBOUND, arrived.channel(), arrived.from(), arrived.to()),
        arrived.content(),
        new Terms(
            Purpose.TRANSACTIONAL,
            Priority.NORMAL,
            false,
            Duration.ZERO,
            Optional.empty(),
            inbox.map(found -> new Callback(found.main().url(), TOLD))),
        new Bill(Encoding.NONE, whole.segments(), new Money(0, currency)),
        new Origin(
            ear.map(found -> Place.of(found.dialect(), found.inbox().form())).orElse(Place.NONE),
            "",
            inbox.map(Inbox::tags).orElse(Map.of()),
            inbox.map(Inbox::keepsake).orElse(Keepsake.NONE),
            ""),
        new State(
            Status.RECEIVED,
            Times.acceptedAt(now),
            new Facts(Optional.empty(), "", whole.carrier(), "", ""),
            Work.NONE,
            List.of(),
            Revision.FIRST));
  }
}
