package io.carillon.engine.billing;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.account.RosterOrders;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Author;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.Money;
import io.carillon.model.Refusal;
import io.carillon.model.Secret;
import io.carillon.model.Transfer;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransfersTest {
  private static final AccountId SHOP = new AccountId(new Id(2, 1));
  private static final AccountId TILL = new AccountId(new Id(2, 2));
  private static final Id SETTING = new Id(5, 5);

  private final MemoryStore store = MemoryStore.atOnce();
  private final ManualClock clock = new ManualClock();
  private final Transfers transfers =
      new Transfers(store.commits(), store.accounts(), store.ledger());
  private long moves;
  private final OwnBalances own = new OwnBalances(store.accounts());
  private final RosterOrders orders =
      new Roster(store.commits(), store.accounts(), new Inventory(List.of()), clock)
          .by(Author.SERVER);

  @BeforeEach
  void setUp() throws Exception {
    enroll(Samples.account());
    enroll(below(SHOP, ACCOUNT));
    enroll(below(TILL, SHOP));
    var opening = new Write.Moved(ACCOUNT, Reason.OPENING, usd(1_000), Samples.START);
    store.commits().write(Samples.inside(opening));
  }

  private void enroll(Account account) throws InterruptedException {
    var write = new Write.Enrolled(new Entry.OfAccount(account), Samples.OCCASION);
    store.commits().write(Samples.inside(write));
  }

  private static Account below(AccountId id, AccountId parent) {
    var secret = new Secret("s");
    var standing = Account.Standing.ACTIVE;
    return new Account(id, "below", standing, Samples.START, secret, secret, Optional.of(parent));
  }

  private void give(AccountId account) throws InterruptedException {
    assertThat(own.give(account, SETTING, clock.now(), orders)).isEmpty();
  }

  private Order<Transfer> move(AccountId from, AccountId to, Money amount, String key)
      throws InterruptedException {
    var id = new Id(6, ++moves);
    var transfer = new Transfer(id, from, to, amount, "moved", clock.now());
    var once =
        Optional.of(key)
            .filter(word -> !word.isEmpty())
            .map(word -> new Idempotency(ACCOUNT, word, 0, "hash"));
    return transfers.order(transfer, Author.SERVER, once);
  }

  private static Refusal refusal(Order<Transfer> order) {
    assertThat(order).isInstanceOf(Order.Refused.class);
    return ((Order.Refused<Transfer>) order).refusal();
  }

  @Test
  void anAccountBelowPaysForItselfAndThoseBelowItOnceItHasABalanceOfItsOwn() throws Exception {
    var directory = store.accounts().directory();
    assertThat(directory.payer(TILL)).isEqualTo(ACCOUNT);
    assertThat(Payers.note(directory, TILL)).isEmpty();

    give(SHOP);
    give(SHOP);

    directory = store.accounts().directory();
    assertThat(directory.payer(TILL)).isEqualTo(SHOP);
    assertThat(directory.payer(SHOP)).isEqualTo(SHOP);
    assertThat(directory.payer(ACCOUNT)).isEqualTo(ACCOUNT);
    assertThat(Payers.note(directory, TILL)).isEqualTo("; paid 1 up");
    assertThat(Payers.note(directory, SHOP)).isEqualTo("; paid 0 up");
    assertThat(Payers.note(directory, ACCOUNT)).isEmpty();
  }

  @Test
  void whatIsGivenBackGoesToWhoPaidWhoeverPaysNow() throws Exception {
    var before = decided("settings 1.ff; valid; smsc", SHOP);
    give(SHOP);
    var after = decided("settings 1.ff; valid; smsc; paid 0 up", SHOP);

    var directory = store.accounts().directory();
    assertThat(Payers.of(directory, before)).isEqualTo(ACCOUNT);
    assertThat(Payers.of(directory, after)).isEqualTo(SHOP);
    assertThat(own.take(SHOP, orders)).isEmpty();
    assertThat(Payers.of(store.accounts().directory(), after)).isEqualTo(SHOP);
    assertThat(Payers.of(directory, decided("…; route a; paid 1 up", TILL))).isEqualTo(SHOP);
  }

  private static Message decided(String decision, AccountId account) {
    var message = new Samples(1).message();
    var ends = message.parties();
    var origin = message.origin();
    return new Message(
        message.id(),
        new Message.Parties(account, ends.direction(), ends.channel(), ends.from(), ends.to()),
        message.content(),
        message.terms(),
        message.bill(),
        new Message.Origin(
            origin.place(), origin.reference(), origin.tags(), origin.keepsake(), decision),
        message.state());
  }

  @Test
  void movesWhatIsThereAndNoMore() throws Exception {
    give(SHOP);

    assertThat(move(ACCOUNT, SHOP, usd(700), "")).isInstanceOf(Order.Done.class);
    assertThat(refusal(move(ACCOUNT, SHOP, usd(301), "")).fault()).isEqualTo(Fault.FUNDS_SHORT);
    assertThat(move(SHOP, ACCOUNT, usd(200), "")).isInstanceOf(Order.Done.class);

    assertThat(store.accounts().balance(ACCOUNT)).contains(usd(500));
    assertThat(store.accounts().balance(SHOP)).contains(usd(500));
  }

  @Test
  void aRepeatedRequestMovesNothingAndIsAnsweredAsTheFirst() throws Exception {
    give(SHOP);
    var first = (Order.Done<Transfer>) move(ACCOUNT, SHOP, usd(10), "k");

    assertThat(move(ACCOUNT, SHOP, usd(10), "k")).isEqualTo(new Order.Done<>(first.value(), true));
    assertThat(store.accounts().balance(SHOP)).contains(usd(10));
  }

  @Test
  void whoGetsMoneyMustHaveABalanceAndOfThatCurrency() throws Exception {
    assertThat(refusal(move(ACCOUNT, SHOP, usd(1), "")).fault()).isEqualTo(Fault.FORBIDDEN);
    give(SHOP);
    assertThat(refusal(move(ACCOUNT, SHOP, new Money(1, "EUR"), "")).field()).isEqualTo("currency");
  }

  @Test
  void whoHasNoBalanceOfItsOwnIsToldThat() throws Exception {
    give(SHOP);

    var no = refusal(move(TILL, SHOP, usd(1), ""));

    assertThat(no.fault()).isEqualTo(Fault.FORBIDDEN);
    assertThat(no.detail()).contains("AC" + TILL.value().hex() + " has no balance of its own");
    assertThat(refusal(move(SHOP, ACCOUNT, usd(1), "")).fault())
        .as("one that has nothing on it")
        .isEqualTo(Fault.FUNDS_SHORT);
  }

  @Test
  void aBalanceIsTakenAwayOnlyWhereNothingStandsOnIt() throws Exception {
    give(SHOP);
    move(ACCOUNT, SHOP, usd(10), "");

    assertThat(own.take(SHOP, orders).map(Refusal::fault)).contains(Fault.FORBIDDEN);
    move(SHOP, ACCOUNT, usd(10), "");
    assertThat(own.take(SHOP, orders)).isEmpty();
    assertThat(own.take(SHOP, orders)).isEmpty();
    assertThat(store.accounts().directory().payer(SHOP)).isEqualTo(ACCOUNT);
  }
}
