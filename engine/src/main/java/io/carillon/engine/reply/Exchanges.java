package io.carillon.engine.reply;

import io.carillon.engine.reply.LoopGuard.Answer;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Ends;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.History.Times;
import io.carillon.model.port.History.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What went between persons and senders of late.
///
/// The last [#PAIRS_MAX] pairs are remembered; one that is not, as after a restart, is read from
/// what is kept: each message of a person that a rule answers says so in its own row. So a restart
/// forgets nothing but the words of the answers, which then count as the same for 60 s. Safe from
/// any thread.
final class Exchanges {
  private static final int PAIRS_MAX = 20_000;
  private static final int PAGE = 64;
  private static final int PAGES_MAX = 4;

  private final History history;
  private final Map<Pair, Exchange> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Exchange> eldest) {
          return size() > PAIRS_MAX;
        }
      };

  Exchanges(History history) {
    this.history = history;
  }

  /// A person and the sender of an account that they write to.
  record Pair(AccountId account, Address person, Address sender) {}

  /// What went between these two; reads the store where that is not known.
  ///
  /// @throws io.carillon.model.port.StoreException where it cannot be read
  Exchange between(Pair pair) {
    synchronized (known) {
      var found = known.get(pair);
      if (found != null) {
        return found;
      }
    }
    var read = read(pair);
    synchronized (known) {
      var found = known.putIfAbsent(pair, read);
      return found == null ? read : found;
    }
  }

  /// The answer that was accepted to a message of a person; empty where none was.
  ///
  /// @throws io.carillon.model.port.StoreException where it cannot be read
  Optional<MessageId> answerTo(Message message) {
    var since = Optional.of(message.state().times().accepted());
    var label = Map.of(AutoReplies.ANSWERED, message.id().value().uuid().toString());
    var filter =
        Filter.of(message.account())
            .with(new Kinds(Set.of(Direction.OUTBOUND), Set.of(), Set.of()))
            .with(new Ends(Match.ANY, Match.whole(message.parties().from().value())))
            .with(new Times(new Period(since, Optional.empty()), Period.ANY))
            .with(new Words("", "", label));
    return history.page(filter, Order.NEWEST, Start.FIRST, 1).messages().stream()
        .map(Message::id)
        .findFirst();
  }

  private Exchange read(Pair pair) {
    var filter =
        Filter.of(pair.account())
            .with(new Kinds(Set.of(Direction.INBOUND), Set.of(), Set.of()))
            .with(new Ends(Match.whole(pair.person().value()), Match.whole(pair.sender().value())));
    Optional<Instant> last = Optional.empty();
    var given = new ArrayList<Answer>();
    Optional<Start> start = Optional.of(Start.FIRST);
    for (int pages = 0; start.isPresent() && pages < PAGES_MAX; pages++) {
      var page = history.page(filter, Order.NEWEST, start.get(), PAGE);
      for (var message : page.messages()) {
        var at = message.state().times().accepted();
        last = last.isEmpty() || last.get().isBefore(at) ? Optional.of(at) : last;
        answer(message).ifPresent(given::add);
      }
      boolean whole =
          last.isPresent()
              && (given.size() >= LoopGuard.ANSWERS_MAX || page.messages().size() < PAGE);
      start = whole ? Optional.empty() : page.behind().<Start>map(Start.After::new);
    }
    return new Exchange(last, given);
  }

  private static Optional<Answer> answer(Message message) {
    return Ruled.rule(message)
        .map(rule ->
            new Answer(
                message.state().times().accepted(),
                rule,
                Optional.empty(),
                Said.of(message).plain().hashCode()));
  }
}
