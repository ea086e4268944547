package io.carillon.engine.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept.Result;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.Resource.Kind;
import io.carillon.model.Sender;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// So many messages a day, given out in order, and again at midnight (UTC).
class DayLimitTest {
  private static final String SENDER = "+14155552671";
  private static final AccountId UNDER = new AccountId(new Id(7, 8));
  private static final AccountId DEEPER = new AccountId(new Id(7, 9));

  private final Rig rig = new Rig();

  private List<Result> take(int count) throws InterruptedException {
    return rig.accept.take(Collections.nCopies(count, Rig.submission("+14155550100", "hello")));
  }

  private static List<Boolean> passed(List<Result> results) {
    return results.stream().map(Result.Accepted.class::isInstance).toList();
  }

  private Duration untilMidnight() {
    var midnight =
        rig.clock.now().atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1).atTime(LocalTime.MIN);
    return Duration.between(rig.clock.now(), midnight.toInstant(ZoneOffset.UTC));
  }

  @Test
  void theRestOfADayIsGivenOutInOrderAndTheNextDayHasAsMany() throws InterruptedException {
    rig.limits.adopt(Map.of("messages_per_day", "3"));
    assertThat(passed(take(2))).containsOnly(true);

    var results = take(3);

    assertThat(passed(results)).containsExactly(true, false, false);
    assertThat(results.getLast())
        .isEqualTo(new Result.Refused(Refusal.later(Fault.DAY_USED_UP, untilMidnight())));
    assertThat(rig.store.accounts().balance(Samples.ACCOUNT))
        .contains(Samples.usd(1_000_000 - 3 * Rig.PRICE));
    rig.clock.advance(untilMidnight());
    assertThat(passed(take(4))).containsExactly(true, true, true, false);
  }

  private void under(AccountId account, AccountId parent) {
    var top = Samples.account();
    var row =
        new Account(
            account,
            "under",
            Account.Standing.ACTIVE,
            top.created(),
            top.token(),
            top.webhookSecret(),
            Optional.of(parent));
    var sender = new Sender(account, Address.phone(SENDER), "", true);
    rig.write(new Write.Enrolled(new Entry.OfAccount(row), Samples.OCCASION));
    rig.write(new Write.Enrolled(new Entry.OfSender(sender), Samples.OCCASION));
  }

  private void together(AccountId account, int most) {
    var words = Map.of("messages_per_day_together", Integer.toString(most));
    var id = new Id(2, account.value().low());
    var set =
        new Resource(
            id, account, Kind.SETTINGS, "policy.limits", words, Samples.START, Samples.START);
    rig.write(new Write.Enrolled(new Entry.OfResource(set), Samples.OCCASION));
  }

  private List<Boolean> takenOf(AccountId account, int count) throws InterruptedException {
    var one = Rig.submission("+14155550100", "hello");
    var source =
        new Submission.Source(
            account, one.source().place(), "req_2", "", Map.of(), one.source().keepsake());
    var own =
        new Submission(
            source, one.channel(), one.ends(), one.content(), one.wishes(), Optional.empty());
    return passed(rig.accept.take(Collections.nCopies(count, own)));
  }

  @Test
  void anAccountAndThoseBelowItUseUpOneDayTogether() throws InterruptedException {
    under(UNDER, Samples.ACCOUNT);
    under(DEEPER, UNDER);
    together(Samples.ACCOUNT, 5);
    together(UNDER, 3);

    assertThat(passed(take(1))).containsExactly(true);
    assertThat(takenOf(DEEPER, 4)).containsExactly(true, true, true, false);
    assertThat(takenOf(UNDER, 1)).as("its own together").containsExactly(false);
    assertThat(passed(take(2))).as("the top's together").containsExactly(true, false);
    rig.clock.advance(untilMidnight());
    assertThat(takenOf(UNDER, 4)).containsExactly(true, true, true, false);
  }

  @Test
  void asShippedADayHasNoEnd() throws InterruptedException {
    assertThat(passed(take(20))).containsOnly(true);
  }
}
