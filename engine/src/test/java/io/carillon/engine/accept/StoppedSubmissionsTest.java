package io.carillon.engine.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept.Result;
import io.carillon.model.Address;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Fault;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What becomes of submissions to people who have stopped their sender.
final class StoppedSubmissionsTest {
  private static final String STOPPED = "+14155550177";
  private static final String OTHER = "+14155550178";

  private final Rig rig = new Rig();

  private static Submission to(String person) {
    return Rig.submission(person, "hello");
  }

  private void says(Action action) {
    rig.write(
        new Write.Consented(
            new Consent(
                Samples.ACCOUNT,
                Reach.ACCOUNT,
                Address.phone(STOPPED),
                action,
                rig.clock.now(),
                Proof.written("", "")),
            true));
  }

  private long balance() {
    return rig.store.accounts().balance(Samples.ACCOUNT).orElseThrow().micros();
  }

  private List<Result> take(Submission... submissions) throws InterruptedException {
    var results = new ArrayList<Result>();
    rig.accept.take(List.of(submissions), results::addAll);
    rig.tasks.settle();
    return results;
  }

  @Test
  void areRefusedAloneAmongOthersOfTheirRequest() throws InterruptedException {
    says(Action.REVOKE);

    var results = take(to(OTHER), to(STOPPED), to(OTHER), to(STOPPED));

    assertThat(results.get(0)).isInstanceOf(Result.Accepted.class);
    assertThat(((Result.Refused) results.get(1)).refusal().fault()).isEqualTo(Fault.OPTED_OUT);
    assertThat(results.get(2)).isInstanceOf(Result.Accepted.class);
    assertThat(results.get(3)).isInstanceOf(Result.Refused.class);
    assertThat(balance()).isEqualTo(1_000_000 - 2 * Rig.PRICE);
    assertThat(rig.store.refusals().of(Samples.ACCOUNT, "req_1"))
        .hasSize(2)
        .allMatch(refused -> refused.checks().endsWith("content"));
    assertThat(rig.carrier.open()).hasSize(2);
  }

  @Test
  void areAcceptedAndFailUnbilledWhereTheirDialectTellsLate() throws InterruptedException {
    says(Action.REVOKE);

    var late = to(STOPPED).tellingLate(Set.of(Fault.OPTED_OUT));
    var accepted = (Result.Accepted) take(late).getFirst();

    var kept = rig.kept(accepted.message());
    assertThat(kept.status()).isEqualTo(Status.FAILED);
    assertThat(kept.state().facts().fault()).contains(Fault.OPTED_OUT);
    assertThat(balance()).isEqualTo(1_000_000);
    assertThat(rig.carrier.open()).isEmpty();
  }

  @Test
  void passAgainOnceThePersonWantsMessages() throws InterruptedException {
    says(Action.REVOKE);
    assertThat(take(to(STOPPED)).getFirst()).isInstanceOf(Result.Refused.class);
    says(Action.GRANT);

    assertThat(take(to(STOPPED)).getFirst()).isInstanceOf(Result.Accepted.class);
    assertThat(rig.carrier.open()).hasSize(1);
  }
}
