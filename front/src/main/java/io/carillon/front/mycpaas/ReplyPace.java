package io.carillon.front.mycpaas;

import io.carillon.engine.answer.Answering;
import io.carillon.model.AccountId;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Reply;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Holds back what answers ask for once an endpoint and a person, or two endpoints, answer each
/// other without end: between the same two numbers at most 30 replies go within 30 s, and whoever
/// asks for one more gets none for 30 s (Twilio's page of the error 14107).
///
/// An answer that is read again, since it had to wait, counts once. The last [#PAIRS_MAX] pairs are
/// remembered; a restart counts anew. Safe from any thread.
final class ReplyPace {
  /// As many go within [#WITHIN].
  static final int REPLIES_MAX = 30;

  /// The time in which replies are counted, and for which none goes once they are too many.
  static final Duration WITHIN = Duration.ofSeconds(30);

  private static final int CODE = 14_107;
  private static final int PAIRS_MAX = 10_000;

  private final Clock clock;
  private final Map<Pair, Counted> pairs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Counted> eldest) {
          return size() > PAIRS_MAX;
        }
      };

  ReplyPace(Clock clock) {
    this.clock = clock;
  }

  private record Pair(AccountId account, String from, String to) {}

  /// A reply that was let through.
  private record Passed(long ticks, MessageId answered, int position) {
    boolean is(MessageId message, int index) {
      return answered.equals(message) && position == index;
    }
  }

  /// What went between two numbers of late.
  private static final class Counted {
    private final Deque<Passed> passed = new ArrayDeque<>();
    private long heldFrom;
    private boolean held;

    boolean takes(MessageId answered, int position, long now) {
      if (passed.stream().anyMatch(one -> one.is(answered, position))) {
        return true;
      }
      held = held && now - heldFrom < WITHIN.toNanos();
      while (!passed.isEmpty() && now - passed.getFirst().ticks() >= WITHIN.toNanos()) {
        passed.removeFirst();
      }
      if (!held && passed.size() >= REPLIES_MAX) {
        held = true;
        heldFrom = now;
      }
      if (held) {
        return false;
      }
      passed.addLast(new Passed(now, answered, position));
      return true;
    }
  }

  /// A telling without the messages that are too many: they are findings instead. Those that an
  /// earlier reading of the same answer let through stay, so that each keeps its place.
  ///
  /// @param answered the message of the person
  Telling held(Message answered, Telling telling) {
    if (!(telling instanceof Telling.Told told) || told.asked().isEmpty()) {
      return telling;
    }
    var asked = new ArrayList<Reply>();
    var findings = new ArrayList<>(told.findings());
    long now = clock.ticks();
    for (int i = 0; i < Math.min(told.asked().size(), Answering.REPLIES_MAX); i++) {
      var reply = told.asked().get(i);
      // Whatever follows one that is held back is held back, too: the place of each that goes
      // stays the same.
      if (asked.size() == i && takes(answered, reply, i, now)) {
        asked.add(reply);
      }
    }
    int more = Math.min(told.asked().size(), Answering.REPLIES_MAX) - asked.size();
    if (more == 0) {
      return telling;
    }
    var words =
        "%s of the answer not sent: more than %d replies to this person within %d s"
            .formatted(
                more == 1 ? "1 message" : more + " messages", REPLIES_MAX, WITHIN.toSeconds());
    findings.add(new Finding(Integer.toString(CODE), words));
    return new Telling.Told(told.answer(), told.remarks(), asked, told.letters(), findings);
  }

  private boolean takes(Message answered, Reply reply, int position, long now) {
    var pair = new Pair(answered.account(), reply.ends().from(), reply.ends().to());
    synchronized (pairs) {
      return pairs.computeIfAbsent(pair, _ -> new Counted()).takes(answered.id(), position, now);
    }
  }
}
