package io.carillon.front.v2;

import io.carillon.front.door.Repeats;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// A list that is given and taken as comma-separated values, whole or not at all.
///
/// @param file what it is called when it is saved
/// @param read what a text means
/// @param troubles what is wrong with it, line by line
/// @param problem how that is refused
/// @param <S> what a text means
record V2Sheet<S>(
    String file,
    Function<String, S> read,
    Function<S, List<String>> troubles,
    Function<List<String>, V2Problem> problem) {
  private static final String CSV = "text/csv; charset=utf-8; header=present";
  private static final Set<String> PARAMETERS = Set.of("dry_run");

  /// What is done with a sheet that is well.
  @FunctionalInterface
  interface Taking<S> {
    /// Puts it in force.
    ///
    /// @param dry only says what would be
    Reply take(S sheet, boolean dry) throws InterruptedException;
  }

  /// The sheet that is in force.
  Reply given(String text) {
    return Reply.of(200, CSV, text.getBytes(StandardCharsets.UTF_8))
        .with("Content-Disposition", "attachment; filename=\"" + file + "\"");
  }

  /// Takes the one in a request, if all of its lines are well.
  Reply taken(Request request, Taking<S> taking) throws InterruptedException {
    var query = new V2Query(request.query());
    query.only(false, PARAMETERS);
    boolean dry = query.word("dry_run", V2Mapping::flag, "must be true or false").orElse(false);
    var refusal = query.refusal().or(() -> Repeats.refusal(request));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var sheet = read.apply(new String(request.body(), StandardCharsets.UTF_8));
    var wrong = troubles.apply(sheet);
    if (!wrong.isEmpty()) {
      var refused = problem.apply(wrong);
      return Reply.json(refused.http(), V2Replies.refused(refused, wrong, request.id()));
    }
    return taking.take(sheet, dry);
  }
}
