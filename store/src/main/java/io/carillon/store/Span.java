package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The ids from a floor (included) to below a ceiling, as octets in their order.
final class Span {
  /// An id is made a little before its message is accepted; clocks may be set meanwhile.
  private static final Duration SLACK = Duration.ofHours(1);

  private static final int OCTETS = 16;

  private final byte[] floor;
  private final byte[] ceiling;

  private Span(byte[] floor, byte[] ceiling) {
    this.floor = floor;
    this.ceiling = ceiling;
  }

  byte[] floor() {
    return floor;
  }

  byte[] ceiling() {
    return ceiling;
  }

  /// All ids that may pass a filter, or those of them that come after one.
  static Span of(Filter filter, Order order, Optional<Id> after) {
    var accepted = filter.times().accepted();
    var all =
        new Span(
            accepted.from().map(from -> edge(early(from))).orElse(new byte[OCTETS]),
            accepted.until().map(until -> edge(late(until))).orElse(highest()));
    return after.map(id -> all.behind(id, order)).orElse(all);
  }

  /// No id of a message that was accepted at a moment was made before this one.
  static Instant early(Instant accepted) {
    return accepted.minus(SLACK);
  }

  /// No id of a message that was accepted at a moment was made behind this one.
  static Instant late(Instant accepted) {
    return accepted.plus(SLACK);
  }

  private static byte[] edge(Instant moment) {
    long millis = Math.clamp(moment.toEpochMilli(), 0, (1L << 48) - 1);
    return Id.v7(millis, 0, 0).bytes();
  }

  private static byte[] highest() {
    var octets = new byte[OCTETS + 1];
    Arrays.fill(octets, (byte) -1);
    return octets;
  }

  /// The lowest id in it.
  Id least() {
    return id(floor, 1);
  }

  /// The highest id in it.
  Id most() {
    return id(ceiling, -1);
  }

  /// What octets stand for: those of an id, or, with one octet more, what comes right behind it.
  /// What they are the edge of lies one step up or down.
  private static Id id(byte[] octets, int step) {
    var id = Id.fromBytes(Arrays.copyOf(octets, OCTETS));
    boolean longer = octets.length > OCTETS;
    if (longer == (step > 0)) {
      return longer ? next(id) : before(id);
    }
    return id;
  }

  private static Id next(Id id) {
    return new Id(id.low() == -1 ? id.high() + 1 : id.high(), id.low() + 1);
  }

  private static Id before(Id id) {
    return new Id(id.low() == 0 ? id.high() - 1 : id.high(), id.low() - 1);
  }

  /// What of it lies below an id.
  Span below(Id id) {
    return new Span(floor, lower(ceiling, id.bytes()));
  }

  /// What of it does not lie below an id.
  Span from(Id id) {
    return new Span(higher(floor, id.bytes()), ceiling);
  }

  /// The last id that came before it in this order.
  Id passed(Order order) {
    return order.ascending() ? before(least()) : next(most());
  }

  boolean isEmpty() {
    return Arrays.compareUnsigned(floor, ceiling) >= 0;
  }

  /// What comes after an id in this order.
  Span behind(Id id, Order order) {
    return order.ascending()
        ? new Span(higher(floor, following(id)), ceiling)
        : new Span(floor, lower(ceiling, id.bytes()));
  }

  /// What comes up to an id in this order: with it on the way down, without it on the way up.
  Span until(Id id, Order order) {
    return order.ascending() ? new Span(floor, id.bytes()) : new Span(id.bytes(), ceiling);
  }

  /// What is left behind a first part in this order.
  Span without(Span first, Order order) {
    return order.ascending() ? new Span(first.ceiling, ceiling) : new Span(floor, first.floor);
  }

  /// The least octets above an id: one octet more.
  private static byte[] following(Id id) {
    return Arrays.copyOf(id.bytes(), OCTETS + 1);
  }

  private static byte[] higher(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b) >= 0 ? a : b;
  }

  private static byte[] lower(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b) <= 0 ? a : b;
  }
}
