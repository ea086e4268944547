package io.carillon.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Numbers;
import io.carillon.engine.accept.Shortcut;
import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Orders;
import io.carillon.engine.account.Roster;
import io.carillon.engine.amend.Amendments;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.change.Desk;
import io.carillon.engine.notify.Owing;
import io.carillon.engine.notify.Replays;
import io.carillon.engine.route.Routes;
import io.carillon.engine.trace.TraceReader;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.NewKeys;
import io.carillon.front.door.Passwords;
import io.carillon.front.door.Scope;
import io.carillon.front.door.Threshold;
import io.carillon.front.intelepeer.IntelePeerDoor;
import io.carillon.front.intelepeer.IntelePeerRoutes;
import io.carillon.front.mycpaas.MycpaasRoutes;
import io.carillon.front.ops.OpsRoutes;
import io.carillon.front.ops.Readiness;
import io.carillon.front.pantheon.PantheonRoutes;
import io.carillon.front.restcomm.RestcommRoutes;
import io.carillon.front.v2.V2Routes;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.ApiKey;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Message.State;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Meters;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Ports;
import io.carillon.wire.http.Mount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/// A store in memory with one account, its key and its senders, and the real accept before it: what
/// the tests at the door stand on.
public final class House {
  public static final String KEY = "sk_live_0123456789abcdefghijklmnopqrst";
  public static final String SID = "AC0123456789abcdeffedcba9876543210";
  public static final String TOKEN = "token";
  public static final Secret WEBHOOK_SECRET = new Secret("whsec_of_the_house");
  public static final Instant OPENED = Instant.parse("2023-07-15T14:30:00Z");

  /// Every sender that the vendors' pages print.
  public static final List<String> PRINTED_SENDERS =
      List.of(
          "+14155552671",
          "+14155556789",
          "+491098765432",
          "+12191112222",
          "+13031112222",
          "12345",
          "98765",
          "MyCompany",
          "Hello8");

  /// What accounts may take.
  public static final Inventory INVENTORY =
      new Inventory(
          List.of(
              new Inventory.Range(Inventory.Kind.LOCAL, "US", 14155550100L, 14155550101L),
              new Inventory.Range(Inventory.Kind.TOLL_FREE, "US", 18005550100L, 18005550101L),
              new Inventory.Range(Inventory.Kind.MOBILE, "GB", 447700900000L, 447700900001L)));

  private final MemoryStore store = MemoryStore.atOnce();
  private final Ports ports = store.ports();
  private final ManualClock clock = new ManualClock(OPENED);
  private final GivenIds messageIds = new GivenIds(1);
  private final GivenIds requestIds = new GivenIds(2);
  private final AtomicInteger stored = new AtomicInteger();
  private final Account account =
      new Account(
          new AccountId(new Id(0x0123_4567_89ab_cdefL, 0xfedc_ba98_7654_3210L)),
          "The first account",
          Account.Standing.ACTIVE,
          OPENED,
          new Secret(TOKEN),
          WEBHOOK_SECRET,
          Optional.empty());

  private Money smsPrice = new Money(7_500, "USD");
  private Optional<Refusal> refusing = Optional.empty();

  public House() {
    enroll(new Entry.OfAccount(account));
    addKey(KEY, Scope.ALL_WORDS);
    for (var sender : PRINTED_SENDERS) {
      enroll(new Entry.OfSender(new Sender(account.id(), address(sender), "")));
    }
    write(new Write.Moved(account.id(), Reason.OPENING, new Money(1_000_000_000, "USD"), OPENED));
    stored.set(0);
  }

  /// All that is mounted, with the real accept behind it.
  public List<Mount> mounts() {
    var traces = new TraceReader(ports.messages(), ports.notices(), ports.traces());
    var desk = desk();
    var accept = accept(desk);
    var amendments = new Amendments(desk, commits(), ports.messages(), clock, new ThreadTasks());
    var orders = new Orders(commits(), ports.accounts(), clock, () -> new Secret("whsec_another"));
    var mounts =
        new ArrayList<>(
            new MycpaasRoutes(
                    new MycpaasRoutes.Doors(keys(), logins(), ports.accounts()),
                    new MycpaasRoutes.Reading(ports.messages(), ports.history(), ports.traces()),
                    new MycpaasRoutes.Doing(
                        accept,
                        amendments,
                        roster(),
                        INVENTORY,
                        House::objection,
                        Channel.SMS::equals),
                    clock,
                    requestIds)
                .mounts());
    mounts.addAll(restcomm(accept));
    mounts.add(
        new PantheonRoutes(
                keys(),
                new PantheonRoutes.Doing(
                    accept, amendments, roster(), new NewKeys(roster(), requestIds, clock)),
                new PantheonRoutes.Reading(
                    ports.messages(), ports.history(), ports.accounts(), clock),
                new PantheonRoutes.Calls(House::objection),
                requestIds)
            .mount());
    mounts.add(
        new V2Routes(
                keys(),
                new V2Routes.Reading(
                    ports.messages(),
                    ports.history(),
                    ports.notices(),
                    ports.refusals(),
                    traces,
                    ports.accounts()),
                new V2Routes.Acting(
                    accept,
                    amendments,
                    replays(),
                    orders,
                    roster(),
                    new NewKeys(roster(), requestIds, clock)),
                House::objection,
                clock,
                requestIds)
            .mount());
    mounts.addAll(intelePeer(accept).mounts());
    mounts.add(new OpsRoutes(this::readiness, () -> "carillon_up 1\n", requestIds).mount());
    return mounts;
  }

  private List<Mount> restcomm(Accept accept) {
    return new RestcommRoutes(
            new RestcommRoutes.Doors(keys(), logins()),
            new RestcommRoutes.Reading(
                ports.messages(), ports.history(), ports.notices(), ports.accounts()),
            new RestcommRoutes.Doing(
                accept,
                roster(),
                INVENTORY,
                new NewKeys(roster(), requestIds, clock),
                House::objection),
            new RestcommRoutes.Sources(clock, requestIds))
        .mounts();
  }

  private IntelePeerRoutes intelePeer(Accept accept) {
    var threshold = new Threshold(ports.accounts(), clock, Threshold.Limits.NONE);
    return new IntelePeerRoutes(
        new IntelePeerDoor(threshold, ports.accounts(), clock),
        new IntelePeerRoutes.Engine(
            accept, roster(), ports.messages(), ports.accounts(), clock, House::objection),
        requestIds,
        "eu.api.intelepeer.com");
  }

  private static Optional<String> objection(String url) {
    if (url.contains("//refused.example/")) {
      return Optional.of("this address may not be called");
    }
    return url.startsWith("http") ? Optional.empty() : Optional.of("only http and https");
  }

  /// The real accept over the store of this house; only SMS has a carrier.
  public Accept accept() {
    return accept(desk());
  }

  private Desk desk() {
    return new Desk(
        commits(), ports.messages(), new ThreadTasks(), List.of(new Owing()), List.of(), 10_000);
  }

  private Accept accept(Desk desk) {
    var mms = new Rates.Rate(Channel.MMS, "*", new Money(25_000, "USD"));
    return new Accept(
        desk,
        new Accept.Rules(
            new Numbers(),
            new Routes(List.of(new SmsCarrier())),
            new Rates(List.of(mms), smsPrice),
            1),
        new Accept.Reading(ports.accounts(), ports.messages()),
        new Accept.Ways(NO_SHORTCUT, _ -> refusing),
        new Accept.Sources(clock, messageIds, new ThreadTasks()),
        NO_METERS);
  }

  /// Changes the small tables of this house; its inventory has two numbers of each kind.
  public Roster roster() {
    return new Roster(ports.commits(), ports.accounts(), INVENTORY, clock);
  }

  private Replays replays() {
    return new Replays(commits(), ports.messages(), ports.notices(), clock);
  }

  public Ports ports() {
    return ports;
  }

  public MemoryStore store() {
    return store;
  }

  public ManualClock clock() {
    return clock;
  }

  public Account account() {
    return account;
  }

  public Keys keys() {
    return new Keys(ports.accounts(), clock);
  }

  public Logins logins() {
    return new Logins(ports.accounts(), clock);
  }

  /// A message from a person.
  public Message arrive(String from, String to, Content content) {
    var parties =
        new Message.Parties(
            account.id(),
            Direction.INBOUND,
            content instanceof Content.Media ? Channel.MMS : Channel.SMS,
            address(from),
            address(to));
    var message = Arriving.message(new MessageId(messageIds.next()), parties, content, clock.now());
    write(new Write.Added(message));
    return message;
  }

  /// How many messages were stored through [#accept].
  public int stored() {
    return stored.get();
  }

  /// What the next message, or the next request, is named.
  public void give(Optional<Id> message, Optional<Id> request) {
    message.ifPresent(messageIds::give);
    request.ifPresent(requestIds::give);
  }

  /// The price of one SMS; for the time before [#mounts].
  public void price(Money next) {
    smsPrice = next;
  }

  /// Lets accept refuse everything at the doorway.
  public void refuse(Refusal refusal) {
    refusing = Optional.of(refusal);
  }

  /// Takes all money.
  public void impoverish() {
    var balance = ports.accounts().balance(account.id()).orElseThrow();
    write(new Write.Moved(account.id(), Reason.CHARGE, balance.negated(), clock.now()));
  }

  /// Changes a message behind everybody's back.
  public void change(MessageId id, UnaryOperator<State> how) {
    var before = ports.messages().find(id).orElseThrow();
    change(id, how, before.state().revision().notices());
  }

  private void change(MessageId id, UnaryOperator<State> how, int notices) {
    var before = ports.messages().find(id).orElseThrow();
    var next = how.apply(before.state());
    var raised = next.with(new Message.Revision(before.state().rev() + 1, notices));
    write(new Write.Changed(before, before.with(raised)));
  }

  /// Owes a notice of what a message has just come to, and lets the telling stand as it says.
  public void owe(MessageId id, Notice.Telling telling) {
    var message = ports.messages().find(id).orElseThrow();
    var callback = message.terms().callback().orElseThrow();
    int sequence = message.state().revision().notices() + 1;
    var change =
        new Notice.Change(
            message.status(), message.state().times().updated(), message.state().facts().fault());
    change(id, state -> state, sequence);
    write(
        new Write.Owed(
            new Notice(
                id,
                sequence,
                message.origin().dialect(),
                callback.lane(message.account()),
                callback.url(),
                change,
                telling)));
  }

  /// A key of the account, with these scopes.
  public void addKey(String key, Set<String> scopes) {
    addKey(key, scopes, new ApiKey.Life(OPENED, Optional.empty(), Optional.empty()));
  }

  public void addKey(String key, Set<String> scopes, ApiKey.Life life) {
    addKey(account.id(), key, scopes, life);
  }

  /// Another account, with a key for everything.
  public void addStranger(String key) {
    var id = new AccountId(new Id(7, 7));
    enroll(
        new Entry.OfAccount(
            new Account(
                id,
                "Stranger",
                Account.Standing.ACTIVE,
                OPENED,
                new Secret(""),
                new Secret(""),
                Optional.empty())));
    addKey(id, key, Scope.ALL_WORDS, new ApiKey.Life(OPENED, Optional.empty(), Optional.empty()));
  }

  private void addKey(AccountId owner, String key, Set<String> scopes, ApiKey.Life life) {
    var hash = Keys.sha256(key);
    enroll(
        new Entry.OfKey(
            new ApiKey(
                "key_" + hash.substring(0, 16),
                owner,
                hash,
                ApiKey.About.named(key),
                new ApiKey.Grant(scopes, !key.startsWith("sk_test_"), 0),
                life)));
  }

  /// Somebody who may sign in for the account.
  public void addUser(String name, String password, boolean apiAccess) {
    var facts =
        Map.of(
            OwnUser.PASSWORD,
            Passwords.kept(password),
            OwnUser.API_ACCESS,
            Boolean.toString(apiAccess));
    var id = new Id(5, name.hashCode());
    var now = clock.now();
    enroll(
        new Entry.OfResource(
            new Resource(id, account.id(), Resource.Kind.USER, name, facts, now, now)));
  }

  public void standing(Account.Standing standing) {
    enroll(new Entry.OfAccount(account.with(account.name(), standing)));
  }

  /// Gives the account another webhook secret.
  public void webhookSecret(Secret secret) {
    enroll(new Entry.OfAccount(account.withWebhookSecret(secret)));
  }

  private Readiness readiness() {
    return new Readiness(
        refusing.isEmpty(),
        refusing.map(refusal -> refusal.fault().words()).orElse(""),
        List.of(Readiness.Way.of(new SmsCarrier())));
  }

  private void enroll(Entry entry) {
    write(new Write.Enrolled(entry));
  }

  private void write(Write... writes) {
    ports
        .commits()
        .hand(
            List.of(new Commit(Urgency.INSIDE, List.of(), List.of(writes))),
            results -> assertThat(results).containsOnly(new Commit.Result.Done()));
  }

  /// The store's commits, watched: each new message that holds is counted.
  private Commits commits() {
    var real = ports.commits();
    return new Commits() {
      @Override
      public void hand(List<Commit> commits, Consumer<List<Commit.Result>> then) {
        real.hand(
            commits,
            results -> {
              for (int i = 0; i < results.size(); i++) {
                if (results.get(i) instanceof Commit.Result.Done) {
                  var added = commits.get(i).writes().stream();
                  stored.addAndGet((int) added.filter(Write.Added.class::isInstance).count());
                }
              }
              then.accept(results);
            });
      }

      @Override
      public Commit.Result write(Commit commit) throws InterruptedException {
        return real.write(commit);
      }

      @Override
      public void afterGroup(Runnable hook) {
        real.afterGroup(hook);
      }

      @Override
      public int waiting() {
        return real.waiting();
      }
    };
  }

  private static final Shortcut NO_SHORTCUT =
      new Shortcut() {
        @Override
        public Message claimAtOnce(Message fresh) {
          return fresh;
        }

        @Override
        public void unclaim(Message message) {}
      };

  private static final Meters NO_METERS =
      new Meters() {
        @Override
        public Count count(String name, String... labels) {
          return _ -> {};
        }

        @Override
        public void gauge(String name, LongSupplier value, String... labels) {}

        @Override
        public Timing timing(String name, String... labels) {
          return _ -> {};
        }
      };

  private static Address address(String sender) {
    if (sender.startsWith("+")) {
      return Address.phone(sender);
    }
    return Character.isDigit(sender.charAt(0))
        ? new Address(Address.Kind.SHORT_CODE, sender)
        : new Address(Address.Kind.ALPHANUMERIC, sender);
  }
}
