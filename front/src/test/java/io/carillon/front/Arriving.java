package io.carillon.front;

import io.carillon.engine.inbound.Ears.Ear;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
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
import io.carillon.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a person writes to one of our senders.
///
/// @param ear where it is heard
public record Arriving(Address from, Address to, Content content, Optional<Ear> ear) {
  /// Words or pictures that nobody hears.
  public Arriving(Address from, Address to, Content content) {
    this(from, to, content, Optional.empty());
  }

  /// The same, heard.
  Arriving heardAt(Ear next) {
    return new Arriving(from, to, content, Optional.of(next));
  }

  /// As it is kept.
  Message message(MessageId id, Parties parties, Instant now) {
    var inbox = ear.map(Ear::inbox);
    return new Message(
        id,
        parties,
        content,
        new Terms(
            Purpose.TRANSACTIONAL,
            Priority.NORMAL,
            false,
            Duration.ZERO,
            Optional.empty(),
            inbox.map(found -> new Callback(found.main().url(), Set.of(Status.RECEIVED)))),
        new Bill(Encoding.NONE, 1, new Money(0, "USD")),
        new Origin(
            ear.map(found -> Place.of(found.dialect(), found.inbox().form()))
                .orElse(Place.of("", "")),
            "",
            inbox.map(Inbox::tags).orElse(Map.of()),
            inbox.map(Inbox::keepsake).orElse(Keepsake.NONE),
            ""),
        new State(
            Status.RECEIVED,
            Times.acceptedAt(now),
            new Facts(Optional.empty(), "", "quiet", "", ""),
            Work.NONE,
            List.of(),
            Revision.FIRST));
  }

  /// Between whom, for an account.
  Parties parties(AccountId account) {
    var channel = content instanceof Content.Media ? Channel.MMS : Channel.SMS;
    return new Parties(account, Direction.INBOUND, channel, from, to);
  }
}
