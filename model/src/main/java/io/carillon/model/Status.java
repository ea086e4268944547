package io.carillon.model;

import java.util.Optional;

/// How far a message has come. A change is written only if it raises the rank, so receipts may come
/// late, twice or out of order; retry, throttle and doubt never change it.
public enum Status {
  ACCEPTED(10, 1),
  SCHEDULED(15, 2),
  QUEUED(20, 3),
  SENDING(30, 4),
  SENT(40, 5),
  UNDELIVERED(50, 6),
  EXPIRED(50, 7),
  FAILED(50, 8),
  CANCELED(50, 9),
  DELIVERED(60, 10),
  READ(70, 11),
  /// Inbound only: a person wrote to us.
  RECEIVED(60, 12);

  private final int rank;
  private final int code;

  Status(int rank, int code) {
    this.rank = rank;
    this.code = code;
  }

  /// The order in which statuses may follow each other; equal ranks exclude each other.
  public int rank() {
    return rank;
  }

  /// The stable number in storage.
  public int code() {
    return code;
  }

  /// The stable lower-case word in settings, metrics and APIs.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Whether `next` may be written over this.
  public boolean yieldsTo(Status next) {
    return next.rank > rank;
  }

  /// Whether nothing more is done for the message; a receipt may still raise it.
  public boolean isFinal() {
    return rank >= 50;
  }

  /// The status with this word.
  public static Optional<Status> of(String word) {
    for (var status : values()) {
      if (status.word().equals(word)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
