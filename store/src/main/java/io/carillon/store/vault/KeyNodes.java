package io.carillon.store.vault;

import io.carillon.model.Id;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The secrets of a [KeyTree], packed in the order of their ways: of each its way (13 octets), how
/// many bits of that count (1), and itself (32). Immutable.
///
/// The ways of secrets begin nothing that another's does.
final class KeyNodes {
  /// What one takes.
  static final int OCTETS = Leaf.OCTETS + 1 + KeyTree.SECRET_OCTETS;

  private static final int DEPTH_AT = Leaf.OCTETS;
  private static final int SECRET_AT = DEPTH_AT + 1;
  private static final int LOW_SHIFT = 24;

  private final ByteBuffer packed;

  private KeyNodes(ByteBuffer packed) {
    this.packed = packed;
  }

  /// A secret: what lies below it can be found.
  ///
  /// @param way zeros behind the bits that count
  /// @param depth how many bits of its way count
  @SuppressWarnings("ArrayRecordComponent") // never compared, and kept inside
  record Node(Id way, int depth, byte[] secret) {
    private boolean isAbove(Id other) {
      return KeyTree.start(other, depth).equals(way);
    }

    private void put(ByteBuffer to) {
      to.put(way.bytes(), 0, Leaf.OCTETS).put((byte) depth).put(secret);
    }
  }

  /// The root alone.
  static KeyNodes root(byte[] secret) {
    var packed = ByteBuffer.allocate(OCTETS);
    new Node(new Id(0, 0), 0, secret).put(packed);
    return new KeyNodes(packed);
  }

  /// So many of those that [#put] wrote.
  static KeyNodes take(ByteBuffer from, int count) {
    var octets = new byte[Math.multiplyExact(count, OCTETS)];
    from.get(octets);
    return new KeyNodes(ByteBuffer.wrap(octets));
  }

  int size() {
    return packed.capacity() / OCTETS;
  }

  void put(ByteBuffer to) {
    to.put(packed.duplicate().clear());
  }

  /// The one from which a way goes on: the last one that is not behind the way, if any.
  Optional<Node> above(Id way) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (way(middle).compareTo(way) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == 0 ? Optional.empty() : Optional.of(node(low - 1)).filter(one -> one.isAbove(way));
  }

  private Id way(int index) {
    int at = index * OCTETS;
    long last = packed.getInt(at + Long.BYTES) & 0xFFFF_FFFFL;
    int end = packed.get(at + Long.BYTES + Integer.BYTES) & 0xFF;
    return new Id(packed.getLong(at), (last << Byte.SIZE | end) << LOW_SHIFT);
  }

  private Node node(int index) {
    var secret = new byte[KeyTree.SECRET_OCTETS];
    packed.get(index * OCTETS + SECRET_AT, secret);
    return new Node(way(index), packed.get(index * OCTETS + DEPTH_AT), secret);
  }

  /// What is to be taken from them and put in its place.
  static final class Change {
    private final KeyNodes before;
    private final Set<Id> gone = new HashSet<>();
    private final NavigableMap<Id, Node> added = new TreeMap<>();

    Change(KeyNodes before) {
      this.before = before;
    }

    /// The one from which a way goes on, with what was changed so far.
    Optional<Node> above(Id way) {
      return Optional.ofNullable(added.floorEntry(way))
          .map(Map.Entry::getValue)
          .filter(one -> one.isAbove(way))
          .or(() -> before.above(way).filter(one -> !gone.contains(one.way())));
    }

    /// Takes one away that [#above] found.
    void take(Node node) {
      if (added.remove(node.way()) == null) {
        gone.add(node.way());
      }
    }

    /// Puts one there.
    void add(Node node) {
      added.put(node.way(), node);
    }

    /// What there is then.
    KeyNodes made() {
      int size = before.size() - gone.size() + added.size();
      var to = ByteBuffer.allocate(Math.multiplyExact(size, OCTETS));
      var coming = added.values().iterator();
      var next = coming.hasNext() ? coming.next() : null;
      for (int index = 0; index < before.size(); index++) {
        var way = before.way(index);
        if (!gone.contains(way)) {
          while (next != null && next.way().compareTo(way) < 0) {
            next.put(to);
            next = coming.hasNext() ? coming.next() : null;
          }
          to.put(before.packed.slice(index * OCTETS, OCTETS));
        }
      }
      while (next != null) {
        next.put(to);
        next = coming.hasNext() ? coming.next() : null;
      }
      return new KeyNodes(to);
    }
  }
}
