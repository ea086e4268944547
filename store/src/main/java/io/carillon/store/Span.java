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
            accepted.from().map(from -> edge(from.minus(SLACK))).orElse(new byte[OCTETS]),
            accepted.until().map(until -> edge(until.plus(SLACK))).orElse(highest()));
    return after.map(id -> all.behind(id, order)).orElse(all);
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
