package io.carillon.front.post;

import io.carillon.model.Inbox.Hook;
import io.carillon.wire.http.Call;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whose turn it is to be asked: the hook itself, or its fallback after it failed.
///
/// @param before what became of the hook itself; empty while that is asked
/// @param limit for the call
/// @param userAgent in which this program names itself
public record Turn(Hook hook, Optional<Flaw> before, Duration limit, Field userAgent) {
  /// What a hook did wrong.
  ///
  /// @param call that was made
  /// @param result what became of the call
  /// @param why in a few words, for the trace
  public record Flaw(Call call, Result result, String why) {}

  /// This turn with a limit of the caller's own, where that is shorter.
  public Turn within(Duration atMost) {
    return atMost.compareTo(limit) < 0 ? new Turn(hook, before, atMost, userAgent) : this;
  }

  /// A POST of this turn.
  ///
  /// @param url as it goes on the wire; what the hook says may differ from it in the fragment
  /// @param keep octets of the answer's body that are kept
  public Call post(String url, List<Field> fields, byte[] body, int keep) {
    return Call.post(url, named(fields), body, limit, keep);
  }

  /// A GET of this turn, by a URL that holds all there is to tell.
  ///
  /// @param keep octets of the answer's body that are kept
  public Call get(String url, List<Field> fields, int keep) {
    return Call.get(url, named(fields), limit, keep);
  }

  private List<Field> named(List<Field> fields) {
    var all = new ArrayList<Field>(fields.size() + 1);
    all.addAll(fields);
    all.add(userAgent);
    return all;
  }
}
