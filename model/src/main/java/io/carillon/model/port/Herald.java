package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import java.time.Duration;
import java.util.Optional;

/// Tells one dialect's callers what happened. It renders and sends once; it never retries or
/// stores.
public interface Herald {
  /// The dialect whose notices it tells.
  String dialect();

  /// The URL at which the account hears in this dialect what people write to one of its senders;
  /// empty where it asked for none.
  default Optional<String> inbox(AccountId account, Address sender) {
    return Optional.empty();
  }

  /// Whether somebody at a destination hears at all now. While nobody does its notices wait
  /// untried, for as long as any notice is owed; who comes back wakes the destination's lane.
  default boolean hears(String destination) {
    return true;
  }

  /// Tells one notice. Blocks the calling thread for at most 20 s. Throws nothing that the far end
  /// can cause.
  Telling tell(Message message, Notice notice);

  /// What came of it.
  sealed interface Telling {
    /// They have it. `answer` is the HTTP status.
    record Told(int answer) implements Telling {}

    /// Not now; `pause` where they named one. `answer` is the HTTP status, 0 where none came.
    record NotNow(int answer, String why, Optional<Duration> pause) implements Telling {}

    /// Not now, and the dialect knows no further try. `answer` is the HTTP status, 0 where none
    /// came.
    record GivenUp(int answer, String why) implements Telling {}

    /// Never: the destination may not be told (refused by the address guard). Nobody was asked.
    record Gone(String why) implements Telling {}
  }
}
