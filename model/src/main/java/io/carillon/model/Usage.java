package io.carillon.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.OptionalLong;

/// How much an account used of one kind on one day: messages that were accepted then, or came in,
/// what they cost, and what their carriers ask. What is given back later is taken off the day of
/// the message.
public record Usage(Slot slot, Sum sum) {
  /// What is added up.
  ///
  /// @param day in UTC
  /// @param country of the person, ISO 3166-1 alpha-2; empty = not known
  /// @param currency of price and cost, ISO 4217
  public record Slot(
      AccountId account,
      LocalDate day,
      Channel channel,
      Direction direction,
      String country,
      String currency) {
    /// The order in which they are listed.
    public static final Comparator<Slot> ORDER =
        Comparator.comparing(Slot::day)
            .thenComparingInt(slot -> slot.channel().code())
            .thenComparingInt(slot -> slot.direction().code())
            .thenComparing(Slot::country)
            .thenComparing(Slot::currency);

    /// The one that a message belongs to.
    public static Slot of(Message message) {
      var parties = message.parties();
      return new Slot(
          parties.account(),
          Usage.day(message.state().times().accepted()),
          parties.channel(),
          parties.direction(),
          message.state().facts().country(),
          message.bill().price().currency());
    }
  }

  /// The day of a moment, in UTC.
  public static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  /// How much.
  ///
  /// @param price what the account paid and did not get back, in micro-units
  public record Sum(long messages, long segments, long price, Cost cost) {
    /// Nothing.
    public static final Sum ZERO = new Sum(0, 0, 0, Cost.NONE);

    /// Both.
    public Sum plus(Sum other) {
      return new Sum(
          messages + other.messages,
          segments + other.segments,
          price + other.price,
          cost.plus(other.cost));
    }

    /// What this has more than another.
    public Sum minus(Sum other) {
      return new Sum(
          messages - other.messages,
          segments - other.segments,
          price - other.price,
          cost.minus(other.cost));
    }
  }

  /// What carriers ask for the parts that they took, as far as it is known.
  ///
  /// @param micros in micro-units
  /// @param messages of how many messages it is known
  public record Cost(long micros, long messages) {
    /// Nothing is known.
    public static final Cost NONE = new Cost(0, 0);

    /// That of one message.
    public static Cost of(OptionalLong micros) {
      return micros.isPresent() ? new Cost(micros.getAsLong(), 1) : NONE;
    }

    /// The amount; empty where it is known of no message. What was added up before messages were
    /// counted for it is known, too.
    public OptionalLong known() {
      return messages == 0 && micros == 0 ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    /// Both.
    public Cost plus(Cost other) {
      return new Cost(micros + other.micros, messages + other.messages);
    }

    /// What this has more than another.
    public Cost minus(Cost other) {
      return new Cost(micros - other.micros, messages - other.messages);
    }
  }
}
