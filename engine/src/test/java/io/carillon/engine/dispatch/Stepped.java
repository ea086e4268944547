package io.carillon.engine.dispatch;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Message.Work;
import io.carillon.model.Outcome;
import io.carillon.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Single steps of messages, as the tests of steps and of claims take them.
final class Stepped {
  static final Instant NOW = Samples.START.plusSeconds(5);

  private Stepped() {}

  static Optional<Step> claim(Message message, int parts) {
    return Claims.claim(message, "smsc", parts, NOW, Samples.RUN);
  }

  static Step answer(Message message, int part, Outcome outcome) {
    return Steps.answered(message, part, outcome, Steps.Around.at(NOW, DoubtPolicy.USUAL))
        .orElseThrow();
  }

  static Message after(Message message, int part, Outcome outcome) {
    return answer(message, part, outcome).after().orElseThrow();
  }

  static Work work(Message message) {
    return message.state().work();
  }

  static List<Standing> standings(Message message) {
    return message.state().legs().stream().map(Leg::standing).toList();
  }
}
