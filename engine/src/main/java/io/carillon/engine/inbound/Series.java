package io.carillon.engine.inbound;

import io.carillon.engine.change.Matter.Ending;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Fragment;
import io.carillon.model.Id;
import io.carillon.model.Report.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// The parts of one text that have come so far. Guarded by the lock of [Gathering].
final class Series {
  final Id id;
  final Key key;

  /// When nothing more is waited for, in ticks.
  final long due;

  private final NavigableMap<Integer, Held> parts = new TreeMap<>();
  private int octets;

  /// Its message is being kept.
  private boolean closing;

  Series(Id id, Key key, long due) {
    this.id = id;
    this.key = key;
    this.due = due;
  }

  /// By what parts belong together: whoever brings them, and in whatever order.
  record Key(Line line, Channel channel, Scheme scheme, int reference, int total) {
    static Key of(Fragment fragment) {
      var arrived = fragment.arrived();
      var part = fragment.part();
      var line = new Line(fragment.account(), arrived.from(), arrived.to());
      return new Key(line, arrived.channel(), part.scheme(), part.reference(), part.total());
    }
  }

  /// Who writes to which sender of which account; empty = nobody's.
  record Line(Optional<AccountId> account, Address person, Address sender) {}

  /// A part, and who waits until it is on disk.
  private static final class Held {
    private final Fragment fragment;
    private final Brought brought;
    private final List<Ending> waiting = new ArrayList<>(1);
    private boolean synced;

    Held(Fragment fragment, Brought brought) {
      this.fragment = fragment;
      this.brought = brought;
    }
  }

  /// How a part stands to those that are here.
  enum Fit {
    /// It was missing.
    NEW,
    /// It is here, and on disk.
    KEPT,
    /// It is here, and will be on disk.
    COMING,
    /// Another one is in its place: it is of another text.
    OTHER
  }

  Fit fit(Fragment fragment) {
    var held = parts.get(fragment.part().number());
    if (held == null) {
      return closing ? Fit.OTHER : Fit.NEW;
    }
    var same = held.fragment.arrived().content().equals(fragment.arrived().content());
    boolean alike = same && held.fragment.part().equals(fragment.part());
    if (!alike) {
      return Fit.OTHER;
    }
    return held.synced ? Fit.KEPT : Fit.COMING;
  }

  void put(Fragment fragment, Brought brought) {
    parts.put(fragment.part().number(), new Held(fragment, brought));
    octets += size(fragment);
  }

  private static int size(Fragment fragment) {
    return fragment.arrived().content() instanceof Content.Binary(var data, _) ? data.size() : 0;
  }

  /// Has somebody told when a part that is here is on disk.
  void await(int number, Ending ending) {
    var held = parts.get(number);
    if (held != null) {
      held.waiting.add(ending);
    }
  }

  /// A part is on disk; answers who waited for that.
  List<Ending> synced(int number) {
    var held = parts.get(number);
    if (held == null) {
      return List.of();
    }
    held.synced = true;
    var waited = List.copyOf(held.waiting);
    held.waiting.clear();
    return waited;
  }

  /// A part could not be kept, and is here no more; answers who waited for it.
  List<Ending> dropped(int number) {
    var held = parts.get(number);
    if (held == null) {
      return List.of();
    }
    var waited = List.copyOf(held.waiting);
    held.waiting.clear();
    parts.remove(number);
    octets -= size(held.fragment);
    return waited;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  int size() {
    return parts.size();
  }

  boolean isSynced(int number) {
    var held = parts.get(number);
    return held != null && held.synced;
  }

  boolean isWhole() {
    return parts.size() == key.total();
  }

  boolean isClosing() {
    return closing;
  }

  void close() {
    closing = true;
  }

  void reopen() {
    closing = false;
  }

  int octets() {
    return octets;
  }

  /// By what each that is here is known again.
  List<Brought> brought() {
    return parts.values().stream().map(held -> held.brought).toList();
  }

  /// By what one that is here is known again.
  Brought brought(int number) {
    return Objects.requireNonNull(parts.get(number), "no such part").brought;
  }

  /// What is here, by the numbers.
  List<Fragment> fragments() {
    return parts.values().stream().map(held -> held.fragment).toList();
  }
}
