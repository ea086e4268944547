package io.carillon.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.ApiKey;
import io.carillon.model.Author;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final AccountId ACCOUNT = Samples.ACCOUNT;
  private static final AccountId OTHER = new AccountId(new Id(9, 9));
  private static final Address OFFERED = Address.phone("+14155550101");

  private final MemoryStore store = MemoryStore.atOnce();
  private final ManualClock clock = new ManualClock();
  private final Inventory inventory =
      new Inventory(
          List.of(
              new Inventory.Range(Inventory.Kind.LOCAL, "US", 14155550100L, 14155550103L),
              new Inventory.Range(Inventory.Kind.TOLL_FREE, "US", 18005550100L, 18005550101L)));
  private final Roster roster = new Roster(store.commits(), store.accounts(), inventory, clock);

  @BeforeEach
  void open() throws InterruptedException {
    store
        .commits()
        .write(
            new Commit(
                Urgency.ACCEPT,
                List.of(),
                List.of(
                    new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION))));
  }

  private Directory directory() {
    return store.accounts().directory();
  }

  private Resource application(long id, String name) {
    var now = clock.now();
    return new Resource(
        new Id(1, id), ACCOUNT, Resource.Kind.APPLICATION, name, Map.of(), now, now);
  }

  private static Optional<Idempotency> key(String word, String hash) {
    return Optional.of(new Idempotency(ACCOUNT, word, 0, hash));
  }

  private static Fault fault(Order<?> order) {
    assertThat(order).isInstanceOf(Order.Refused.class);
    return ((Order.Refused<?>) order).refusal().fault();
  }

  @Test
  void addsChangesAndDropsAResource() throws InterruptedException {
    var first = application(1, "shop");
    assertThat(roster.by(Author.SERVER).add(first, Optional.empty()))
        .isEqualTo(new Order.Done<>(first, false));

    var renamed = first.with("store", Map.of("url", "x"), clock.now());
    assertThat(roster.by(Author.SERVER).put(renamed)).isEqualTo(new Order.Done<>(renamed, false));
    assertThat(directory().resources(ACCOUNT, Resource.Kind.APPLICATION)).containsExactly(renamed);

    assertThat(roster.by(Author.SERVER).drop(renamed)).isEqualTo(new Order.Done<>(renamed, false));
    assertThat(directory().resources(ACCOUNT, Resource.Kind.APPLICATION)).isEmpty();
    assertThat(fault(roster.by(Author.SERVER).drop(renamed))).isEqualTo(Fault.NOT_FOUND);
  }

  @Test
  void aChangeKeepsWhatOthersChangedMeanwhile() throws InterruptedException {
    var orders = roster.by(Author.SERVER);
    var first = application(1, "shop").with("shop", Map.of("a", "1", "b", "1"), clock.now());
    orders.add(first, Optional.empty());
    orders.put(first.with("store", Map.of("a", "1", "b", "2", "c", "2"), clock.now()));
    var wish = first.with("shop", Map.of("b", "1", "d", "3"), clock.now());

    var done = first.with("store", Map.of("b", "2", "c", "2", "d", "3"), clock.now());
    assertThat(orders.change(first, wish, (_, _) -> Optional.empty()))
        .isEqualTo(new Order.Done<>(done, false));

    var against = Refusal.of(Fault.FORBIDDEN, "", "");
    assertThat(fault(orders.change(first, wish, (_, _) -> Optional.of(against))))
        .isEqualTo(Fault.FORBIDDEN);
    orders.drop(done);
    assertThat(fault(orders.change(first, wish, (_, _) -> Optional.empty())))
        .isEqualTo(Fault.NOT_FOUND);
  }

  @Test
  void tellsTheFeedOfAChangeOnlyWhereItChanges() throws InterruptedException {
    var first = application(1, "shop");
    roster.by(Author.SERVER).add(first, Optional.empty());
    var facts = Map.of("reason", "HTTP 410");
    var told = new Event(ACCOUNT, clock.now(), Event.Kind.WEBHOOK_DISABLED, first.id(), facts);
    var next = first.with("gone", first.facts(), clock.now());

    assertThat(roster.change(first, Author.SERVER, told, _ -> Optional.of(next)))
        .isEqualTo(new Order.Done<>(next, false));
    assertThat(roster.change(first, Author.SERVER, told, _ -> Optional.empty()))
        .isInstanceOf(Order.Refused.class);

    assertThat(store.feed().after(ACCOUNT, 0, 10))
        .singleElement()
        .satisfies(kept -> assertThat(kept.event()).isEqualTo(told));
  }

  @Test
  void answersARepeatedRequestWithWhatTheFirstOneMade() throws InterruptedException {
    var first = application(1, "shop");
    roster.by(Author.SERVER).add(first, key("k", "h1"));

    assertThat(roster.by(Author.SERVER).add(application(2, "shop"), key("k", "h1")))
        .isEqualTo(new Order.Done<>(first, true));
    assertThat(fault(roster.by(Author.SERVER).add(application(3, "other"), key("k", "h2"))))
        .isEqualTo(Fault.KEY_REUSED);
    assertThat(directory().resources(ACCOUNT, Resource.Kind.APPLICATION)).hasSize(1);
  }

  @Test
  void keepsAKeyWithWhatItWasAbout() throws InterruptedException {
    assertThat(roster.keep(key("k", "h1").orElseThrow(), new Id(1, 1))).isEmpty();
    assertThat(roster.keep(key("k", "h1").orElseThrow(), new Id(1, 1))).isEmpty();
    assertThat(roster.keep(key("k", "h2").orElseThrow(), new Id(1, 1)).map(Refusal::fault))
        .contains(Fault.KEY_REUSED);
  }

  @Test
  void saysThatNothingHappenedWhereTheStoreFails() throws InterruptedException {
    store.breakNext(1);

    assertThat(fault(roster.by(Author.SERVER).add(application(1, "shop"), Optional.empty())))
        .isEqualTo(Fault.STORE_DOWN);
    assertThat(directory().resources(ACCOUNT, Resource.Kind.APPLICATION)).isEmpty();
  }

  private Account child(long id, AccountId parent) {
    return new Account(
        new AccountId(new Id(2, id)),
        "child",
        Account.Standing.ACTIVE,
        clock.now(),
        new Secret("t"),
        new Secret("s"),
        Optional.of(parent));
  }

  @Test
  void opensAccountsUnderAccountsUpToEightLevels() throws InterruptedException {
    var parent = ACCOUNT;
    for (int level = 1; level < Directory.LEVELS_MAX; level++) {
      var child = child(level, parent);
      assertThat(roster.by(Author.SERVER).open(child, Optional.empty()))
          .isEqualTo(new Order.Done<>(child, false));
      parent = child.id();
    }

    assertThat(fault(roster.by(Author.SERVER).open(child(99, parent), Optional.empty())))
        .isEqualTo(Fault.FORBIDDEN);
    assertThat(directory().payer(parent)).isEqualTo(ACCOUNT);
  }

  @Test
  void anAccountStandsNoBetterThanThoseAboveIt() throws InterruptedException {
    var child = child(1, ACCOUNT);
    roster.by(Author.SERVER).open(child, Optional.empty());

    roster.by(Author.SERVER).change(ACCOUNT, "First", Account.Standing.SUSPENDED);

    assertThat(directory().standing(child.id())).isEqualTo(Account.Standing.SUSPENDED);
    assertThat(directory().standing(OTHER)).isEqualTo(Account.Standing.CLOSED);
  }

  @Test
  void aClosedAccountStaysClosed() throws InterruptedException {
    roster.by(Author.SERVER).open(child(1, ACCOUNT), Optional.empty());
    var id = new AccountId(new Id(2, 1));
    roster.by(Author.SERVER).change(id, "child", Account.Standing.CLOSED);

    assertThat(fault(roster.by(Author.SERVER).change(id, "child", Account.Standing.ACTIVE)))
        .isEqualTo(Fault.FORBIDDEN);
    assertThat(fault(roster.by(Author.SERVER).change(OTHER, "", Account.Standing.ACTIVE)))
        .isEqualTo(Fault.NOT_FOUND);
  }

  private ApiKey apiKey(String id) {
    return apiKey(id, "a");
  }

  private ApiKey apiKey(String id, String digit) {
    return new ApiKey(
        id,
        ACCOUNT,
        digit.repeat(64),
        ApiKey.About.named("ci"),
        ApiKey.Grant.live(Set.of("messaging:send")),
        ApiKey.Life.since(clock.now()));
  }

  @Test
  void addsAndRevokesKeys() throws InterruptedException {
    var made = apiKey("key_00000000000000aa");
    roster.by(Author.SERVER).add(made, key("k", "h"));

    assertThat(roster.by(Author.SERVER).add(apiKey("key_00000000000000bb"), key("k", "h")))
        .isEqualTo(new Order.Done<>(made, true));
    roster.by(Author.SERVER).revoke(ACCOUNT, made.id());

    assertThat(directory().keys(ACCOUNT)).hasSize(1);
    assertThat(directory().keys(ACCOUNT).getFirst().isLive(clock.now())).isFalse();
    assertThat(fault(roster.by(Author.SERVER).revoke(OTHER, made.id()))).isEqualTo(Fault.NOT_FOUND);
  }

  @Test
  void givesANumberOfTheInventoryToOneAccountOnly() throws InterruptedException {
    var taken = take(ACCOUNT, OFFERED, Optional.empty());

    assertThat(taken).isEqualTo(new Order.Done<>(new Sender(ACCOUNT, OFFERED, ""), false));
    assertThat(fault(take(OTHER, OFFERED, Optional.empty()))).isEqualTo(Fault.NOT_FOUND);
    assertThat(fault(take(ACCOUNT, OFFERED, key("k", "h")))).isEqualTo(Fault.NOT_FOUND);
    assertThat(fault(take(ACCOUNT, Address.phone("+14155559999"), Optional.empty())))
        .isEqualTo(Fault.NOT_FOUND);
    assertThat(offers("")).containsExactly("+14155550100", "+14155550102", "+14155550103");
  }

  private Order<Sender> take(AccountId account, Address address, Optional<Idempotency> key)
      throws InterruptedException {
    return take(account, Optional.of(address), key);
  }

  /// Numbers are called by their digits.
  private Order<Sender> take(AccountId account, Optional<Address> choice, Optional<Idempotency> key)
      throws InterruptedException {
    return roster
        .by(Author.SERVER)
        .take(
            account,
            _ -> choice,
            address -> new Id(0, Long.parseLong(address.value())),
            key,
            id -> Optional.of(Address.phone("+" + id.low())));
  }

  private List<String> offers(String end) {
    return inventory
        .offers(
            directory(),
            Optional.of(Inventory.Kind.LOCAL),
            "us",
            number -> number.endsWith(end),
            10)
        .stream()
        .map(offer -> offer.address().value())
        .toList();
  }

  @Test
  void releasesANumberWithWhatWasSetForIt() throws InterruptedException {
    take(ACCOUNT, OFFERED, Optional.empty());
    var now = clock.now();
    roster
        .by(Author.SERVER)
        .put(
            new Resource(
                new Id(3, 3),
                ACCOUNT,
                Resource.Kind.NUMBER,
                OFFERED.value(),
                Map.of("sms_url", "https://example.org"),
                now,
                now));

    roster.by(Author.SERVER).release(ACCOUNT, OFFERED);

    assertThat(directory().senders(ACCOUNT)).isEmpty();
    assertThat(directory().resources(ACCOUNT, Resource.Kind.NUMBER)).isEmpty();
    assertThat(fault(roster.by(Author.SERVER).release(ACCOUNT, OFFERED)))
        .isEqualTo(Fault.NOT_FOUND);
    assertThat(offers("101")).containsExactly("+14155550101");
  }

  @Test
  void handsANumberToAnotherAccountWithoutWhatWasSetForIt() throws InterruptedException {
    take(ACCOUNT, OFFERED, Optional.empty());
    var now = clock.now();
    roster
        .by(Author.SERVER)
        .put(
            new Resource(
                new Id(3, 3), ACCOUNT, Resource.Kind.NUMBER, OFFERED.value(), Map.of(), now, now));

    roster.by(Author.SERVER).hand(ACCOUNT, OFFERED, OTHER, key("k", "h"), new Id(3, 4));

    assertThat(directory().senders(ACCOUNT)).isEmpty();
    assertThat(directory().senders(OTHER)).containsOnly(new Sender(OTHER, OFFERED, ""));
    assertThat(directory().resources(ACCOUNT, Resource.Kind.NUMBER)).isEmpty();
    assertThat(
            fault(
                roster
                    .by(Author.SERVER)
                    .hand(ACCOUNT, OFFERED, OTHER, Optional.empty(), new Id(3, 4))))
        .isEqualTo(Fault.NOT_FOUND);
    assertThat(roster.seen(key("k", "h").orElseThrow()))
        .isEqualTo(new Order.Done<>(Optional.of(new Id(3, 4)), true));
  }

  @Test
  void lookingForAKeyKeepsNothing() throws InterruptedException {
    var key = key("k", "h").orElseThrow();

    assertThat(roster.seen(key)).isEqualTo(new Order.Done<>(Optional.empty(), false));
    assertThat(roster.seen(key)).isEqualTo(new Order.Done<>(Optional.empty(), false));

    roster.keep(key, new Id(3, 5));
    assertThat(roster.seen(key)).isEqualTo(new Order.Done<>(Optional.of(new Id(3, 5)), true));
    assertThat(fault(roster.seen(key("k", "other").orElseThrow()))).isEqualTo(Fault.KEY_REUSED);
  }

  @Test
  void aRepeatedTakeIsAnsweredWithTheNumberThatWasTakenThen() throws InterruptedException {
    var other = Address.phone("+14155550102");
    var first = new Order.Done<>(new Sender(ACCOUNT, OFFERED, ""), true);
    take(ACCOUNT, OFFERED, key("k", "h"));

    assertThat(take(ACCOUNT, other, key("k", "h"))).isEqualTo(first);
    assertThat(take(ACCOUNT, OFFERED, key("k", "h"))).isEqualTo(first);
    assertThat(take(ACCOUNT, Optional.empty(), key("k", "h"))).isEqualTo(first);
    assertThat(directory().owners(other)).isEmpty();
    assertThat(fault(take(ACCOUNT, Optional.empty(), key("k", "H")))).isEqualTo(Fault.KEY_REUSED);
    assertThat(fault(take(ACCOUNT, Optional.empty(), key("l", "h")))).isEqualTo(Fault.NOT_FOUND);
  }

  @Test
  void renewsATokenAndRenamesAKey() throws InterruptedException {
    var made = apiKey("key_00000000000000aa");
    roster.by(Author.SERVER).add(made, Optional.empty());

    roster.by(Author.SERVER).renew(ACCOUNT, new Secret("next"));
    roster.by(Author.SERVER).rename(ACCOUNT, made.id(), ApiKey.About.named("nightly"));

    assertThat(directory().account(ACCOUNT).orElseThrow().token()).isEqualTo(new Secret("next"));
    assertThat(directory().keys(ACCOUNT).getFirst().name()).isEqualTo("nightly");
    assertThat(fault(roster.by(Author.SERVER).renew(OTHER, new Secret("x"))))
        .isEqualTo(Fault.NOT_FOUND);
    assertThat(fault(roster.by(Author.SERVER).rename(OTHER, made.id(), ApiKey.About.named("x"))))
        .isEqualTo(Fault.NOT_FOUND);
  }

  @Test
  void tellsWhetherAKeyWasHeldBefore() throws InterruptedException {
    var subject = new Id(1, 1);

    assertThat(roster.hold(key("k", "h").orElseThrow(), subject))
        .isEqualTo(new Order.Done<>(subject, false));
    assertThat(roster.hold(key("k", "h").orElseThrow(), subject))
        .isEqualTo(new Order.Done<>(subject, true));
    assertThat(fault(roster.hold(key("k", "other").orElseThrow(), subject)))
        .isEqualTo(Fault.KEY_REUSED);
  }

  private Resource of(Resource.Kind kind, long id) {
    var now = clock.now();
    return new Resource(new Id(1, id), ACCOUNT, kind, "name " + id, Map.of(), now, now);
  }

  @Test
  void holdsAnAccountToItsBounds() throws InterruptedException {
    var bound =
        new Roster(
            store.commits(),
            store.accounts(),
            inventory,
            clock,
            (_, _, thing) ->
                switch (thing) {
                  case KEY, ACCOUNT -> 1;
                  case USER, APPLICATION -> 0;
                  case ESME, ENDPOINT -> 1;
                });
    var orders = bound.by(Author.SERVER);
    var user = of(Resource.Kind.USER, 1);

    var first = apiKey("key_0000000000000001", "1");
    var second = apiKey("key_0000000000000002", "2");

    assertThat(fault(orders.add(user, Optional.empty()))).isEqualTo(Fault.FORBIDDEN);
    assertThat(fault(orders.add(application(2, "shop"), Optional.empty())))
        .isEqualTo(Fault.FORBIDDEN);
    assertThat(orders.add(of(Resource.Kind.ESME, 3), Optional.empty()))
        .isInstanceOf(Order.Done.class);
    assertThat(fault(orders.add(of(Resource.Kind.ESME, 4), Optional.empty())))
        .isEqualTo(Fault.FORBIDDEN);
    assertThat(orders.add(of(Resource.Kind.POOL, 5), Optional.empty()))
        .isInstanceOf(Order.Done.class);
    assertThat(orders.add(first, Optional.empty())).isInstanceOf(Order.Done.class);
    assertThat(fault(orders.add(second, Optional.empty()))).isEqualTo(Fault.FORBIDDEN);
    orders.revoke(ACCOUNT, first.id());
    assertThat(orders.add(second, Optional.empty())).isInstanceOf(Order.Done.class);
    assertThat(orders.open(child(1, ACCOUNT), Optional.empty())).isInstanceOf(Order.Done.class);
    assertThat(fault(orders.open(child(2, ACCOUNT), Optional.empty()))).isEqualTo(Fault.FORBIDDEN);
    orders.change(child(1, ACCOUNT).id(), "gone", Account.Standing.CLOSED);
    assertThat(orders.open(child(2, ACCOUNT), Optional.empty())).isInstanceOf(Order.Done.class);
  }
}
