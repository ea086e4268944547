package io.carillon.store.search;

import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Status;

/// What kind of message it is, in 12 bits: status, direction, channel, test or live. 0 stands for a
/// message that was erased.
final class Traits {
  /// How many values there are.
  static final int COUNT = 1 << 12;

  private static final int ERASED = 0;
  private static final Status[] BY_CODE = byCode();

  private Traits() {}

  static int of(Status status, Direction direction, Channel channel, boolean live) {
    return status.code() | direction.code() << 4 | channel.code() << 6 | (live ? 0 : 1 << 11);
  }

  static boolean isErased(int traits) {
    return traits == ERASED;
  }

  /// Whether they are those of any message.
  static boolean areKnown(int traits) {
    int status = traits & 0xF;
    return traits > 0 && traits < COUNT && status > 0 && status < BY_CODE.length;
  }

  static Status status(int traits) {
    return BY_CODE[traits & 0xF];
  }

  /// The same with another status.
  static int with(int traits, Status status) {
    return (traits & ~0xF) | status.code();
  }

  /// Whether the status may still become another one: only of a text it is known that delivered is
  /// the end.
  static boolean mayChange(int traits) {
    boolean texts = channel(traits) == Channel.SMS.code() || channel(traits) == Channel.MMS.code();
    return switch (status(traits)) {
      case READ, RECEIVED -> false;
      case DELIVERED -> !texts;
      case ACCEPTED, SCHEDULED, QUEUED, SENDING, SENT, UNDELIVERED, EXPIRED, FAILED, CANCELED ->
          !isErased(traits);
    };
  }

  static int direction(int traits) {
    return traits >>> 4 & 0x3;
  }

  static int channel(int traits) {
    return traits >>> 6 & 0x1F;
  }

  static boolean isLive(int traits) {
    return (traits & 1 << 11) == 0;
  }

  private static Status[] byCode() {
    var byCode = new Status[Status.values().length + 1];
    for (var status : Status.values()) {
      byCode[status.code()] = status;
    }
    byCode[0] = Status.ACCEPTED;
    return byCode;
  }
}
