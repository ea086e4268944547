package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.change;
import static io.carillon.testkit.Samples.inside;
import static io.carillon.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.Money;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every store does with guards: keys are used once, money is spent once, and who comes first
/// in a group is served first.
public interface GuardsContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private Result write(Commit commit) throws InterruptedException {
    return ports().commits().write(commit);
  }

  private List<Result> group(Commit... commits) throws Exception {
    var results = new CompletableFuture<List<Result>>();
    ports().commits().hand(List.of(commits), results::complete);
    return results.get(10, TimeUnit.SECONDS);
  }

  private Message kept(Message message) {
    return ports().messages().find(message.id()).orElseThrow();
  }

  private static Commit funded(Message message, Money price) {
    return new Commit(
        Urgency.ACCEPT,
        List.of(new Guard.FundsSuffice(ACCOUNT, price)),
        List.of(
            new Write.Added(message),
            new Write.Moved(ACCOUNT, Reason.CHARGE, price.negated(), START)));
  }

  private static Write opening(long micros) {
    return new Write.Moved(ACCOUNT, Reason.OPENING, usd(micros), START);
  }

  private static Commit keyed(Message message, Idempotency key) {
    return new Commit(
        Urgency.ACCEPT,
        List.of(new Guard.KeyFree(key)),
        List.of(new Write.Added(message), new Write.Keyed(key, message.id(), START)));
  }

  @Test
  default void aChangeFallsWithTheNewMessageThatItFollowsOn() throws Exception {
    var message = new Samples(1).message();
    var claimed = Samples.claimed(message, 1, START);

    var results = group(funded(message, usd(10)), change(message, claimed));

    assertThat(results)
        .containsExactly(new Result.FundsShort(ACCOUNT), new Result.Stale(message.id()));
    assertThat(ports().messages().find(message.id())).isEmpty();
  }

  @Test
  default void aKeyIsTakenOnce() throws Exception {
    var samples = new Samples(1);
    var first = samples.message();
    var key = new Idempotency(ACCOUNT, "order-1", 0, "hash-1");
    var again = new Idempotency(ACCOUNT, "order-1", 0, "hash-2");
    var next = new Idempotency(ACCOUNT, "order-1", 1, "hash-1");
    write(keyed(first, key));

    var repeated = samples.message();
    var other = new Idempotency(ACCOUNT, "order-1", 0, "");
    assertThat(write(keyed(repeated, again))).isEqualTo(new Result.KeyTaken(other, first.id()));
    assertThat(ports().messages().find(repeated.id())).isEmpty();
    assertThat(write(keyed(samples.message(), next))).isEqualTo(new Result.Done());
  }

  @Test
  default void ofTwoEqualKeysInOneGroupTheSecondFindsTheFirst() throws Exception {
    var samples = new Samples(1);
    var first = samples.message();
    var second = samples.message();
    var key = new Idempotency(ACCOUNT, "order-1", 0, "hash-1");

    var results = group(keyed(first, key), keyed(second, key));

    assertThat(results).containsExactly(new Result.Done(), new Result.KeyTaken(key, first.id()));
    assertThat(ports().messages().find(second.id())).isEmpty();
  }

  @Test
  default void fundsAreGivenOutInOrder() throws Exception {
    var samples = new Samples(1);
    write(inside(opening(25)));

    var results =
        group(
            funded(samples.message(), usd(10)),
            funded(samples.message(), usd(20)),
            funded(samples.message(), usd(10)),
            inside(new Write.Moved(ACCOUNT, Reason.REFUND, usd(5), START)),
            funded(samples.message(), usd(10)));

    assertThat(results)
        .containsExactly(
            new Result.Done(),
            new Result.FundsShort(ACCOUNT),
            new Result.Done(),
            new Result.Done(),
            new Result.Done());
    assertThat(ports().accounts().balance(ACCOUNT)).contains(usd(0));
  }

  @Test
  default void theGuardsOfOneCommitOnOneAccountAddUp() throws Exception {
    write(inside(opening(15)));
    var guard = new Guard.FundsSuffice(ACCOUNT, usd(10));

    var result = write(accept(new Samples(1).message(), guard, guard));

    assertThat(result).isEqualTo(new Result.FundsShort(ACCOUNT));
  }

  @Test
  default void aGuardAndAChangeInOneCommitBothCount() throws Exception {
    var message = new Samples(1).message();
    var claimed = Samples.claimed(message, 1, START);
    var guards = List.<Guard>of(new Guard.FundsSuffice(ACCOUNT, usd(10)));
    var writes =
        List.<Write>of(
            new Write.Changed(message, claimed),
            new Write.Moved(ACCOUNT, Reason.CHARGE, usd(-10), START));
    var commit = new Commit(Urgency.ACCEPT, guards, writes);
    write(accept(message));

    assertThat(write(commit)).isEqualTo(new Result.FundsShort(ACCOUNT));
    assertThat(kept(message)).isEqualTo(message);

    var results = group(inside(opening(15)), commit, commit);

    assertThat(results)
        .containsExactly(new Result.Done(), new Result.Done(), new Result.FundsShort(ACCOUNT));
    assertThat(kept(message)).isEqualTo(claimed);
    write(inside(opening(15)));
    assertThat(write(commit)).isEqualTo(new Result.Stale(message.id()));
    assertThat(ports().accounts().balance(ACCOUNT)).contains(usd(20));
  }

  @Test
  default void twoCurrenciesOnOneAccountAreRefused() throws Exception {
    write(inside(opening(15)));
    var euros = new Money(5, "EUR");

    var results =
        group(
            inside(new Write.Moved(ACCOUNT, Reason.REFUND, euros, START)),
            funded(new Samples(1).message(), euros),
            inside(opening(5)));

    assertThat(results.get(0)).isInstanceOf(Result.Broken.class);
    assertThat(results.get(1)).isEqualTo(new Result.FundsShort(ACCOUNT));
    assertThat(results.get(2)).isEqualTo(new Result.Done());
    assertThat(ports().accounts().balance(ACCOUNT)).contains(usd(20));
  }
}
