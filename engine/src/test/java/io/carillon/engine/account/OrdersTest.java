package io.carillon.engine.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.engine.account.Orders.NotKept;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.ApiKey;
import io.carillon.model.Author;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private static final ApiKey KEY =
      new ApiKey(
          "key_1",
          Samples.ACCOUNT,
          "0".repeat(64),
          ApiKey.About.named("first"),
          ApiKey.Grant.live(Set.of("messaging:send")),
          ApiKey.Life.since(Samples.START));
  private static final List<Sender> SENDERS =
      List.of(
          new Sender(Samples.ACCOUNT, Address.phone("+14155556789"), ""),
          new Sender(Samples.ACCOUNT, new Address(Address.Kind.SHORT_CODE, "12345"), "1"));

  private final MemoryStore store = MemoryStore.atOnce();
  private final Orders orders =
      new Orders(store.commits(), store.accounts(), new ManualClock(), this::secret);

  private int secrets;

  private Secret secret() {
    return new Secret("whsec_" + ++secrets);
  }

  private void open() throws InterruptedException, NotKept {
    orders.open(Samples.account(), KEY, SENDERS, Samples.usd(500), Author.SERVER);
  }

  @Test
  void opensAnAccountWithEverythingInOneCommit() throws InterruptedException, NotKept {
    open();

    var directory = store.accounts().directory();
    assertThat(directory.account(Samples.ACCOUNT)).contains(Samples.account());
    assertThat(directory.key(KEY.sha256())).contains(KEY);
    assertThat(directory.senders(Samples.ACCOUNT)).containsExactlyInAnyOrderElementsOf(SENDERS);
    assertThat(store.accounts().balance(Samples.ACCOUNT)).contains(Samples.usd(500));
    assertThat(store.moved(Samples.ACCOUNT, Reason.OPENING)).isEqualTo(500);
  }

  @Test
  void saysThatNothingWasOpenedWhereTheStoreFails() {
    store.breakNext(1);

    assertThatThrownBy(this::open).isInstanceOf(NotKept.class);

    assertThat(store.accounts().directory().accounts()).isEmpty();
    assertThat(store.accounts().balance(Samples.ACCOUNT)).isEmpty();
  }

  private Order<Secret> rotate(Optional<Idempotency> key) throws InterruptedException {
    return orders.rotateWebhookSecret(Samples.ACCOUNT, key, Author.SERVER);
  }

  private static Optional<Idempotency> key(String hash) {
    return Optional.of(new Idempotency(Samples.ACCOUNT, "once", 0, hash));
  }

  private static Fault fault(Order<Secret> order) {
    return ((Order.Refused<Secret>) order).refusal().fault();
  }

  @Test
  void givesAnAccountAnotherWebhookSecretAndNothingElse() throws InterruptedException, NotKept {
    open();

    assertThat(rotate(Optional.empty())).isEqualTo(new Order.Done<>(new Secret("whsec_1"), false));

    assertThat(store.accounts().directory().account(Samples.ACCOUNT))
        .contains(Samples.account().withWebhookSecret(new Secret("whsec_1")));
  }

  @Test
  void theSameRequestChangesItOnce() throws InterruptedException, NotKept {
    open();

    var first = rotate(key("a"));
    var again = rotate(key("a"));

    assertThat(first).isEqualTo(new Order.Done<>(new Secret("whsec_1"), false));
    assertThat(again).isEqualTo(new Order.Done<>(new Secret("whsec_1"), true));
    assertThat(fault(rotate(key("b")))).isEqualTo(Fault.KEY_REUSED);
  }

  @Test
  void keepsTheOldSecretWhereTheStoreFails() throws InterruptedException, NotKept {
    open();
    store.breakNext(1);

    assertThat(fault(rotate(Optional.empty()))).isEqualTo(Fault.STORE_DOWN);
    assertThat(store.accounts().directory().account(Samples.ACCOUNT)).contains(Samples.account());
  }

  @Test
  void hasNoSecretToGiveToNobody() throws InterruptedException {
    var nobody = new AccountId(new Id(0, 5));

    assertThat(fault(orders.rotateWebhookSecret(nobody, Optional.empty(), Author.SERVER)))
        .isEqualTo(Fault.NOT_FOUND);
  }
}
