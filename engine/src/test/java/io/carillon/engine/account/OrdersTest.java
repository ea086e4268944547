package io.carillon.engine.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.engine.account.Orders.NotKept;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.ApiKey;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Id;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.util.List;
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
      new Orders(
          store.commits(), store.accounts(), new ManualClock(), () -> new Secret("whsec_next"));

  private void open() throws InterruptedException, NotKept {
    orders.open(Samples.account(), KEY, SENDERS, Samples.usd(500));
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

  @Test
  void givesAnAccountAnotherWebhookSecretAndNothingElse() throws InterruptedException, NotKept {
    open();

    assertThat(orders.rotateWebhookSecret(Samples.ACCOUNT)).contains(new Secret("whsec_next"));

    assertThat(store.accounts().directory().account(Samples.ACCOUNT))
        .contains(Samples.account().withWebhookSecret(new Secret("whsec_next")));
  }

  @Test
  void keepsTheOldSecretWhereTheStoreFails() throws InterruptedException, NotKept {
    open();
    store.breakNext(1);

    assertThatThrownBy(() -> orders.rotateWebhookSecret(Samples.ACCOUNT))
        .isInstanceOf(NotKept.class)
        .hasMessageNotContaining("whsec");

    assertThat(store.accounts().directory().account(Samples.ACCOUNT)).contains(Samples.account());
  }

  @Test
  void hasNoSecretToGiveToNobody() throws InterruptedException, NotKept {
    assertThat(orders.rotateWebhookSecret(new AccountId(new Id(0, 5)))).isEmpty();
  }
}
