package io.carillon.sandbox.smsc;

import io.carillon.sandbox.smsc.Kept.Ends;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Reading;
import io.carillon.wire.text.Udh;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final Reading NOTHING = new Reading(Alphabet.GSM7, Udh.NOTHING, Octets.NONE);

  private final LinkedHashMap<Key, Parts> texts = new LinkedHashMap<>();

  private record Key(Ends ends, int reference, int total) {}

  /// What tells a part from another one in its place.
  private record Mark(int body, int reference) {}

  private static final class Parts {
    private final @Nullable Mark[] marks;
    private final List<Reading> readings;
    private int missing;

    Parts(int total) {
      marks = new Mark[total];
      readings = new ArrayList<>(Collections.nCopies(total, NOTHING));
      missing = total;
    }
  }

  /// The parts of the message that is whole now, in their order; nothing where parts are missing,
  /// or where this one was there before.
  Optional<List<Reading>> join(Taken taken) {
    var piece = taken.piece();
    if (piece.isWhole()) {
      return Optional.of(List.of(piece.reading()));
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
    parts.readings.set(index, piece.reading());
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

  private static List<Reading> whole(Parts parts) {
    var whole = List.copyOf(parts.readings);
    Collections.fill(parts.readings, NOTHING);
    return whole;
  }
}
