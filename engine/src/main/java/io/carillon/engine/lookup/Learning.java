package io.carillon.engine.lookup;

import io.carillon.engine.change.Wake;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Write;
import io.carillon.model.Learned;
import io.carillon.model.Message;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import io.carillon.model.NumberFacts.Source;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import io.carillon.model.port.Networks;
import io.carillon.model.port.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Learns the networks of numbers from receipts and from what a far end was asked, and remembers
/// them: in memory for the routes, and in the store where the settings want it.
///
/// A commit that names a network only puts it on a heap; [#sweep] makes marks of it and writes it,
/// behind the hot path. What the heap has no room for, or what a crash takes, is not learned: that
/// costs nothing but knowledge.
public final class Learning implements Wake {
  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
  private static final int HEAP_MAX = 50_000;
  private static final int WRITTEN_MAX = Networks.ROWS_MAX;

  /// What is known already is written again only after this time.
  private static final Duration FRESH = Duration.ofDays(1);

  private final Networks store;
  private final Clock clock;
  private final Networks.Marks marks;
  private final Remembered remembered;
  private final Meters.Count learned;
  private final Meters.Count lost;
  private final Deque<News> heap = new ArrayDeque<>();
  private final Deque<Learned> unwritten = new ArrayDeque<>();
  private volatile Rules rules;

  /// @param store empty of networks unless the rules say that they are kept
  public Learning(Networks store, Rules rules, Clock clock, Meters meters)
      throws InterruptedException {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
    this.marks = store.marks();
    this.remembered = new Remembered(rules.remembered());
    this.learned = meters.count("lookup.learned");
    this.lost = meters.count("lookup.lost");
    meters.gauge("lookup.remembered", remembered::size);
  }

  /// How much is remembered, and how.
  ///
  /// @param remembered how many numbers in memory, about 150 octets each; changes with a restart
  /// @param kept how many in the store; 0 = none are kept there
  /// @param age how long
  /// @param named the codes of networks that carriers tell by name, by those names in lower case
  /// @param playing the carrier that only plays networks: what it tells is never kept; empty = none
  public record Rules(
      int remembered, long kept, Duration age, Map<String, Network> named, String playing) {
    public Rules {
      named = Map.copyOf(named);
    }
  }

  /// Told, and not yet remembered.
  private record News(Address number, Network network, Source source, Instant at, boolean kept) {}

  /// Other settings.
  public void adopt(Rules next) {
    rules = next;
  }

  /// Remembers what an earlier run learned. Called once, before anything is routed.
  public void recover() {
    if (rules.kept() > 0) {
      store.newest(rules.remembered()).forEach(remembered::put);
    }
  }

  @Override
  public void after(Commit commit) {
    for (var write : commit.writes()) {
      if (write instanceof Write.Changed(var before, var message)
          && !message.state().facts().network().isEmpty()
          && !before.state().facts().network().equals(message.state().facts().network())) {
        learn(message);
      }
    }
  }

  /// Test messages go to a sandbox: what it says of networks is not so.
  private void learn(Message message) {
    var number = message.parties().to();
    if (message.origin().place().live() && number.kind() == Address.Kind.PHONE) {
      boolean real = !message.state().facts().carrier().equals(rules.playing());
      Network.told(message.state().facts().network())
          .ifPresent(
              network -> heap(new News(number, coded(network), Source.RECEIPT, clock.now(), real)));
    }
  }

  /// Learns what a far end answered.
  void learn(Address number, Network network, Source source, Instant at) {
    heap(new News(number, coded(network), source, at, true));
  }

  private Network coded(Network network) {
    return network.mcc().isEmpty()
        ? rules.named().getOrDefault(network.name().toLowerCase(Locale.ROOT), network)
        : network;
  }

  private void heap(News news) {
    synchronized (heap) {
      if (heap.size() < HEAP_MAX) {
        heap.add(news);
        return;
      }
    }
    lost.add(1);
  }

  /// What is known of the network of a number.
  Optional<NumberFacts> find(Address number) {
    remember();
    long mark = marks.of(number);
    return remembered
        .of(mark)
        .or(() -> rules.kept() > 0 ? stored(mark) : Optional.empty())
        .filter(this::isYoung)
        .map(found -> NumberFacts.on(found.network(), number, found.source(), found.at()));
  }

  private Optional<Learned> stored(long mark) {
    try {
      var found = store.of(mark);
      found.ifPresent(remembered::put);
      return found;
    } catch (StoreException e) {
      LOG.warn("the network of a number could not be read: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private boolean isYoung(Learned one) {
    return one.at().isAfter(clock.now().minus(rules.age()));
  }

  /// The network of a number, from memory alone.
  Optional<Network> remembered(Address number) {
    return remembered.size() == 0
        ? Optional.empty()
        : remembered.of(marks.of(number)).filter(this::isYoung).map(Learned::network);
  }

  /// Remembers what was told since, and writes it where the settings want that: at most 5,000 rows.
  /// To be called about each second.
  public void sweep() throws InterruptedException {
    remember();
    var some = new ArrayList<Learned>();
    synchronized (unwritten) {
      while (!unwritten.isEmpty() && some.size() < WRITTEN_MAX) {
        some.add(unwritten.poll());
      }
    }
    if (some.isEmpty()) {
      return;
    }
    try {
      store.keep(some);
    } catch (StoreException e) {
      lost.add(some.size());
      LOG.warn("{} networks could not be kept: {}", some.size(), e.getMessage());
    }
  }

  /// Forgets what is known of a number's network; answers how many rows those were.
  public long forget(Address number) throws InterruptedException {
    remember();
    long mark = marks.of(number);
    remembered.forget(mark);
    synchronized (unwritten) {
      unwritten.removeIf(one -> one.mark() == mark);
    }
    return store.forget(mark);
  }

  /// Drops what is too old or too much in the store. To be called every few minutes.
  public void trim() throws InterruptedException {
    if (rules.kept() > 0) {
      store.trim(clock.now().minus(rules.age()), rules.kept());
    }
  }

  private void remember() {
    for (var told : taken()) {
      var one = new Learned(marks.of(told.number()), told.network(), told.source(), told.at());
      boolean keeps = rules.kept() > 0;
      boolean news = remembered.of(one.mark()).map(old -> isNews(old, one)).orElse(true);
      learned.add(1);
      if (news || !keeps) {
        remembered.put(one);
      }
      if (news && keeps && told.kept()) {
        write(one);
      }
    }
  }

  /// Where rows are kept, memory says what they say: so it is known when one is to be renewed.
  private static boolean isNews(Learned old, Learned one) {
    return !old.network().equals(one.network())
        || old.source() != one.source()
        || Duration.between(old.at(), one.at()).compareTo(FRESH) >= 0;
  }

  private void write(Learned one) {
    synchronized (unwritten) {
      if (unwritten.size() < HEAP_MAX) {
        unwritten.add(one);
        return;
      }
    }
    lost.add(1);
  }

  private List<News> taken() {
    synchronized (heap) {
      if (heap.isEmpty()) {
        return List.of();
      }
      var all = List.copyOf(heap);
      heap.clear();
      return all;
    }
  }
}
