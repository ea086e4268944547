package io.carillon.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.LastUses;
import io.carillon.engine.account.Roster;
import io.carillon.engine.inbound.Strays;
import io.carillon.engine.route.Costs;
import io.carillon.engine.route.Match;
import io.carillon.engine.route.Route;
import io.carillon.engine.route.Routes;
import io.carillon.engine.route.Routing;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.Scope;
import io.carillon.front.door.Threshold;
import io.carillon.front.person.UserPasswords;
import io.carillon.front.v2.Listeners;
import io.carillon.front.v2.Reloading;
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
import io.carillon.model.Consent.Reach;
import io.carillon.model.Content;
import io.carillon.model.Conversation;
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
import io.carillon.model.port.Ids;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Ports;
import io.carillon.testkit.Samples;
import io.carillon.wire.http.Mount;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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

  private static final Routing ROUTING =
      new Routing(
          new Routes(
              List.of(
                  new Route(
                      "germany",
                      new Match(
                          Set.of(Channel.SMS),
                          List.of("+49"),
                          List.of(),
                          List.of(),
                          Set.of(),
                          Set.of(),
                          Set.of()),
                      List.of(Route.Choice.of("quiet"), new Route.Choice("backup", 2, 1)),
                      Route.Pick.ORDER,
                      Route.Limits.NONE)),
              new Costs(List.of(new Costs.Row("quiet", "+49", "", 40_000))),
              List.of()));

  private final GivenReload reloading = new GivenReload();
  private final MemoryStore store = MemoryStore.atOnce();
  private volatile int accountRate;
  private volatile int perRequest;
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

  private final Listeners listeners = new Listeners();
  private final LastUses lastUses = new LastUses(ports.commits(), clock);

  private Money smsPrice = new Money(7_500, "USD");
  private Optional<Refusal> refusing = Optional.empty();

  public House() {
    enroll(new Entry.OfAccount(account));
    addKey(KEY, Scope.ALL_WORDS);
    for (var sender : PRINTED_SENDERS) {
      enroll(new Entry.OfSender(new Sender(account.id(), address(sender), "", true)));
    }
    write(new Write.Moved(account.id(), Reason.OPENING, new Money(1_000_000_000, "USD"), OPENED));
    stored.set(0);
  }

  /// All that is mounted, with the real accept behind it.
  public List<Mount> mounts() {
    return new Mounts(this).all();
  }

  /// The real accept over the store of this house; only SMS has a carrier.
  public Accept accept() {
    return new Mounts(this).accept();
  }

  /// What operators see here: one rule, one carrier that is up, settings that reload to nothing
  /// new.
  V2Routes.Operating operating(Strays strays) {
    return new V2Routes.Operating(reloading, ROUTING, () -> "USD", strays);
  }

  /// What the next reload leads to.
  public void reloads(Reloading.Outcome outcome) {
    reloading.next = outcome;
  }

  private static final class GivenReload implements Reloading {
    private Outcome next = new Outcome.Adopted(1, List.of(), List.of());

    @Override
    public Outcome reload() {
      return next;
    }

    @Override
    public long revision() {
      return 1;
    }
  }

  /// Changes the small tables of this house; its inventory has two numbers of each kind.
  public Roster roster() {
    return new Roster(ports.commits(), ports.accounts(), INVENTORY, clock);
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

  /// Who listens to live feeds here; nobody wakes them.
  public Listeners listeners() {
    return listeners;
  }

  /// When keys and sessions were shown here; nothing is written until it is swept.
  public LastUses lastUses() {
    return lastUses;
  }

  public Keys keys() {
    return new Keys(threshold());
  }

  public Logins logins() {
    return new Logins(threshold());
  }

  /// What everybody passes here: nobody is slowed down but by [#accountRate].
  public Threshold threshold() {
    return new Threshold(
        ports.accounts(), clock, Threshold.Limits.NONE, lastUses::shown, (_, _) -> accountRate);
  }

  /// So many requests a second may each account make from now on; 0 = any number.
  public void accountRate(int requests) {
    accountRate = requests;
  }

  /// A message from a person.
  public Message arrive(String from, String to, Content content) {
    return arrive(new Arriving(address(from), address(to), content));
  }

  Message arrive(Arriving arriving) {
    var id = new MessageId(messageIds.next());
    var message = arriving.message(id, arriving.parties(account.id()), clock.now());
    var parties = message.parties();
    var party = new Conversation.Party(account.id(), Reach.of(parties.to()));
    write(
        new Write.Added(message),
        new Write.Threaded(
            new Conversation.Line(
                party,
                parties.from(),
                message.id(),
                parties.channel(),
                Direction.INBOUND,
                clock.now())));
    return message;
  }

  /// The store's commits, watched: each new message that holds is counted.
  Commits commits() {
    return new CountedCommits(ports.commits(), stored);
  }

  /// What names the next request.
  Ids requestIds() {
    return requestIds;
  }

  Ids messageIds() {
    return messageIds;
  }

  Money smsPrice() {
    return smsPrice;
  }

  /// What the doorway answers to everything, if it refuses.
  Optional<Refusal> refusing() {
    return refusing;
  }

  /// How many messages one request may bring; 0 = any number.
  int perRequest() {
    return perRequest;
  }

  /// Lets one request bring so many messages.
  public void perRequest(int most) {
    perRequest = most;
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
    addUser(name, password, apiAccess, Map.of());
  }

  /// The same with more facts.
  public void addUser(String name, String password, boolean apiAccess, Map<String, String> more) {
    var facts = new HashMap<>(more);
    facts.put(OwnUser.PASSWORD, UserPasswords.kept(password));
    facts.put(OwnUser.API_ACCESS, Boolean.toString(apiAccess));
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

  private void enroll(Entry entry) {
    write(new Write.Enrolled(entry, Samples.OCCASION));
  }

  /// A row that stands here.
  public void keep(Write row) {
    write(row);
  }

  private void write(Write... writes) {
    ports
        .commits()
        .hand(
            List.of(new Commit(Urgency.INSIDE, List.of(), List.of(writes))),
            results -> assertThat(results).containsOnly(new Commit.Result.Done()));
  }

  private static Address address(String sender) {
    if (sender.startsWith("+")) {
      return Address.phone(sender);
    }
    return Character.isDigit(sender.charAt(0))
        ? new Address(Address.Kind.SHORT_CODE, sender)
        : new Address(Address.Kind.ALPHANUMERIC, sender);
  }
}
