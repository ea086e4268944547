package io.carillon.engine.conversation;

import io.carillon.engine.comply.Policy;
import io.carillon.model.AccountId;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.State;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Conversations.Filter;
import io.carillon.model.port.Conversations.Kept;
import io.carillon.model.port.Conversations.Place;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drops conversations that were closed for as long as their account keeps such, with their notes;
/// the messages stay. One that changes meanwhile, by a message or a colleague, is left alone.
///
/// Accounts that keep them for ever cost nothing. For each other one a scan goes from the newest
/// conversation that is old enough to the oldest, a page a round, and then begins anew.
public final class Shelving {
  /// How many one round drops for each account.
  static final int ROUND_MAX = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Shelving.class);
  private static final Kept CLOSED =
      new Kept(Optional.of(State.CLOSED), Optional.empty(), Optional.empty(), Optional.empty());

  private final Accounts accounts;
  private final Conversations conversations;
  private final Policy<ConversationPolicy> policy;
  private final Clock clock;
  private final Meters.Count dropped;
  private final Map<AccountId, Place> reached = new HashMap<>();

  public Shelving(
      Accounts accounts,
      Conversations conversations,
      Policy<ConversationPolicy> policy,
      Clock clock,
      Meters meters) {
    this.accounts = accounts;
    this.conversations = conversations;
    this.policy = policy;
    this.clock = clock;
    dropped = meters.count("conversations.dropped");
  }

  /// One round; blocks until it ends. To be called each minute, by one thread, where the wall clock
  /// tells what is old.
  public void round() throws InterruptedException {
    var directory = accounts.directory();
    var asked = new HashSet<AccountId>();
    for (var account : directory.accounts()) {
      var kept = policy.of(directory, account.id()).closed();
      if (kept.isPresent()) {
        asked.add(account.id());
        scan(account.id(), kept.get());
      }
    }
    reached.keySet().retainAll(asked);
  }

  private void scan(AccountId account, Duration kept) throws InterruptedException {
    var until = clock.now().minus(kept);
    var old = new Period(Optional.empty(), Optional.of(until));
    var filter =
        new Filter(account, Optional.empty(), Optional.empty(), CLOSED, Optional.empty(), old);
    var page = conversations.page(filter, Optional.ofNullable(reached.get(account)), ROUND_MAX);
    int gone = 0;
    int notes = 0;
    for (var one : page.conversations()) {
      if (isOver(one, until) && conversations.drop(one)) {
        gone++;
        notes += one.care().notes();
      }
    }
    if (gone > 0) {
      dropped.add(gone);
      LOG.info(
          "account {}: dropped {} conversations with {} notes, closed for over {} days",
          account,
          gone,
          notes,
          kept.toDays());
    }
    page.behind()
        .ifPresentOrElse(place -> reached.put(account, place), () -> reached.remove(account));
  }

  /// Closing one, or noting something beside it, begins its time anew.
  private static boolean isOver(Conversation one, Instant until) {
    return one.life().updated().isBefore(until);
  }
}
