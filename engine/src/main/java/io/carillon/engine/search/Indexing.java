package io.carillon.engine.search;

import io.carillon.engine.comply.Policy;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Content;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.WordIndex;
import io.carillon.model.port.WordIndex.Standing;
import io.carillon.model.port.WordIndex.Worded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the words of messages for the accounts that chose it, behind all else: nothing here is on
/// the way of a message.
///
/// Messages are made in the order of their ids, but are committed a little later. So it follows at
/// a distance of [#DISTANCE]: what is older than that is committed, or was refused. An account that
/// has just chosen is followed from then on, and what is older is filled in from the newest to the
/// oldest. What a message says may change afterwards; the store names those messages, and their
/// words are kept once more. Nothing but how far each account has come is needed after a restart,
/// and that stands in the transaction of the words. One thread calls it.
public final class Indexing {
  /// How far behind the newest messages it follows.
  public static final Duration DISTANCE = Duration.ofSeconds(10);

  /// How often an account is looked at that had nothing new.
  static final Duration LOOK = Duration.ofSeconds(5);

  /// How many messages are read at once.
  static final int MESSAGES_MAX = 100;

  /// With how many words a step ends, however many messages were read: all else that is to be
  /// written waits meanwhile, about 20 µs a word.
  static final int WORDS_MAX = 250;

  private static final Duration CALL_MAX = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);

  private final Supplier<Directory> directory;
  private final Policy<SearchPolicy> policy;
  private final WordIndex index;
  private final History history;
  private final Messages messages;
  private final Clock clock;
  private final Meters.Count indexed;
  private final Map<AccountId, Progress> all = new HashMap<>();
  private Set<AccountId> chosen = Set.of();
  private Policy.@Nullable Stamp chosenBy;
  private boolean known;
  private long notBefore;
  private long lookAt;
  private volatile long lag;

  /// How one account stands, as far as this process knows.
  private static final class Progress {
    private Standing now;
    private long notBefore;

    Progress(Standing now, long notBefore) {
      this.now = now;
      this.notBefore = notBefore;
    }
  }

  /// What it reads, and where it keeps.
  public record Sources(WordIndex index, History history, Messages messages, Clock clock) {}

  public Indexing(
      Supplier<Directory> directory, Policy<SearchPolicy> policy, Sources sources, Meters meters) {
    this.directory = directory;
    this.policy = policy;
    index = sources.index();
    history = sources.history();
    messages = sources.messages();
    clock = sources.clock();
    indexed = meters.count("search.messages");
    meters.gauge("search.lag", () -> lag);
    notBefore = clock.ticks();
    lookAt = clock.ticks();
  }

  /// Does as much as may be done now, for a second at most; blocks meanwhile. To be called several
  /// times a second.
  public void round() throws InterruptedException {
    long begun = clock.ticks();
    if (clock.ticks() - lookAt >= 0) {
      look();
      lookAt = clock.ticks() + LOOK.toNanos();
    }
    boolean more = !all.isEmpty();
    while (more && mayStep(begun)) {
      more = false;
      for (var one : List.copyOf(all.values())) {
        if (mayStep(begun) && clock.ticks() - one.notBefore >= 0) {
          more |= step(one);
        }
      }
    }
    lag = behind().toSeconds();
  }

  private boolean mayStep(long begun) {
    long now = clock.ticks();
    return now - notBefore >= 0 && now - begun < CALL_MAX.toNanos();
  }

  /// Learns who chose it, and begins and ends accordingly.
  private void look() throws InterruptedException {
    choose();
    if (!known) {
      read();
      known = true;
    }
    boolean anyNew = false;
    for (var account : chosen) {
      if (!all.containsKey(account) && all.size() < WordIndex.ACCOUNTS_MAX) {
        index.begin(account, edge());
        anyNew = true;
        LOG.info("account {}: begins to keep words of its messages", account);
      }
    }
    if (anyNew) {
      read();
    }
  }

  /// Every account is asked only where something was set since.
  private void choose() {
    var now = directory.get();
    var stamp = policy.stamp(now);
    if (stamp != chosenBy) {
      chosen = chosen(now);
      chosenBy = stamp;
    }
  }

  private Set<AccountId> chosen(Directory now) {
    var some = new HashSet<AccountId>();
    for (var account : now.accounts()) {
      if (account.standing() != Account.Standing.CLOSED && policy.of(now, account.id()).bodies()) {
        some.add(account.id());
      }
    }
    return some;
  }

  private void read() {
    all.clear();
    for (var standing : index.standings()) {
      all.put(standing.account(), new Progress(standing, clock.ticks()));
    }
  }

  private Id edge() {
    return Id.first(clock.now().minus(DISTANCE).toEpochMilli());
  }

  private Duration behind() {
    var oldest =
        all.values().stream()
            .map(one -> one.now)
            .filter(Standing::isKept)
            .mapToLong(standing -> standing.until().epochMillis())
            .min();
    var now = clock.now();
    var lag = Duration.between(Instant.ofEpochMilli(oldest.orElse(now.toEpochMilli())), now);
    return lag.isNegative() ? Duration.ZERO : lag;
  }

  /// One step for an account; false where there is nothing to do for it now.
  private boolean step(Progress one) throws InterruptedException {
    var standing = one.now;
    if (!standing.isKept() || !chosen.contains(standing.account())) {
      return drop(one);
    }
    if (again(one) || follow(one) || fill(one)) {
      return true;
    }
    one.notBefore = clock.ticks() + LOOK.toNanos();
    return false;
  }

  private boolean drop(Progress one) throws InterruptedException {
    var account = one.now.account();
    var pause = index.drop(account);
    pause.ifPresent(this::pause);
    if (pause.isEmpty()) {
      all.remove(account);
      LOG.info("account {}: keeps no words of its messages", account);
    }
    return pause.isPresent();
  }

  private boolean again(Progress one) throws InterruptedException {
    var ids = index.again(one.now.account(), MESSAGES_MAX);
    if (ids.isEmpty()) {
      return false;
    }
    var found = messages.find(ids);
    // those that are gone are named with no words, so that they are asked for no more
    var some = new ArrayList<Worded>();
    for (var id : ids) {
      var message = found.get(id);
      some.add(message == null ? new Worded(id, -1, Set.of()) : worded(message));
    }
    put(one, one.now, some);
    return true;
  }

  private boolean follow(Progress one) throws InterruptedException {
    var edge = edge();
    if (edge.compareTo(one.now.until()) <= 0) {
      return false;
    }
    var page = page(one, Order.OLDEST, before(one.now.until()));
    var some = new ArrayList<Message>();
    boolean reached = false;
    for (var message : page.messages()) {
      reached |= message.id().value().compareTo(edge) >= 0;
      if (!reached) {
        some.add(message);
      }
    }
    var taken = taken(some);
    boolean cut = taken.size() < some.size();
    var until = cut || !(reached || page.behind().isEmpty()) ? last(page, taken, cut) : edge;
    var next = standing(one.now, one.now.since(), until, one.now.isFilled());
    if (taken.isEmpty()) {
      // nothing to write: after a restart the same empty stretch is read again
      one.now = next;
      return page.behind().isPresent() && !reached;
    }
    put(one, next, taken);
    return true;
  }

  /// Behind the last one that was looked at.
  private static Id last(History.Page page, List<Worded> taken, boolean cut) {
    var last = cut ? taken.getLast().message() : page.behind().orElseThrow();
    return after(last.value());
  }

  private boolean fill(Progress one) throws InterruptedException {
    if (one.now.isFilled()) {
      return false;
    }
    var page = page(one, Order.NEWEST, one.now.since());
    var taken = taken(page.messages());
    boolean cut = taken.size() < page.messages().size();
    var last = cut ? Optional.of(taken.getLast().message()) : page.behind();
    var since = last.map(MessageId::value).orElse(new Id(0, 0));
    put(one, standing(one.now, since, one.now.until(), last.isEmpty()), taken);
    if (last.isEmpty()) {
      LOG.info("account {}: all its messages are found by words", one.now.account());
    }
    return true;
  }

  private History.Page page(Progress one, Order order, Id behind) {
    var filter = History.Filter.of(one.now.account());
    return history.page(filter, order, new Start.After(new MessageId(behind)), MESSAGES_MAX);
  }

  private static Standing standing(Standing old, Id since, Id until, boolean filled) {
    return new Standing(old.account(), since, until, filled, true);
  }

  /// The first ones that have [#WORDS_MAX] words, or a few more, together.
  private static List<Worded> taken(List<Message> some) {
    var taken = new ArrayList<Worded>();
    int words = 0;
    for (var message : some) {
      if (words < WORDS_MAX) {
        var one = worded(message);
        words += one.words().size();
        taken.add(one);
      }
    }
    return taken;
  }

  static Worded worded(Message message) {
    return new Worded(message.id(), message.state().rev(), words(message));
  }

  /// The words by which a message is found. What is sealed for a reader key has none.
  static Set<String> words(Message message) {
    return message.content() instanceof Content.Sealed
        ? Set.of()
        : Words.of(message.content().words());
  }

  private void put(Progress one, Standing next, List<Worded> some) throws InterruptedException {
    var pause = index.put(next, some, behind());
    if (pause.isEmpty()) {
      read();
      return;
    }
    one.now = next;
    indexed.add(some.size());
    pause(pause.get());
  }

  private void pause(Duration pause) {
    notBefore = clock.ticks() + pause.toNanos();
  }

  private static Id before(Id id) {
    return id.low() == 0 ? new Id(id.high() - 1, -1) : new Id(id.high(), id.low() - 1);
  }

  private static Id after(Id id) {
    return id.low() == -1 ? new Id(id.high() + 1, 0) : new Id(id.high(), id.low() + 1);
  }
}
