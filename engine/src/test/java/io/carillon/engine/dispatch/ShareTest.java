package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.comply.Allowance;
import io.carillon.engine.comply.Allowances;
import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Spending;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is bounded is taken by the claim, written with it, and given back where there is none.
final class ShareTest {
  private static final Spending SPENDING =
      new Spending(
          Samples.ACCOUNT,
          new Id(1, 1),
          "few",
          Samples.START,
          Samples.START.plus(Duration.ofDays(1)),
          1);

  private final Rig rig = new Rig(Rig.Setup.USUAL.window(1));
  private int left = 2;
  private Instant again = Samples.START.plusSeconds(30);

  ShareTest() {
    rig.allowances =
        new Allowances() {
          @Override
          public boolean concern(Message message) {
            return true;
          }

          @Override
          public Allowance take(Message message, int parts, Instant now) {
            if (left == 0) {
              return new Allowance.Waits(new Verdict.Later(again, Wait.CAP, "caps: few"));
            }
            left--;
            return new Allowance.Taken(List.of(SPENDING), () -> left++);
          }
        };
  }

  private int spent() {
    return rig.store.spendings().standing(Samples.START, Optional.empty(), 10).stream()
        .mapToInt(Spending::parts)
        .sum();
  }

  @Test
  void whatGoesIsCountedInTheCommitThatClaimsIt() {
    rig.added();
    assertThat(spent()).isEqualTo(1);

    rig.taken("far-1");
    rig.added();

    assertThat(spent()).isEqualTo(2);
    assertThat(left).isZero();
  }

  @Test
  void whatFindsNothingLeftWaitsAndGoesThen() {
    left = 0;
    var message = rig.added();

    assertThat(rig.carrier.open()).isEmpty();
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.CAP);
    assertThat(rig.kept(message).status()).isEqualTo(Status.QUEUED);
    assertThat(rig.kept(message).state().work().due()).contains(again);
    assertThat(rig.rows(message)).containsExactly(TraceRow.Kind.CHECKED);
    assertThat(spent()).isZero();
    left = 1;
    rig.sweepFor(33);
    assertThat(rig.open().message().id()).isEqualTo(message.id());
    assertThat(spent()).isEqualTo(1);
  }

  @Test
  void itIsCountedAfterARestart() {
    rig.added();

    var next = rig.restarted();

    assertThat(next.store.spendings().standing(Samples.START, Optional.empty(), 10)).hasSize(1);
  }

  @Test
  void itEndsWithTheFaultWhereItsTimeIsOverBefore() {
    left = 0;
    again = Samples.START.plus(Duration.ofDays(1));
    var message = rig.added(lasting(Duration.ofSeconds(20)));

    rig.sweepFor(25);

    assertThat(rig.kept(message).status()).isEqualTo(Status.EXPIRED);
    assertThat(rig.kept(message).state().facts().fault()).contains(Fault.CAP_REACHED);
  }

  private Message lasting(Duration validity) {
    var message = rig.samples.message();
    return Rig.with(message, message.terms().lasting(validity));
  }

  @Test
  void whatHasBegunToLeaveIsNotAskedAgain() {
    var rig = new Rig(Rig.Setup.USUAL.window(2));
    rig.allowances = this.rig.allowances;
    left = 1;
    rig.add(rig.inParts(2));
    rig.answer(rig.carrier.open().get(0), new Outcome.Taken("far-1"));
    rig.answer(rig.carrier.open().get(0), new Outcome.NotTaken(Fault.FAR_END_BUSY, "0x14"));

    rig.sweepFor(5);

    assertThat(rig.carrier.open()).hasSize(1);
    assertThat(left).isZero();
  }
}
