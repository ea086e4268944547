package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Method;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.port.Consents.Filter;
import io.carillon.model.port.Consents.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every store does with consents: records stay, the newest counts, and no commit that a
/// person stopped is written.
public interface ConsentsContract {
  /// Somebody who says something.
  Address PERSON = Address.phone("+14155552671");

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private static Consent said(Action action, Reach reach, Address person, int second) {
    var proof =
        new Proof(
            Method.KEYWORD, "Offers", "Stöp \uD83D\uDED1", "msg_1", "::1 agent", "key", "yes");
    return new Consent(ACCOUNT, reach, person, action, START.plusSeconds(second), proof);
  }

  private static Write revoked(Reach reach) {
    return new Write.Consented(said(Action.REVOKE, reach, PERSON, 1), true);
  }

  private static Write granted(Reach reach, boolean always) {
    return new Write.Consented(said(Action.GRANT, reach, PERSON, 2), always);
  }

  private static Guard notStopped(Message message, Reach... reaches) {
    return new Guard.NotStopped(message.id(), ACCOUNT, PERSON, List.of(reaches));
  }

  private static Reach sender(String value) {
    return Reach.of(Address.phone(value));
  }

  private Result write(Commit commit) throws InterruptedException {
    return ports().commits().write(commit);
  }

  private List<Result> group(Commit... commits) throws Exception {
    var results = new CompletableFuture<List<Result>>();
    ports().commits().hand(List.of(commits), results::complete);
    return results.get(20, TimeUnit.SECONDS);
  }

  private List<Kept> records(Filter filter) {
    return ports().consents().page(filter, Long.MAX_VALUE, 1_000).records();
  }

  private static Result stopped(Message... messages) {
    return new Result.Stopped(Set.copyOf(List.of(messages).stream().map(Message::id).toList()));
  }

  @Test
  default void aMessageToWhoStoppedItsSenderIsNotAdded() throws Exception {
    var samples = new Samples(1);
    var message = samples.message();
    var pool = Reach.ofPool(new Id(7, 7));
    write(inside(revoked(sender("+14155550100"))));

    var refused = accept(message, notStopped(message, Reach.ACCOUNT, sender("+14155550100"), pool));
    assertThat(write(refused)).isEqualTo(stopped(message));
    assertThat(ports().messages().find(message.id())).isEmpty();
    assertThat(write(accept(message, notStopped(message, Reach.ACCOUNT, pool))))
        .isEqualTo(new Result.Done());
  }

  @Test
  default void oneAccountsStopsAreNotAnothers() throws Exception {
    var message = new Samples(1).message();
    write(inside(revoked(Reach.ACCOUNT)));

    var other = new AccountId(new Id(1, 2));
    var guard = new Guard.NotStopped(message.id(), other, PERSON, List.of(Reach.ACCOUNT));
    assertThat(write(accept(message, guard))).isEqualTo(new Result.Done());
    var someone = new Address(Address.Kind.HANDLE, PERSON.value());
    var next = new Samples(2).message();
    var same = new Guard.NotStopped(next.id(), ACCOUNT, someone, List.of(Reach.ACCOUNT));
    assertThat(write(accept(next, same))).isEqualTo(new Result.Done());
  }

  @Test
  default void allStoppedMessagesOfACommitAreNamed() throws Exception {
    var samples = new Samples(1);
    var some = List.of(samples.message(), samples.message(), samples.message());
    write(inside(revoked(sender("+1415"))));

    var guards = new ArrayList<Guard>();
    guards.add(notStopped(some.get(0), sender("+1415")));
    guards.add(notStopped(some.get(1), sender("+1416")));
    guards.add(notStopped(some.get(2), sender("+1415")));
    var writes = some.stream().<Write>map(Write.Added::new).toList();

    assertThat(write(new Commit(Urgency.ACCEPT, guards, writes)))
        .isEqualTo(stopped(some.get(0), some.get(2)));
    assertThat(ports().messages().find(some.get(1).id())).isEmpty();
  }

  @Test
  default void aClaimThatWasStoppedFallsAloneInItsGroup() throws Exception {
    var samples = new Samples(1);
    var first = ports().keep(samples.message());
    var second = ports().keep(samples.message());
    var claimed = Samples.claimed(first, 1, START);
    var claim =
        new Commit(
            Urgency.CLAIM,
            List.of(notStopped(first, Reach.ACCOUNT)),
            List.of(new Write.Changed(first, claimed)));
    var other = Samples.change(second, Samples.claimed(second, 1, START));

    var results = group(inside(revoked(Reach.ACCOUNT)), claim, other);

    assertThat(results).containsExactly(new Result.Done(), stopped(first), new Result.Done());
    assertThat(ports().messages().find(first.id())).contains(first);
    assertThat(ports().consents().stopped(ACCOUNT, PERSON)).containsExactly(Reach.ACCOUNT);

    write(inside(granted(Reach.ACCOUNT, false)));
    assertThat(write(claim)).isEqualTo(new Result.Done());
    assertThat(ports().messages().find(first.id())).contains(claimed);
  }

  @Test
  default void aMessageThatStandsBeforeTheStopInItsGroupIsTaken() throws Exception {
    var samples = new Samples(1);
    var before = samples.message();
    var after = samples.message();

    var results =
        group(
            accept(before, notStopped(before, Reach.ACCOUNT)),
            inside(revoked(Reach.ACCOUNT)),
            accept(after, notStopped(after, Reach.ACCOUNT)));

    assertThat(results).containsExactly(new Result.Done(), new Result.Done(), stopped(after));
  }

  @Test
  default void aKeyThatWasUsedIsSaidBeforeAStop() throws Exception {
    var samples = new Samples(1);
    var first = samples.message();
    var again = samples.message();
    var key = new Idempotency(ACCOUNT, "order-1", 0, "hash-1");
    write(
        new Commit(
            Urgency.ACCEPT,
            List.of(new Guard.KeyFree(key)),
            List.of(new Write.Added(first), new Write.Keyed(key, first.id(), START))));
    write(inside(revoked(Reach.ACCOUNT)));

    var guards = List.of(new Guard.KeyFree(key), notStopped(again, Reach.ACCOUNT));
    var writes = List.<Write>of(new Write.Added(again), new Write.Keyed(key, again.id(), START));
    assertThat(write(new Commit(Urgency.ACCEPT, guards, writes)))
        .isEqualTo(new Result.KeyTaken(key, first.id()));
  }

  @Test
  default void whatFailsSaysNothing() throws Exception {
    var message = new Samples(1).message();
    var commit =
        new Commit(
            Urgency.INSIDE,
            List.of(new Guard.FundsSuffice(ACCOUNT, Samples.usd(10))),
            List.of(new Write.Added(message), revoked(Reach.ACCOUNT)));

    assertThat(write(commit)).isEqualTo(new Result.FundsShort(ACCOUNT));
    assertThat(ports().consents().stopped(ACCOUNT, PERSON)).isEmpty();
    assertThat(write(accept(message, notStopped(message, Reach.ACCOUNT))))
        .isEqualTo(new Result.Done());
  }

  @Test
  default void recordsReadBackAsTheyWereSaidNewestFirst() throws Exception {
    write(inside(revoked(sender("+1415"))));
    write(inside(granted(sender("+1416"), false), granted(sender("+1417"), true)));
    write(inside(revoked(Reach.ACCOUNT), revoked(Reach.ofPool(new Id(7, 7)))));

    var all = records(Filter.of(ACCOUNT));
    assertThat(all.stream().map(Kept::consent))
        .containsExactly(
            said(Action.REVOKE, Reach.ofPool(new Id(7, 7)), PERSON, 1),
            said(Action.REVOKE, Reach.ACCOUNT, PERSON, 1),
            said(Action.GRANT, sender("+1417"), PERSON, 2),
            said(Action.REVOKE, sender("+1415"), PERSON, 1));
    assertThat(all.stream().map(Kept::inForce)).containsExactly(true, true, false, true);
    assertThat(all).allMatch(record -> record.seal().length() == 64);
    assertThat(records(Filter.of(new AccountId(new Id(1, 2))))).isEmpty();
  }

  @Test
  default void recordsAreFoundByWhatIsAskedFor() throws Exception {
    var other = Address.phone("+14155559999");
    write(inside(revoked(Reach.ACCOUNT), granted(Reach.ACCOUNT, true)));
    write(inside(new Write.Consented(said(Action.REVOKE, sender("+1415"), other, 3), true)));

    assertThat(records(Filter.of(ACCOUNT).of(PERSON))).hasSize(2);
    assertThat(records(Filter.of(ACCOUNT).of(other))).hasSize(1);
    var none = Optional.<Address>empty();
    var any = Optional.<Reach>empty();
    assertThat(records(new Filter(ACCOUNT, none, any, Optional.of(Action.REVOKE), false)))
        .hasSize(2);
    assertThat(records(new Filter(ACCOUNT, none, any, Optional.empty(), true)))
        .extracting(record -> record.consent().person())
        .containsExactly(other);
    assertThat(
            records(new Filter(ACCOUNT, none, Optional.of(Reach.ACCOUNT), Optional.empty(), true)))
        .isEmpty();
  }

  @Test
  default void pagesOfRecordsGoOnWhereTheyEnded() throws Exception {
    var many = new ArrayList<Write>();
    for (int i = 0; i < 25; i++) {
      var person = Address.phone("+1415555%04d".formatted(i));
      many.add(new Write.Consented(said(Action.REVOKE, Reach.ACCOUNT, person, i), true));
    }
    write(inside(many.toArray(Write[]::new)));

    var seen = new ArrayList<Long>();
    var below = Optional.of(Long.MAX_VALUE);
    while (below.isPresent()) {
      var page = ports().consents().page(Filter.of(ACCOUNT), below.get(), 10);
      page.records().forEach(record -> seen.add(record.number()));
      below = page.below();
    }
    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThatThrownBy(() -> ports().consents().page(Filter.of(ACCOUNT), 1, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void whatIsStillToBeSweptIsFoundUntilItWas() throws Exception {
    write(inside(revoked(Reach.ACCOUNT), revoked(sender("+1415"))));
    write(inside(revoked(sender("+1416")), granted(sender("+1416"), true)));

    var owed = ports().consents().unswept(10);
    assertThat(owed.stream().map(it -> it.consent().reach()))
        .containsExactly(Reach.ACCOUNT, sender("+1415"));

    write(inside(new Write.Swept(owed.getFirst().number())));
    assertThat(ports().consents().unswept(10)).containsExactly(owed.getLast());
    write(inside(revoked(Reach.ACCOUNT)));
    assertThat(ports().consents().unswept(10)).hasSize(2);
  }

  @Test
  default void aGrantThatIsOlderThanTheStopIsKeptAndEndsNothing() throws Exception {
    write(inside(new Write.Consented(listed(Action.REVOKE, 10), true)));

    write(inside(new Write.Consented(listed(Action.GRANT, 9), true)));

    assertThat(ports().consents().stopped(ACCOUNT, PERSON)).containsExactly(Reach.ACCOUNT);
    assertThat(records(Filter.of(ACCOUNT))).hasSize(2);
    write(inside(new Write.Consented(listed(Action.GRANT, 9), false)));
    assertThat(records(Filter.of(ACCOUNT))).hasSize(2);

    write(inside(new Write.Consented(listed(Action.GRANT, 10), true)));
    assertThat(ports().consents().stopped(ACCOUNT, PERSON)).isEmpty();
  }

  @Test
  default void whatAPersonWritesIsNewerThanAllThatStands() throws Exception {
    write(inside(new Write.Consented(listed(Action.REVOKE, 10), true)));

    write(inside(granted(Reach.ACCOUNT, true)));

    assertThat(ports().consents().stopped(ACCOUNT, PERSON)).isEmpty();
  }

  private static Consent listed(Action action, int second) {
    var proof = new Proof(Method.IMPORT, "", "", "a list", "", "", "");
    return new Consent(ACCOUNT, Reach.ACCOUNT, PERSON, action, START.plusSeconds(second), proof);
  }

  @Test
  default void recordsAreReadOldestFirstFromAnyOnOn() throws Exception {
    var all = new ArrayList<Kept>();
    for (int second = 1; second <= 5; second++) {
      write(inside(new Write.Consented(listed(Action.REVOKE, second), true)));
    }

    var some = ports().consents().after(ACCOUNT, 0, 3);
    all.addAll(some);
    all.addAll(ports().consents().after(ACCOUNT, some.getLast().number(), 3));

    assertThat(all).isEqualTo(records(Filter.of(ACCOUNT)).reversed());
    assertThat(ports().consents().after(ACCOUNT, all.getLast().number(), 3)).isEmpty();
    assertThat(ports().consents().after(new AccountId(new Id(1, 2)), 0, 3)).isEmpty();
  }
}
