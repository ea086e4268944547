package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// What accept may claim for sending before its commit.
class ClaimAtOnceTest {
  private Rig rig = new Rig();

  @Test
  void claimsAtOnceOnlyWhereNothingWaitsBefore() {
    var free = rig.dispatch.claimAtOnce(rig.samples.message());
    assertThat(free.state().work().waitsFor()).isEqualTo(Wait.ANSWER);
    rig.dispatch.unclaim(free);

    rig.carrier.up(false);
    assertThat(rig.dispatch.claimAtOnce(rig.samples.message()).status())
        .as("no room")
        .isEqualTo(Status.QUEUED);
  }

  @Test
  void claimsNothingAtOnceWhileAnOlderOneMayBeInTheStore() {
    rig.write(new Write.Added(rig.samples.message()));
    rig = rig.restarted();

    var fresh = rig.samples.message();

    assertThat(rig.dispatch.claimAtOnce(fresh)).isEqualTo(fresh);
  }

  @Test
  void promisesASlotOnceOnly() {
    var claimed = new ArrayList<Message>();
    for (int i = 0; i < 12; i++) {
      claimed.add(rig.dispatch.claimAtOnce(rig.samples.message()));
    }
    assertThat(claimed.stream().filter(one -> one.status() == Status.SENDING)).hasSize(10);

    claimed.forEach(rig.dispatch::unclaim);

    assertThat(rig.dispatch.claimAtOnce(rig.samples.message()).status()).isEqualTo(Status.SENDING);
  }
}
