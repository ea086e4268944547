package io.carillon.front;

import io.carillon.model.Content;
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
import io.carillon.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Messages from persons, as they are kept.
final class Arriving {
  private Arriving() {}

  static Message message(MessageId id, Parties parties, Content content, Instant now) {
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
            Optional.empty()),
        new Bill(Encoding.NONE, 1, new Money(0, "USD")),
        new Origin(Place.of("", ""), "", Map.of(), Keepsake.NONE, ""),
        new State(
            Status.RECEIVED,
            Times.acceptedAt(now),
            new Facts(Optional.empty(), "", "quiet", "", ""),
            Work.NONE,
            List.of(),
            Revision.FIRST));
  }
}
