package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static io.carillon.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.ApiKey;
import io.carillon.model.ApiKey.About;
import io.carillon.model.ApiKey.Grant;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Resource;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every store does with accounts, keys, senders and money.
public interface AccountsContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void enroll(Entry... entries) throws InterruptedException {
    var writes = new Write[entries.length];
    for (int i = 0; i < entries.length; i++) {
      writes[i] = new Write.Enrolled(entries[i], Samples.OCCASION);
    }
    assertThat(ports().commits().write(inside(writes))).isEqualTo(new Result.Done());
  }

  @Test
  default void aFreshStoreKnowsNobody() {
    var directory = ports().accounts().directory();

    assertThat(directory.accounts()).isEmpty();
    assertThat(directory.revision()).isZero();
    assertThat(ports().accounts().balance(ACCOUNT)).isEmpty();
  }

  @Test
  default void enrolledRowsStandInTheDirectoryOnceTheirCommitIsDone() throws Exception {
    var account = Samples.account();
    var life = new ApiKey.Life(START, Optional.of(START.plusSeconds(9)), Optional.empty());
    var key =
        new ApiKey(
            "key_1",
            ACCOUNT,
            "ab".repeat(32),
            About.named("main"),
            Grant.live(Set.of("b", "a:x")),
            life);
    var plain =
        new ApiKey(
            "key_2",
            ACCOUNT,
            "cd".repeat(32),
            new About("", "For the tests"),
            new Grant(Set.of(), false, 20),
            new ApiKey.Life(START, Optional.empty(), Optional.of(START)));
    var code = new Address(Address.Kind.SHORT_CODE, "12345");
    var senders = List.of(new Sender(ACCOUNT, code, "1"), new Sender(ACCOUNT, code, "49"));

    enroll(new Entry.OfAccount(account), new Entry.OfKey(key), new Entry.OfKey(plain));
    enroll(new Entry.OfSender(senders.get(0)), new Entry.OfSender(senders.get(1)));

    var directory = ports().accounts().directory();
    assertThat(directory.accounts()).containsExactly(account);
    assertThat(directory.account(ACCOUNT).orElseThrow().token()).isEqualTo(new Secret("token"));
    assertThat(directory.keys(ACCOUNT)).containsExactlyInAnyOrder(key, plain);
    assertThat(directory.key("ab".repeat(32))).contains(key);
    assertThat(directory.owners(code)).containsExactlyElementsOf(senders);
    assertThat(directory.revision()).isEqualTo(5);
  }

  @Test
  default void newValuesReplaceTheOldOnes() throws Exception {
    var life = new ApiKey.Life(START, Optional.empty(), Optional.empty());
    var key =
        new ApiKey("key_1", ACCOUNT, "ab", About.named("main"), Grant.live(Set.of("a")), life);
    var revoked =
        new ApiKey(
            "key_1",
            ACCOUNT,
            "ab",
            About.named("main"),
            Grant.live(Set.of("b")),
            new ApiKey.Life(START, Optional.empty(), Optional.of(START)));
    var sender = new Sender(ACCOUNT, Address.phone("+14155552671"), "");
    var rotated = Samples.account().withWebhookSecret(new Secret("next"));

    enroll(
        new Entry.OfAccount(Samples.account()), new Entry.OfKey(key), new Entry.OfSender(sender));
    enroll(new Entry.OfAccount(rotated), new Entry.OfKey(revoked), new Entry.OfSender(sender));

    var directory = ports().accounts().directory();
    assertThat(directory.accounts()).containsExactly(rotated);
    assertThat(directory.keys(ACCOUNT)).containsExactly(revoked);
    assertThat(directory.senders(ACCOUNT)).containsExactly(sender);
    assertThat(directory.revision()).isEqualTo(6);
  }

  @Test
  default void aSubAccountStandsUnderTheOneThatOpenedIt() throws Exception {
    var parent = Samples.account();
    var child =
        new Account(
            new AccountId(new Id(7, 7)),
            "Child",
            Account.Standing.ACTIVE,
            START,
            new Secret("t"),
            new Secret("s"),
            Optional.of(ACCOUNT));

    enroll(new Entry.OfAccount(parent), new Entry.OfAccount(child));
    enroll(new Entry.OfAccount(child.with("Kid", Account.Standing.SUSPENDED)));

    var directory = ports().accounts().directory();
    assertThat(directory.accountsUnder(ACCOUNT))
        .containsExactly(child.with("Kid", Account.Standing.SUSPENDED));
    assertThat(directory.accountsUnder(child.id())).isEmpty();
    assertThat(parent.isUnder(ACCOUNT)).isFalse();
  }

  @Test
  default void aReleasedSenderIsItsAccountsNoMore() throws Exception {
    var sender = new Sender(ACCOUNT, Address.phone("+14155552671"), "");
    enroll(new Entry.OfSender(sender));

    enroll(new Entry.Released(sender));

    var directory = ports().accounts().directory();
    assertThat(directory.owns(ACCOUNT, sender.address(), "")).isFalse();
    assertThat(directory.revision()).isEqualTo(2);
  }

  @Test
  default void anOperatorMayAnswerForASenderAndNoMore() throws Exception {
    var address = Address.phone("+14155552671");
    enroll(new Entry.OfSender(new Sender(ACCOUNT, address, "", true)));
    assertThat(ports().accounts().directory().owners(address))
        .containsExactly(new Sender(ACCOUNT, address, "", true));

    enroll(new Entry.OfSender(new Sender(ACCOUNT, address, "", false)));

    assertThat(ports().accounts().directory().owners(address))
        .containsExactly(new Sender(ACCOUNT, address, "", false));
  }

  @Test
  default void resourcesStandByAccountAndKindUntilTheyAreDropped() throws Exception {
    var facts = Map.of("sms_url", "https://example.org/in", "note", "ü");
    var application = resource(1, Resource.Kind.APPLICATION, "shop", facts);
    var plain = resource(2, Resource.Kind.APPLICATION, "", Map.of());
    var pool = resource(3, Resource.Kind.POOL, "shop", Map.of());
    enroll(
        new Entry.OfResource(application), new Entry.OfResource(plain), new Entry.OfResource(pool));
    var renamed = application.with("store", Map.of("a", "1"), START.plusSeconds(5));

    enroll(new Entry.OfResource(renamed), new Entry.Dropped(plain));

    var directory = ports().accounts().directory();
    assertThat(directory.resources(ACCOUNT, Resource.Kind.APPLICATION)).containsExactly(renamed);
    assertThat(directory.resource(ACCOUNT, Resource.Kind.POOL, "shop")).contains(pool);
    assertThat(directory.resource(ACCOUNT, Resource.Kind.POOL, application.id())).isEmpty();
    assertThat(directory.resource(ACCOUNT, Resource.Kind.APPLICATION, plain.id())).isEmpty();
    assertThat(directory.resources(new AccountId(new Id(7, 7)), Resource.Kind.POOL)).isEmpty();
  }

  private static Resource resource(
      long id, Resource.Kind kind, String name, Map<String, String> facts) {
    return new Resource(new Id(0, id), ACCOUNT, kind, name, facts, START, START);
  }

  @Test
  default void theBalanceIsWhatWasGivenLessThePricesOfWhatWasAccepted() throws Exception {
    var samples = new Samples(1);
    var chance = new SplittableRandom(1);
    long opening = 100_000;
    ports().commits().write(inside(new Write.Moved(ACCOUNT, Reason.OPENING, usd(opening), START)));
    var commits = new ArrayList<Commit>();
    var prices = new ArrayList<Money>();
    for (int i = 0; i < 300; i++) {
      var price = usd(chance.nextInt(1, 1_000));
      prices.add(price);
      commits.add(
          new Commit(
              Urgency.ACCEPT,
              List.of(new Guard.FundsSuffice(ACCOUNT, price)),
              List.of(
                  new Write.Added(samples.message()),
                  new Write.Moved(ACCOUNT, Reason.CHARGE, price.negated(), START))));
    }

    var answer = new CompletableFuture<List<Result>>();
    ports().commits().hand(commits, answer::complete);
    var results = answer.get(10, TimeUnit.SECONDS);

    long accepted = 0;
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof Result.Done) {
        accepted += prices.get(i).micros();
      }
    }
    assertThat(results).contains(new Result.Done(), new Result.FundsShort(ACCOUNT));
    assertThat(ports().accounts().balance(ACCOUNT)).contains(usd(opening - accepted));
  }
}
