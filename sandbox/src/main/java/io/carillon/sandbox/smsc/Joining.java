package io.carillon.sandbox.smsc;

import io.carillon.sandbox.smsc.Kept.Ends;
import io.carillon.wire.text.Octets;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts the parts of texts together, in whatever order and however often they come: at most 10,000
/// texts, of which the oldest goes first.
///
/// A text is remembered for a while after it was whole, so that a part that comes once more begins
/// no other. A part that says something else than the one before in its place is of a new text that
/// happens to have the same reference.
final class Joining {
  private static final int TEXTS_MAX = 10_000;

  private final LinkedHashMap<Key, Parts> texts = new LinkedHashMap<>();

  private record Key(Ends ends, int reference, int total) {}

  /// What tells a part from another one in its place.
  private record Mark(int body, int reference) {}

  private static final class Parts {
    private final @Nullable Mark[] marks;
    private final Octets[] bodies;
    private int missing;

    Parts(int total) {
      marks = new Mark[total];
      bodies = new Octets[total];
      missing = total;
    }
  }

  /// The body of the message that is whole now; nothing where parts are missing, or where this one
  /// was there before.
  Optional<Octets> join(Taken taken) {
    var piece = taken.piece();
    if (piece.isWhole()) {
      return Optional.of(piece.body());
    }
    int index = piece.concat().number() - 1;
    var mark = new Mark(piece.body().hashCode(), taken.terms().reference());
    var key = new Key(taken.ends(), piece.concat().reference(), piece.concat().total());
    var parts = texts.get(key);
    if (parts != null && mark.equals(parts.marks[index])) {
      return Optional.empty();
    }
    if (parts == null || parts.marks[index] != null) {
      parts = begin(key);
    }
    parts.marks[index] = mark;
    parts.bodies[index] = piece.body();
    return --parts.missing > 0 ? Optional.empty() : Optional.of(whole(parts));
  }

  private Parts begin(Key key) {
    texts.remove(key);
    if (texts.size() >= TEXTS_MAX) {
      texts.pollFirstEntry();
    }
    var parts = new Parts(key.total);
    texts.put(key, parts);
    return parts;
  }

  private static Octets whole(Parts parts) {
    var whole = Octets.NONE;
    for (int i = 0; i < parts.bodies.length; i++) {
      whole = whole.plus(parts.bodies[i]);
      parts.bodies[i] = Octets.NONE;
    }
    return whole;
  }
}
