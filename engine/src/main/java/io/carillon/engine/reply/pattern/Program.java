package io.carillon.engine.reply.pattern;

import io.carillon.engine.reply.pattern.Node.Edge;
import java.util.ArrayList;
import java.util.List;

/// An expression as orders that are followed one after the other, at most [#ORDERS_MAX].
final class Program {
  /// How many orders one may have.
  static final int ORDERS_MAX = 1_000;

  private final List<Order> orders = new ArrayList<>();

  private Program() {}

  /// @throws Reader.Malformed where it would be too long
  static Program of(Node node) {
    var program = new Program();
    program.add(new Order.Keep(0));
    program.add(node);
    program.add(new Order.Keep(1));
    program.add(new Order.Match());
    return program;
  }

  int size() {
    return orders.size();
  }

  Order at(int place) {
    return orders.get(place);
  }

  /// What is done.
  sealed interface Order {
    /// Take one of these characters.
    record Take(Letters letters) implements Order {}

    /// Go on only here.
    record Look(Edge edge) implements Order {}

    /// Go on there.
    record Go(int to) implements Order {}

    /// Go on at both places, at the first rather.
    record Split(int first, int second) implements Order {}

    /// Keep the place in the text.
    record Keep(int slot) implements Order {}

    /// It matches.
    record Match() implements Order {}
  }

  private int add(Order order) {
    if (orders.size() >= ORDERS_MAX) {
      throw new Reader.Malformed("says more than it may once its repetitions are written out", 0);
    }
    orders.add(order);
    return orders.size() - 1;
  }

  private void add(Node node) {
    switch (node) {
      case Node.One(var letters) -> add(new Order.Take(letters));
      case Node.At(var edge) -> add(new Order.Look(edge));
      case Node.Sequence(var parts) -> parts.forEach(this::add);
      case Node.Either(var ways) -> either(ways);
      case Node.Group(var number, var inner) -> {
        add(new Order.Keep(2 * number));
        add(inner);
        add(new Order.Keep(2 * number + 1));
      }
      case Node.Repeat repeat -> repeat(repeat);
    }
  }

  private void either(List<Node> ways) {
    var ends = new ArrayList<Integer>();
    for (int i = 0; i < ways.size() - 1; i++) {
      int split = add(new Order.Match());
      add(ways.get(i));
      ends.add(add(new Order.Match()));
      orders.set(split, new Order.Split(split + 1, orders.size()));
    }
    add(ways.getLast());
    ends.forEach(end -> orders.set(end, new Order.Go(orders.size())));
  }

  private void repeat(Node.Repeat repeat) {
    for (int i = 0; i < repeat.least(); i++) {
      add(repeat.inner());
    }
    if (repeat.most() == Node.Repeat.EVER) {
      int split = add(new Order.Match());
      add(repeat.inner());
      add(new Order.Go(split));
      orders.set(split, split(repeat, split + 1));
      return;
    }
    var splits = new ArrayList<Integer>();
    for (int i = repeat.least(); i < repeat.most(); i++) {
      splits.add(add(new Order.Match()));
      add(repeat.inner());
    }
    splits.forEach(split -> orders.set(split, split(repeat, split + 1)));
  }

  /// Into what is repeated, or on behind it.
  private Order split(Node.Repeat repeat, int into) {
    int behind = orders.size();
    return repeat.greedy() ? new Order.Split(into, behind) : new Order.Split(behind, into);
  }
}
