package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Measures lists and counts of one account of a filled folder, not a test: `folder account
/// [seconds a question] [part of a name] [load]`; `load` writes messages meanwhile, as fast as the
/// folder takes them.
final class QueryBench {
  private static final int LIMIT = 50;
  private static final int RUNS_MAX = 200;
  private static final int RUNS_MIN = 3;
  private static final long WARM_NS = 20_000_000_000L;
  private static final long RATE_NS = 5_000_000_000L;
  private static final int ROUNDS = 4;
  private static final int QUESTIONS_A_SECOND = 110;

  private final History history;
  private final AccountId account;
  private final List<Message> samples;
  private final SplittableRandom chance = new SplittableRandom(5);

  private QueryBench(Store store, AccountId account) {
    this.history = store.history();
    this.account = account;
    samples = samples();
  }

  private record Question(String name, Runnable ask) {}

  public static void main(String[] args) {
    var account = new AccountId(Id.fromHex(args[1].replaceFirst("^AC", "")).orElseThrow());
    double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 2;
    var part = args.length > 3 ? args[3] : "";
    long begun = System.nanoTime();
    try (var store = Opened.sqlite(Path.of(args[0]))) {
      System.out.printf(Locale.ROOT, "opened in %.0f ms%n", (System.nanoTime() - begun) / 1e6);
      awaitIndex(store, begun);
      var bench = new QueryBench(store, account);
      if (args.length > 4) {
        bench.measureUnderLoad(store, part, seconds);
      } else {
        bench.measure(part, seconds);
      }
    }
  }

  private void measureUnderLoad(Store store, String part, double seconds) {
    try (var load = new YoungLoad(store, Optional.of(account), 0)) {
      LockSupport.parkNanos(WARM_NS);
      measure(part, seconds);
      for (int i = 0; i < ROUNDS; i++) {
        long unasked = written(load);
        System.out.printf(
            Locale.ROOT,
            "written / s: %d unasked, %d with %d questions a second%n",
            unasked,
            asked(load, part),
            QUESTIONS_A_SECOND);
      }
    }
  }

  private static long written(YoungLoad load) {
    long before = load.written();
    LockSupport.parkNanos(RATE_NS);
    return (load.written() - before) * 1_000_000_000 / RATE_NS;
  }

  private long asked(YoungLoad load, String part) {
    var some = questions().stream().filter(it -> it.name().contains(part)).toList();
    try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
      long before = load.written();
      long begun = System.nanoTime();
      for (int i = 0; System.nanoTime() - begun < RATE_NS; i++) {
        askers.execute(some.get(i % some.size()).ask());
        LockSupport.parkNanos(begun + i * 1_000_000_000L / QUESTIONS_A_SECOND - System.nanoTime());
      }
      return (load.written() - before) * 1_000_000_000 / (System.nanoTime() - begun);
    }
  }

  private void measure(String part, double seconds) {
    System.out.printf(
        "%-34s %6s %9s %9s %9s %9s%n", "question", "runs", "first", "p50", "p99", "max");
    for (var question : questions()) {
      if (question.name().contains(part)) {
        measure(question, seconds);
      }
    }
  }

  private static void awaitIndex(Store store, long begun) {
    while (!store.isIndexed()) {
      LockSupport.parkNanos(100_000_000);
    }
    System.out.printf(Locale.ROOT, "indexed in %.0f ms%n", (System.nanoTime() - begun) / 1e6);
  }

  private static void measure(Question question, double seconds) {
    var times = new double[RUNS_MAX];
    int runs = 0;
    long until = System.nanoTime() + (long) (seconds * 1e9);
    while (runs < RUNS_MAX && (runs < RUNS_MIN || System.nanoTime() < until)) {
      long begun = System.nanoTime();
      question.ask().run();
      times[runs++] = (System.nanoTime() - begun) / 1e6;
      if (runs < RUNS_MIN && times[runs - 1] > 5_000) {
        break;
      }
    }
    double first = times[0];
    var sorted = Arrays.copyOf(times, runs);
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%-34s %6d %9.2f %9.2f %9.2f %9.2f%n",
        question.name(),
        runs,
        first,
        sorted[runs / 2],
        sorted[(int) Math.min(runs - 1, Math.ceil(runs * 0.99) - 1)],
        sorted[runs - 1]);
  }

  private List<Message> samples() {
    var all = Filter.of(account);
    var newest = one(all, Order.NEWEST);
    var oldest = one(all, Order.OLDEST);
    long from = oldest.id().value().epochMillis();
    long to = newest.id().value().epochMillis();
    var found = new ArrayList<Message>();
    for (int i = 0; i < 300; i++) {
      var at = new Start.After(new MessageId(Id.first(chance.nextLong(from, to))));
      found.addAll(history.page(all, Order.OLDEST, at, 1).messages());
    }
    return found;
  }

  private Message one(Filter filter, Order order) {
    return history.page(filter, order, Start.FIRST, 1).messages().getFirst();
  }

  private Message sample() {
    return samples.get(chance.nextInt(samples.size()));
  }

  private static String tail(String value, int digits) {
    return value.substring(Math.max(0, value.length() - digits));
  }

  private String person() {
    return sampleOf(message -> message.parties().direction() == Direction.OUTBOUND)
        .parties()
        .to()
        .value();
  }

  private Message sampleOf(Function<Message, Boolean> wanted) {
    var message = sample();
    while (!wanted.apply(message)) {
      message = sample();
    }
    return message;
  }

  private Filter to(Match match) {
    return Filter.of(account).with(new Ends(Match.ANY, match));
  }

  private Filter from(Match match) {
    return Filter.of(account).with(new Ends(match, Match.ANY));
  }

  private Filter kinds(Kinds kinds) {
    return Filter.of(account).with(kinds);
  }

  private Filter status(Status status) {
    return kinds(new Kinds(Set.of(), Set.of(), Set.of(status)));
  }

  private Filter words(Words words) {
    return Filter.of(account).with(words);
  }

  private Period around(Duration span) {
    var at = sample().state().times().accepted();
    return new Period(Optional.of(at), Optional.of(at.plus(span)));
  }

  /// Each filter with how it is made anew for each question.
  private List<Map.Entry<String, Function<Integer, Filter>>> filters() {
    var all = new ArrayList<Map.Entry<String, Function<Integer, Filter>>>(); // table
    all.add(Map.entry("everything", _ -> Filter.of(account)));
    for (var status :
        List.of(
            Status.DELIVERED,
            Status.SENT,
            Status.UNDELIVERED,
            Status.FAILED,
            Status.EXPIRED,
            Status.QUEUED,
            Status.CANCELED)) {
      all.add(Map.entry("status " + status.word(), _ -> status(status)));
    }
    all.add(
        Map.entry(
            "direction inbound",
            _ -> kinds(new Kinds(Set.of(Direction.INBOUND), Set.of(), Set.of()))));
    all.add(
        Map.entry("channel mms", _ -> kinds(new Kinds(Set.of(), Set.of(Channel.MMS), Set.of()))));
    all.add(
        Map.entry("channel rcs", _ -> kinds(new Kinds(Set.of(), Set.of(Channel.RCS), Set.of()))));
    all.add(Map.entry("to whole", _ -> to(Match.whole(person()))));
    all.add(Map.entry("to whole, very many", _ -> to(Match.whole("+14155550193"))));
    all.add(
        Map.entry("to whole, none", _ -> to(Match.whole("+14155550" + 200 + chance.nextInt(700)))));
    for (int digits : List.of(1, 2, 3, 4, 5, 6, 7, 8, 10)) {
      all.add(Map.entry("to *" + digits, _ -> to(Match.end(tail(person(), digits)))));
    }
    all.add(Map.entry("from whole", _ -> from(Match.whole(sample().parties().from().value()))));
    all.add(Map.entry("from whole, none", _ -> from(Match.whole("+1415555" + 2000))));
    all.add(Map.entry("from *4", _ -> from(Match.end(tail(sample().parties().from().value(), 4)))));
    all.add(
        Map.entry(
            "from and to *4",
            _ -> {
              var parties = sample().parties();
              return Filter.of(account)
                  .with(
                      new Ends(
                          Match.whole(parties.from().value()),
                          Match.end(tail(parties.to().value(), 4))));
            }));
    all.add(Map.entry("accepted, a minute", _ -> accepted(Duration.ofMinutes(1))));
    all.add(Map.entry("accepted, a day", _ -> accepted(Duration.ofDays(1))));
    all.add(
        Map.entry(
            "sent, a day",
            _ -> Filter.of(account).with(new Times(Period.ANY, around(Duration.ofDays(1))))));
    all.add(
        Map.entry(
            "sent, in the future",
            _ ->
                Filter.of(account)
                    .with(
                        new Times(
                            Period.ANY,
                            new Period(
                                Optional.of(Instant.parse("2099-01-01T00:00:00Z")),
                                Optional.empty())))));
    all.add(
        Map.entry(
            "tag of 1 in 600",
            _ -> words(new Words("", "", Map.of("campaign", "c" + chance.nextInt(200))))));
    all.add(Map.entry("tag, none", _ -> words(new Words("", "", Map.of("campaign", "none")))));
    all.add(
        Map.entry(
            "two tags",
            _ ->
                words(
                    new Words(
                        "", "", Map.of("campaign", "c" + chance.nextInt(200), "team", "t3")))));
    all.add(
        Map.entry(
            "reference",
            _ ->
                words(
                    new Words(
                        "",
                        sampleOf(it -> !it.origin().reference().isEmpty()).origin().reference(),
                        Map.of()))));
    all.add(Map.entry("reference, none", _ -> words(new Words("", "no-such", Map.of()))));
    all.add(Map.entry("tests", _ -> Filter.of(account).withLive(false)));
    all.add(Map.entry("live", _ -> Filter.of(account).withLive(true)));
    all.add(
        Map.entry(
            "failed to *4",
            _ -> status(Status.FAILED).with(new Ends(Match.ANY, Match.end(tail(person(), 4))))));
    all.add(
        Map.entry(
            "failed tests of mms",
            _ ->
                kinds(new Kinds(Set.of(), Set.of(Channel.MMS), Set.of(Status.FAILED)))
                    .withLive(false)));
    all.add(
        Map.entry(
            "failed, a day",
            _ -> status(Status.FAILED).with(new Times(around(Duration.ofDays(1)), Period.ANY))));
    all.add(
        Map.entry(
            "tests by tag",
            _ ->
                words(new Words("", "", Map.of("campaign", "c" + chance.nextInt(200))))
                    .withLive(false)));
    all.add(Map.entry("words, frequent", _ -> words(new Words("dentist", "", Map.of()))));
    all.add(Map.entry("words, none", _ -> words(new Words("zebra crossing", "", Map.of()))));
    return all;
  }

  private Filter accepted(Duration span) {
    return Filter.of(account).with(new Times(around(span), Period.ANY));
  }

  private List<Question> questions() {
    var all = new ArrayList<Question>();
    for (var filter : filters()) {
      all.add(
          new Question(
              "list " + filter.getKey(),
              () -> page(filter.getValue().apply(0), Order.NEWEST, Start.FIRST)));
    }
    all.add(
        new Question("up everything", () -> page(Filter.of(account), Order.OLDEST, Start.FIRST)));
    all.add(
        new Question("up failed", () -> page(status(Status.FAILED), Order.OLDEST, Start.FIRST)));
    all.add(
        new Question(
            "up tests", () -> page(Filter.of(account).withLive(false), Order.OLDEST, Start.FIRST)));
    for (long offset : List.of(1_000L, 100_000L, 5_000_000L)) {
      all.add(
          new Question(
              "offset " + offset + " everything",
              () -> page(Filter.of(account), Order.NEWEST, new Start.Offset(offset))));
      all.add(
          new Question(
              "offset " + offset + " failed",
              () -> page(status(Status.FAILED), Order.NEWEST, new Start.Offset(offset))));
    }
    all.add(
        new Question(
            "behind any, everything",
            () -> page(Filter.of(account), Order.NEWEST, new Start.After(sample().id()))));
    all.add(
        new Question(
            "behind any, failed",
            () -> page(status(Status.FAILED), Order.NEWEST, new Start.After(sample().id()))));
    for (var key : List.of(History.Key.TO, History.Key.PRICE, History.Key.BODY)) {
      all.add(
          new Question(
              "by " + key + " everything",
              () -> page(Filter.of(account), new Order(key, true), Start.FIRST)));
    }
    all.add(
        new Question(
            "by TO failed",
            () -> page(status(Status.FAILED), new Order(History.Key.TO, true), Start.FIRST)));
    for (var filter : filters()) {
      all.add(
          new Question(
              "count " + filter.getKey(), () -> history.count(filter.getValue().apply(0))));
    }
    return all;
  }

  private void page(Filter filter, Order order, Start start) {
    history.page(filter, order, start, LIMIT);
  }
}
