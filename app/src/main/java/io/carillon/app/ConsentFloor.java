package io.carillon.app;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.account.Roster;
import io.carillon.engine.change.Desk;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.engine.conversation.Threading;
import io.carillon.engine.inbound.Arrivals;
import io.carillon.engine.inbound.InTurn;
import io.carillon.engine.optout.Answers;
import io.carillon.engine.optout.Recording;
import io.carillon.engine.optout.Sayings;
import io.carillon.engine.optout.Sweeping;
import io.carillon.engine.reply.AutoReplies;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Tasks;
import io.carillon.store.Store;
import java.util.List;

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

  /// What answers by the rules of accounts.
  ///
  /// @param threading knows to which conversation a message belongs
  AutoReplies replies(Store store, Accept accept, Roster roster, Threading threading, Aids aids) {
    return new AutoReplies(
        accept,
        clearance,
        new AutoReplies.Reading(store.accounts(), store.history(), threading),
        roster,
        new AutoReplies.Sources(aids.clock(), aids.tasks()),
        aids.meters());
  }

  /// Has what persons write understood, and answered: a stop, a start or a call for help first, and
  /// by rules what is none of these. Answers what ends the messages that they stopped.
  Sweeping listen(Store store, Arrivals arrivals, Desk desk, Heeding heeding, Aids aids) {
    var consents = store.consents();
    var spoken = new Sayings.Sources(aids.clock(), aids.tasks());
    var words = new Sayings(clearance, consents, spoken, aids.meters());
    arrivals.onWords(new InTurn(List.of(words, heeding.replies())));
    return new Sweeping(
        desk,
        new Sweeping.Reading(consents, store.history(), store.messages()),
        clearance,
        new Sweeping.Repliers(heeding.answers(), List.of(heeding.replies(), heeding.answers())),
        new Sweeping.Sources(aids.clock(), aids.tasks()),
        aids.meters());
  }

  /// What answers persons: about being written to, and by rules.
  record Heeding(Answers answers, AutoReplies replies) {}

  /// What everything stands on.
  record Aids(Clock clock, Tasks tasks, Meters meters) {}
}
