package io.carillon.engine.inbound;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What is known of whether our answer to a delivery came to the far end. All times are in ticks.
///
/// A far end brings again what it has no answer to: since the connection ended before, since this
/// server was killed, or since it waited no longer. Over a connection that lives, an answer that
/// was given in time comes: so who writes the same words again writes a second message. What was
/// refused for now is to come again.
///
/// @param came when it was delivered last
/// @param given when it was answered; empty = it is not answered, or was when nobody heard it
record Answering(long came, OptionalLong given, Optional<End> end) {
  /// A far end that had no answer for so long may not wait for it any more.
  static final Duration LATE = Duration.ofSeconds(10);

  /// So long after its answer a connection that broke is known to have: each is asked whether it
  /// lives after 30 s of silence.
  static final Duration SURE = Duration.ofMinutes(2);

  /// That nothing comes over its connection any more.
  record End(long at, Cause cause) {}

  /// What ended a connection.
  enum Cause {
    /// Both ends agreed to it.
    IN_ORDER,
    /// It broke.
    BREAK,
    /// The server was killed.
    KILL,
    /// It was refused for now with what came along, though it is kept.
    REFUSAL
  }

  /// What is to be thought of a delivery that is the same.
  enum Standing {
    /// It is another one: the answer to the first may be on its way.
    UNDERWAY,
    /// It is the same one.
    LOST,
    /// It is another one, and the first is to be forgotten.
    OVER
  }

  static Answering to(long came) {
    return new Answering(came, OptionalLong.empty(), Optional.empty());
  }

  /// It is answered. Nobody hears that once the connection has ended.
  Answering given(long at) {
    return end.isPresent() ? this : new Answering(came, OptionalLong.of(at), end);
  }

  /// Its connection ended.
  Answering ended(long at, Cause cause) {
    return end.isPresent() ? this : new Answering(came, given, Optional.of(new End(at, cause)));
  }

  /// How it stands at `now`.
  ///
  /// @param window for how long what may be lost is known again
  Standing at(long now, Duration window) {
    var since = lostSince(now);
    if (since.isPresent()) {
      return now - since.getAsLong() > window.toNanos() ? Standing.OVER : Standing.LOST;
    }
    boolean isSure = end.isPresent() || now - given.orElse(now) >= SURE.toNanos();
    return isSure ? Standing.OVER : Standing.UNDERWAY;
  }

  private OptionalLong lostSince(long now) {
    boolean isLate = given.orElse(now) - came > LATE.toNanos();
    if (end.isPresent()) {
      boolean heard = end.get().cause() == Cause.IN_ORDER && given.isPresent() && !isLate;
      return heard ? OptionalLong.empty() : OptionalLong.of(end.get().at());
    }
    return isLate ? OptionalLong.of(given.orElse(now)) : OptionalLong.empty();
  }

  /// Why the same comes again, for people.
  String why() {
    if (end.isEmpty()) {
      return "our answer took longer than " + LATE.toSeconds() + " s";
    }
    return switch (end.get().cause()) {
      case IN_ORDER, BREAK -> "its connection ended, so that our answer may be lost";
      case REFUSAL -> "it was refused for now together with what could not be kept";
      case KILL -> "the server was killed, so that our answer may be lost";
    };
  }
}
