package io.carillon.engine.dispatch;

import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.comply.Allowance;
import io.carillon.engine.comply.Allowances;
import io.carillon.model.Commit.Write;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Wait;
import java.time.Instant;
import java.util.Optional;

/// What one claim gets of what is bounded: taken once however often the claim is decided anew, and
/// given back where the message was not claimed.
final class Share {
  private final Allowances allowances;
  private Optional<Allowance.Taken> taken = Optional.empty();

  Share(Allowances allowances) {
    this.allowances = allowances;
  }

  /// The claim, with what it uses up; or that the message waits. What has begun to leave goes on.
  synchronized Step of(Message message, Step claim, int parts, Instant now) {
    boolean claims =
        claim.after().filter(it -> it.state().work().waitsFor() == Wait.ANSWER).isPresent();
    boolean begun =
        message.state().legs().stream().anyMatch(leg -> leg.standing() != Standing.NOT_TAKEN);
    if (!claims || begun || !allowances.concern(message)) {
      return claim;
    }
    if (taken.isPresent()) {
      return spending(claim, taken.get());
    }
    return switch (allowances.take(message, parts, now)) {
      case Allowance.Taken more -> {
        taken = Optional.of(more);
        yield spending(claim, more);
      }
      case Allowance.Waits(var later) -> Claims.held(message, later, now).orElse(claim);
    };
  }

  private static Step spending(Step claim, Allowance.Taken taken) {
    return claim.with(taken.spent().stream().<Write>map(Write.Spent::new).toList());
  }

  /// The claim is written, or will not be.
  synchronized void settled(boolean claimed) {
    if (!claimed) {
      taken.ifPresent(more -> more.giveBack().run());
    }
    taken = Optional.empty();
  }
}
