package io.carillon.front.post;

import io.carillon.wire.http.Call;
import io.carillon.wire.http.Result;
import java.util.Optional;

/// What a dialect says to a hook, and what it makes of the answer.
@FunctionalInterface
public interface Dialogue {
  /// The call of a turn: signed over the URL that is called, where the dialect signs.
  Call call(Turn turn);

  /// Why an answer counts as a failure though its status is 2xx, in a few words for the trace;
  /// empty where it does not.
  default Optional<String> flaw(Result.Answered answer) {
    return Optional.empty();
  }
}
