package io.carillon.model;

import java.time.Instant;
import java.util.Locale;

/// Something unusual on a message's way. The usual steps have no row: they are told from its times.
///
/// @param detail at most 500 characters, without body, number or secret
public record TraceRow(MessageId message, Instant at, Kind kind, String detail) {
  private static final int DETAIL_MAX = 500;

  public TraceRow {
    detail = detail.length() <= DETAIL_MAX ? detail : detail.substring(0, DETAIL_MAX);
  }

  /// What happened.
  public enum Kind {
    NOTE(1),
    THROTTLED(2),
    NOT_TAKEN(3),
    DOUBTED(4),
    RESENT(5),
    SETTLED(6),
    RECEIPT(7),
    RECEIPT_REPEATED(8),
    NOTICE_FAILED(9),
    NOTICE_DEAD(10),
    CANCELED(11),
    /// Another carrier has it now.
    FAILED_OVER(12),
    /// No receipt came in the time in which one could be expected.
    RECEIPT_OVERDUE(13),
    /// The carrier would not take back what it has.
    CANCEL_REFUSED(14),
    /// The carrier is asked to put other words in the place of those that it has.
    REPLACE_ASKED(15),
    /// It did.
    REPLACED(16),
    /// It did not, as far as is known.
    REPLACE_REFUSED(17),
    /// What a check noticed when it was accepted, or when its turn came.
    CHECKED(18),
    /// What an endpoint asked for in its answer was sent.
    ANSWERED(25),
    /// What an endpoint asked for in its answer was refused, or could not be understood.
    ANSWER_FAILED(26);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable lower-case word in traces and APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
