package io.carillon.app;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.change.Desk;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.engine.inbound.Arrivals;
import io.carillon.engine.optout.Answers;
import io.carillon.engine.optout.Recording;
import io.carillon.engine.optout.Sayings;
import io.carillon.engine.optout.Sweeping;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Tasks;
import io.carillon.store.Store;

/// Who may be written to, wired.
final class ConsentFloor {
  final Clearance clearance;

  ConsentFloor(Store store, Policy<ConsentPolicy> policy) {
    clearance = new Clearance(store.accounts()::directory, policy);
  }

  /// What answers persons.
  Answers answers(Store store, Accept accept, Aids aids) {
    var reading = new Answers.Reading(store.accounts(), store.consents());
    return new Answers(accept, clearance, reading, aids.meters());
  }

  /// What records what persons said elsewhere.
  Recording recording(Store store, Desk desk, Answers answers, Recording.Sources sources) {
    return new Recording(desk, clearance, store.consents(), answers, sources);
  }

  /// Has what persons write understood; answers what ends the messages that they stopped.
  Sweeping listen(Store store, Arrivals arrivals, Desk desk, Answers answers, Aids aids) {
    var consents = store.consents();
    var spoken = new Sayings.Sources(aids.clock(), aids.tasks());
    arrivals.onWords(new Sayings(clearance, consents, spoken, aids.meters()));
    return new Sweeping(
        desk,
        new Sweeping.Reading(consents, store.history(), store.messages()),
        clearance,
        answers,
        new Sweeping.Sources(aids.clock(), aids.tasks()),
        aids.meters());
  }

  /// What everything stands on.
  record Aids(Clock clock, Tasks tasks, Meters meters) {}
}
