package io.carillon.sim;

import io.carillon.engine.consent.Clearance;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Direction;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What persons have stopped, in the order in which it was written, and whether anything was done
/// in spite of it (letter g). Worked out without the store's own table and without the product's
/// clearance.
final class Stops {
  private final Set<Stop> standing = new HashSet<>();
  private final Map<Stop, Integer> said = new HashMap<>();
  private final Set<MessageId> everStopped = new HashSet<>();
  private final Set<MessageId> against = new HashSet<>();

  private record Stop(AccountId account, Address person, Reach reach) {}

  /// A person's word was written; these messages have not ended then.
  void said(Consent consent, List<Message> open) {
    var stop = new Stop(consent.account(), consent.person(), consent.reach());
    said.merge(stop, 1, Integer::sum);
    switch (consent.action()) {
      case ASK -> {}
      case GRANT -> standing.remove(stop);
      case REVOKE -> {
        standing.add(stop);
        open.stream().filter(this::isStopped).map(Message::id).forEach(everStopped::add);
      }
    }
  }

  /// How many words of a person to a sender were written.
  int words(AccountId account, Address person, Address sender) {
    return said.getOrDefault(new Stop(account, person, Reach.of(sender)), 0);
  }

  /// How many messages somebody stopped before they had ended.
  int count() {
    return everStopped.size();
  }

  /// A message came in: nothing is accepted for a person who has stopped its sender.
  void added(Message message) {
    if (!message.status().isFinal() && mustNotGo(message)) {
      throw new AssertionError("accepted though its person had stopped its sender: " + message);
    }
  }

  /// A message was changed: it ends as stopped only where somebody had stopped it since it came.
  void changed(Message before, Message after) {
    boolean claimed = before.state().work().waitsFor() != Wait.ANSWER && isClaimed(after);
    if (claimed && mustNotGo(after)) {
      against.add(after.id());
    }
    boolean ended = before.status() != Status.FAILED && after.status() == Status.FAILED;
    if (ended
        && after.state().facts().fault().filter(Fault.OPTED_OUT::equals).isPresent()
        && !everStopped.contains(after.id())) {
      throw new AssertionError("ended as stopped, though nobody had stopped it: " + after);
    }
  }

  /// A message leaves: what was stopped before its claim was written must not.
  void sent(Message message) {
    if (against.contains(message.id())) {
      throw new AssertionError("sent though its person had stopped its sender: " + message);
    }
  }

  private static boolean isClaimed(Message message) {
    return message.state().work().waitsFor() == Wait.ANSWER;
  }

  /// Whether it must not go. What the server answers by itself goes to who has just stopped, too.
  private boolean mustNotGo(Message message) {
    return !message.origin().dialect().equals(Clearance.ANSWERS) && isStopped(message);
  }

  private boolean isStopped(Message message) {
    return message.parties().direction() == Direction.OUTBOUND
        && (stands(message, Reach.ACCOUNT) || stands(message, Reach.of(message.parties().from())));
  }

  private boolean stands(Message message, Reach reach) {
    return standing.contains(new Stop(message.account(), message.parties().to(), reach));
  }
}
