package io.carillon.wire.smpp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The requests of ours that wait for an answer, and the sequence numbers given to them.
///
/// A ring of slots indexed by sequence number modulo its size, which is at least twice the window.
/// Answers come out of order, so an old request may still hold the slot of a new number: that
/// number is then left out. As at most half of the slots are taken, a free one is never far.
///
/// Guarded by the lock of the session that owns it.
final class PendingRequests {
  private final int mask;

  /// 0 where the slot is free.
  private final int[] sequences;

  private final int[] responseIds;
  private final @Nullable Object[] attachments;
  private final long[] deadlines;
  private final long[] positions;
  private int last;
  private int count;

  PendingRequests(int window, int firstSequence) {
    int slots = Integer.highestOneBit(window * 2 - 1) << 1;
    mask = slots - 1;
    sequences = new int[slots];
    responseIds = new int[slots];
    attachments = new Object[slots];
    deadlines = new long[slots];
    positions = new long[slots];
    last = firstSequence - 1;
  }

  int count() {
    return count;
  }

  /// The next number whose slot is free (SMPP 3.4 §5.1.4).
  int nextSequence() {
    do {
      last = last == PduCodec.SEQUENCE_MAX ? 1 : last + 1;
    } while (sequences[last & mask] != 0);
    return last;
  }

  /// Remembers the request just sent under `sequence`. `position` counts the octets put in line
  /// before it on this connection.
  void add(int sequence, int responseId, Object attachment, long deadline, long position) {
    int slot = sequence & mask;
    sequences[slot] = sequence;
    responseIds[slot] = responseId;
    attachments[slot] = attachment;
    deadlines[slot] = deadline;
    positions[slot] = position;
    count++;
  }

  /// Frees the request that a response with this id and number answers and gives its attachment, or
  /// null where no request waits for it.
  @Nullable Object answered(int sequence, int responseId) {
    int slot = sequence & mask;
    boolean waits =
        sequence > 0
            && sequences[slot] == sequence
            && (responseIds[slot] == responseId || responseId == CommandId.GENERIC_NACK);
    return waits ? free(slot) : null;
  }

  /// Frees all requests whose deadline has come.
  List<Answer> expired(long now) {
    var answers = new ArrayList<Answer>(0);
    for (int slot = 0; count > 0 && slot <= mask; slot++) {
      if (sequences[slot] != 0 && deadlines[slot] - now <= 0) {
        answers.add(new Answer.Unanswered(free(slot), Answer.Cause.TIMED_OUT));
      }
    }
    return answers;
  }

  /// Frees all requests when the link is gone; `written` counts the octets that were handed to it.
  List<Answer> lost(long written) {
    var answers = new ArrayList<Answer>(count);
    for (int slot = 0; count > 0 && slot <= mask; slot++) {
      if (sequences[slot] != 0) {
        boolean sent = positions[slot] < written;
        var cause = sent ? Answer.Cause.LINK_LOST : Answer.Cause.NOT_SENT;
        answers.add(new Answer.Unanswered(free(slot), cause));
      }
    }
    return answers;
  }

  private Object free(int slot) {
    Object attachment = attachments[slot];
    if (attachment == null) {
      throw new IllegalStateException("a free slot cannot be freed");
    }
    sequences[slot] = 0;
    attachments[slot] = null;
    count--;
    return attachment;
  }
}
