package io.carillon.engine.inbound;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Direction;
import io.carillon.model.Encoding;
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
import io.carillon.model.Status;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a message from a person under the account that owns the sender it was written to.
public final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  private final Desk desk;
  private final Accounts accounts;
  private final Clock clock;
  private final Ids ids;
  private final String currency;
  private final Meters.Count kept;
  private final Meters.Count ownerless;

  public Arrivals(
      Desk desk, Accounts accounts, Clock clock, Ids ids, String currency, Meters meters) {
    this.desk = desk;
    this.accounts = accounts;
    this.clock = clock;
    this.ids = ids;
    this.currency = currency;
    this.kept = meters.count("messages.received");
    this.ownerless = meters.count("messages.ownerless");
  }

  /// Keeps it; `ending` hears when it is synced. One that nobody owns the sender of is counted.
  public void take(String carrier, Arrived arrived, Matter.Ending ending) {
    var owners = accounts.directory().owners(arrived.to());
    if (owners.isEmpty()) {
      LOG.warn("carrier {} brought a message to {}, which nobody owns", carrier, arrived.to());
      ownerless.add(1);
      ending.ended(Optional.empty());
      return;
    }
    var message = message(owners.getFirst().account(), carrier, arrived);
    desk.add(
        List.of(message),
        List.of(),
        List.of(),
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

  private Message message(AccountId account, String carrier, Arrived arrived) {
    var now = clock.now();
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
            Optional.empty()),
        new Bill(Encoding.NONE, 1, new Money(0, currency)),
        new Origin(Place.NONE, "", Map.of(), Keepsake.NONE, ""),
        new State(
            Status.RECEIVED,
            Times.acceptedAt(now),
            new Facts(Optional.empty(), "", carrier, "", ""),
            Work.NONE,
            List.of(),
            Revision.FIRST));
  }
}
