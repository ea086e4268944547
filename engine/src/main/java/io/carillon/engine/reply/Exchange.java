package io.carillon.engine.reply;

import io.carillon.engine.reply.LoopGuard.Against;
import io.carillon.engine.reply.LoopGuard.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What went between one person and one sender of late: when the person wrote last, and what was
/// answered. Safe from any thread.
final class Exchange {
  private Optional<Instant> last;
  private final List<Answer> given;

  Exchange(Optional<Instant> last, List<Answer> given) {
    this.last = last;
    this.given = new ArrayList<>(given);
  }

  /// When the person wrote last.
  synchronized Optional<Instant> last() {
    return last;
  }

  /// Notes that the person wrote; tells when they did before that.
  synchronized Optional<Instant> wrote(Instant at) {
    var before = last;
    if (before.isEmpty() || before.get().isBefore(at)) {
      last = Optional.of(at);
    }
    return before;
  }

  /// Notes an answer, unless something speaks against it.
  synchronized Optional<Against> answer(Answer next) {
    var against = against(next);
    if (against.isEmpty()) {
      given.removeIf(one -> !one.at().isAfter(next.at().minus(LoopGuard.COUNTS)));
      given.add(next);
    }
    return against;
  }

  /// What speaks against an answer.
  synchronized Optional<Against> against(Answer next) {
    return LoopGuard.against(given, next);
  }
}
