package io.carillon.store.search;

import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Status;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the index keeps of one message.
public final class Entry {
  /// Where a moment would stand that never came.
  static final int NEVER = Integer.MIN_VALUE;

  /// Where a moment stands that lies too far from the id's: the message itself must be asked.
  static final int FAR = Integer.MAX_VALUE;

  final AccountId account;
  final Id id;
  final int traits;
  final int accepted;
  final int came;
  final long from;
  final long to;
  final long reference;
  final long[] tags;

  private Entry(Owned owned, Kind kind, Moments moments, Words words) {
    account = owned.account();
    id = owned.id();
    traits = Traits.of(kind.status(), kind.direction(), kind.channel(), kind.live());
    accepted = since(id, Optional.of(moments.accepted()));
    came = since(id, moments.came(kind.direction()));
    from = AddressKey.of(words.from());
    to = AddressKey.of(words.to());
    reference = WordKey.ofReference(words.reference());
    tags = WordKey.ofTags(words.tags());
  }

  /// A message and whose it is.
  public record Owned(AccountId account, Id id) {}

  /// What kind of message it is.
  public record Kind(Status status, Direction direction, Channel channel, boolean live) {}

  /// When it was accepted, and sent.
  public record Moments(Instant accepted, Optional<Instant> sent) {
    private Optional<Instant> came(Direction direction) {
      return switch (direction) {
        case OUTBOUND -> sent;
        case INBOUND -> Optional.of(accepted);
      };
    }
  }

  /// What stands in it and can be looked for.
  public record Words(String from, String to, String reference, Map<String, String> tags) {}

  /// What is kept of a message with these facts.
  public static Entry of(Owned owned, Kind kind, Moments moments, Words words) {
    return new Entry(owned, kind, moments, words);
  }

  /// What is kept of a message.
  public static Entry of(Message message) {
    var parties = message.parties();
    var origin = message.origin();
    var times = message.state().times();
    return new Entry(
        new Owned(parties.account(), message.id().value()),
        new Kind(message.status(), parties.direction(), parties.channel(), origin.place().live()),
        new Moments(times.accepted(), times.sent()),
        new Words(parties.from().value(), parties.to().value(), origin.reference(), origin.tags()));
  }

  /// Where [#came] stands for a message.
  static int came(Message message) {
    var times = message.state().times();
    var moments = new Moments(times.accepted(), times.sent());
    return since(message.id().value(), moments.came(message.parties().direction()));
  }

  /// The whole milliseconds from the moment in an id to another.
  static int since(Id id, Optional<Instant> moment) {
    if (moment.isEmpty()) {
      return NEVER;
    }
    long millis = moment.get().toEpochMilli() - id.epochMillis();
    return millis > NEVER && millis < FAR ? (int) millis : FAR;
  }
}
