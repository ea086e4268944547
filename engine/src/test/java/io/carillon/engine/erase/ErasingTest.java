package io.carillon.engine.erase;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.amend.Amendments;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Erasure;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Outcome;
import io.carillon.model.Status;
import io.carillon.model.port.Erasures;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErasingTest {
  private final Rig rig = new Rig(Rig.Setup.USUAL.window(1));
  private final List<Address> forgotten = new ArrayList<>();
  private final Erasures erasures = rig.store.erasures();
  private final Erasing erasing =
      new Erasing(
          erasures,
          new Amendments(rig.desk, rig.store.commits(), rig.store.messages(), rig.clock, rig.tasks),
          rig.store.accounts(),
          this::forget,
          rig.clock,
          rig.meters);

  private long forget(Address number, Set<AccountId> accounts) {
    boolean known = !forgotten.contains(number);
    forgotten.add(number);
    return known ? 1 : 0;
  }

  private Id order(AccountId account, Message... about) {
    var id = rig.samples.id().value();
    var people = List.of(about).stream().map(one -> one.parties().to()).distinct().toList();
    var order = Erasure.ordered(id, account, "Request 1", START, people);
    rig.write(new Write.Enrolled(new Entry.OfErasure(order), Samples.OCCASION));
    return id;
  }

  private Erasure state(Id order) {
    return erasures.find(order).orElseThrow();
  }

  @Test
  void whatWaitsIsCanceledAndPaidBackAndWhatIsOnTheWireIsWaitedFor() throws Exception {
    var out = rig.samples.message();
    rig.add(out);
    var waiting = rig.samples.message();
    rig.add(waiting);
    var order = order(ACCOUNT, out, waiting);

    erasing.round();

    assertThat(rig.kept(waiting).status()).isEqualTo(Status.CANCELED);
    assertThat(rig.kept(waiting).isErased()).isTrue();
    assertThat(rig.kept(waiting).content()).isEqualTo(new Content.Text(""));
    assertThat(rig.store.moved(ACCOUNT, Reason.REFUND)).isEqualTo(waiting.bill().price().micros());
    assertThat(rig.kept(out).isErased()).isFalse();
    assertThat(state(order).progress().finished()).isEmpty();

    rig.answer(rig.open(), new Outcome.Taken("far-1"));
    erasing.round();
    assertThat(rig.kept(out).isErased()).isTrue();
    erasing.round();

    var done = state(order);
    assertThat(done.progress().finished()).isPresent();
    assertThat(done.people()).isEmpty();
    assertThat(done.progress().erased()).containsEntry("message", 2L).containsKey("network");
  }

  /// A round is dear: where all that is left is on the wire, it is not made each second.
  @Test
  void whereOnlyTheWireIsWaitedForTheNextRoundComesAfterAMinute() throws Exception {
    var out = rig.samples.message();
    rig.add(out);
    var order = order(ACCOUNT, out);
    erasing.round();
    erasing.round();
    rig.answer(rig.open(), new Outcome.Taken("far-1"));

    erasing.round();
    assertThat(rig.kept(out).isErased()).isFalse();
    rig.clock.advance(Duration.ofMinutes(1));
    erasing.round();
    erasing.round();

    assertThat(state(order).progress().finished()).isPresent();
  }

  @Test
  void otherAccountsKeepThePersonAndThoseBelowDoNot() throws Exception {
    var message = rig.samples.message();
    rig.add(message);
    var other = new AccountId(new Id(7, 7));
    var parent = account(other, Optional.empty());
    rig.write(new Write.Enrolled(new Entry.OfAccount(parent), Samples.OCCASION));

    var foreign = order(other, message);
    erasing.round();
    erasing.round();
    assertThat(state(foreign).progress().finished()).isPresent();
    assertThat(rig.kept(message).isErased()).isFalse();

    var below = account(ACCOUNT, Optional.of(other));
    rig.write(new Write.Enrolled(new Entry.OfAccount(below), Samples.OCCASION));
    rig.answer(rig.open(), new Outcome.Taken("far-1"));
    order(other, message);
    erasing.round();
    assertThat(rig.kept(message).isErased()).isTrue();
  }

  private static Account account(AccountId id, Optional<AccountId> parent) {
    var sample = Samples.account();
    return new Account(
        id,
        sample.name(),
        sample.standing(),
        sample.created(),
        sample.token(),
        sample.webhookSecret(),
        parent);
  }

  @Test
  void whatACrashInterruptedIsCarriedOutAndCounted() throws Exception {
    var message = rig.samples.message();
    rig.add(message);
    rig.answer(rig.open(), new Outcome.Taken("far-1"));
    var order = order(ACCOUNT, message);
    erasures.intend(order, List.of(message.id(), new MessageId(new Id(1, 1))));

    erasing.round();

    assertThat(rig.kept(message).isErased()).isTrue();
    assertThat(state(order).progress().erased()).isEqualTo(Map.of("message", 1L, "network", 1L));
  }
}
