package io.carillon.sim;

import io.carillon.engine.accept.Accept.Result;
import io.carillon.engine.accept.Submission;
import io.carillon.engine.account.Orders;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.ApiKey;
import io.carillon.model.Author;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Keepsake;
import io.carillon.model.Message.Place;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.model.Status;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Ids;
import io.carillon.testkit.SeededIds;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Those who submit messages: they send, repeat what was not answered, and remember what they were
/// told.
final class Callers {
  static final List<Address> SENDERS =
      List.of(Address.phone("+14155551234"), Address.phone("+13038675309"));
  static final List<Address> RECIPIENTS =
      List.of(
          Address.phone("+14155552671"),
          Address.phone("+491234567890"),
          Address.phone("+13031112222"));
  static final List<Account> ACCOUNTS = List.of(account(1), account(2));

  final Ids ids;
  final List<Asked> asked = new ArrayList<>();
  final Map<AccountId, Money> openings = new LinkedHashMap<>();
  private final World world;
  private final List<Request> open = new ArrayList<>();
  private boolean planned;

  Callers(World world) {
    this.world = world;
    ids = new SeededIds(world.chance.seed(), world.clock);
  }

  private static Account account(long number) {
    return new Account(
        new AccountId(new Id(0, number)),
        "account " + number,
        Account.Standing.ACTIVE,
        Instant.EPOCH,
        new Secret("t"),
        new Secret("s"),
        Optional.empty());
  }

  /// One submission, sent once, and what we were told of it.
  static final class Asked {
    final Submission submission;
    @Nullable Result result;

    Asked(Submission submission) {
      this.submission = submission;
    }

    Optional<MessageId> accepted() {
      return result instanceof Result.Accepted(var message, _)
          ? Optional.of(message.id())
          : Optional.empty();
    }

    boolean isReplay() {
      return result instanceof Result.Accepted(_, var replayed) && replayed;
    }

    boolean wasRefused() {
      return result instanceof Result.Refused;
    }
  }

  private record Request(Life life, List<Asked> asked) {}

  /// Opens the accounts, where there are none.
  void openAccounts(Commits commits) {
    var accounts = world.disk.truth().accounts();
    var orders = new Orders(commits, accounts, world.clock, () -> new Secret("next"));
    for (var account : ACCOUNTS) {
      if (accounts.directory().account(account.id()).isPresent()) {
        continue;
      }
      boolean poor = world.temper.has(Trouble.SHORT_FUNDS);
      var money = new Money(poor ? world.chance.between(0, 300_000) : 1_000_000_000, Life.CURRENCY);
      var key =
          new ApiKey(
              "key_" + account.name(),
              account.id(),
              "0".repeat(63) + account.id().value().low(),
              ApiKey.About.named("first"),
              ApiKey.Grant.live(Set.of()),
              ApiKey.Life.since(Instant.EPOCH));
      var senders = SENDERS.stream().map(address -> new Sender(account.id(), address, "")).toList();
      try {
        openings.put(account.id(), money);
        orders.open(account, key, senders, money, Author.SERVER);
      } catch (Orders.NotKept _) {
        throw new Crash("a start without an account");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// A process lets callers in: the first makes them come, a later one hears again of what an
  /// earlier one has not answered.
  void welcome() {
    if (!planned) {
      planned = true;
      for (int i = 0; i < world.temper.requests; i++) {
        int number = i;
        world.outside.later("request", world.chance.millis(0, 15_000), () -> come(number));
      }
      world.people.begin();
    }
    var lost = List.copyOf(open);
    open.clear();
    for (var request : lost) {
      var first = request.asked().getFirst().submission;
      if (first.idempotency().isPresent() && world.chance.percent(80)) {
        again(request.asked().stream().map(one -> one.submission).toList());
      }
    }
  }

  private void again(List<Submission> submissions) {
    world.outside.later("request again", world.chance.millis(0, 3_000), () -> send(submissions));
  }

  private void come(int number) {
    if (!send(submissions(number))) {
      world.outside.later("request", Duration.ofMillis(500), () -> come(number));
    }
  }

  private boolean send(List<Submission> submissions) {
    if (!world.isAlive() || !world.life().isOpen()) {
      return false;
    }
    var life = world.life();
    var request = new Request(life, submissions.stream().map(Asked::new).toList());
    open.add(request);
    asked.addAll(request.asked());
    life.tasks.start("request", () -> take(request));
    if (world.temper.has(Trouble.REPEATED_REQUESTS)
        && submissions.getFirst().idempotency().isPresent()
        && world.chance.percent(40)) {
      again(world.chance.percent(70) ? submissions : changed(submissions));
    }
    return true;
  }

  private void take(Request request) {
    try {
      request
          .life()
          .accept
          .take(
              request.asked().stream().map(one -> one.submission).toList(),
              results -> answered(request, results));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answered(Request request, List<Result> results) {
    if (!world.isAlive(request.life())) {
      return;
    }
    if (!open.remove(request)) {
      throw new AssertionError("a request was answered twice");
    }
    for (int i = 0; i < results.size(); i++) {
      var one = request.asked().get(i);
      one.result = results.get(i);
      one.accepted()
          .ifPresent(id -> {
            world.promises.accepted(id);
            world.regrets.mayFollow(one.submission.source().account(), id);
          });
      world.story.tell(() -> one.submission.source().reference() + ": " + said(one));
    }
  }

  private static String said(Asked one) {
    return one.accepted()
        .map(id -> (one.isReplay() ? "replayed " : "accepted ") + World.name(id))
        .orElseGet(() -> String.valueOf(one.result));
  }

  /// Whether anybody still waits for an answer of this process.
  boolean areWaiting() {
    return open.stream().anyMatch(request -> world.isAlive(request.life()));
  }

  private static List<Submission> changed(List<Submission> submissions) {
    return submissions.stream()
        .map(one -> {
          var source = one.source();
          var key = one.idempotency().orElseThrow();
          return new Submission(
              new Submission.Source(
                  source.account(),
                  source.place(),
                  source.requestId(),
                  source.reference() + "'",
                  source.tags(),
                  source.keepsake()),
              one.channel(),
              one.ends(),
              one.content(),
              one.wishes(),
              Optional.of(
                  new Idempotency(key.account(), key.key(), key.index(), key.hash() + "'")));
        })
        .toList();
  }

  private List<Submission> submissions(int number) {
    var chance = world.chance;
    var account = chance.of(ACCOUNTS).id();
    boolean keyed = chance.percent(40);
    int size = chance.percent(60) ? 1 : chance.between(2, chance.percent(80) ? 4 : 12);
    var all = new ArrayList<Submission>(size);
    for (int i = 0; i < size; i++) {
      var name = "r" + number + "." + i;
      int index = chance.percent(5) ? 0 : i;
      var key =
          keyed
              ? Optional.of(new Idempotency(account, "key " + number, index, "hash of " + index))
              : Optional.<Idempotency>empty();
      all.add(submission(account, name, key));
    }
    return all;
  }

  private Submission submission(AccountId account, String name, Optional<Idempotency> key) {
    var chance = world.chance;
    boolean text = chance.percent(80);
    var words = "x".repeat(chance.of(List.of(5, 5, 5, 200, 400)));
    var to = chance.percent(95) ? chance.of(RECIPIENTS).value() : "+999";
    return new Submission(
        new Submission.Source(
            account, Place.of(Life.DIALECT, ""), name, name, Map.of(), Keepsake.NONE),
        text ? Channel.SMS : Channel.MMS,
        new Submission.Ends(chance.of(SENDERS).value(), "", to),
        text ? new Content.Text(words) : new Content.Media(words, List.of()),
        new Submission.Wishes(
            WantedEncoding.AUTO,
            chance.of(List.of(Purpose.values())),
            chance.of(List.of(Priority.values())),
            chance.percent(85),
            timing(),
            callback()),
        key);
  }

  private Submission.Timing timing() {
    var chance = world.chance;
    boolean brief = world.temper.has(Trouble.SHORT_VALIDITY) && chance.percent(40);
    boolean later = world.temper.has(Trouble.SCHEDULES) && chance.percent(40);
    return new Submission.Timing(
        brief ? chance.millis(1, 20_000) : Duration.ZERO,
        later ? Optional.of(world.right().plus(chance.millis(0, 90_000))) : Optional.empty());
  }

  private Optional<Callback> callback() {
    var chance = world.chance;
    if (chance.percent(15)) {
      return Optional.empty();
    }
    var events = EnumSet.allOf(Status.class);
    events.removeIf(_ -> chance.percent(30));
    boolean dead = world.temper.has(Trouble.DEAD_ENDPOINTS) && chance.percent(20);
    var calm = chance.percent(50) ? Endpoints.CALM : Endpoints.DEAF;
    var url = dead ? chance.of(List.of(Endpoints.DEAD, Endpoints.FORBIDDEN)) : calm;
    return Optional.of(new Callback(url, events));
  }

  /// Which fault a refused one was told.
  static Optional<Fault> fault(Asked one) {
    return one.result instanceof Result.Refused(var refusal)
        ? Optional.of(refusal.fault())
        : Optional.empty();
  }
}
