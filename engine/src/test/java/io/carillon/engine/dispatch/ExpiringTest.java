package io.carillon.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpiringTest {
  private final Rig rig = new Rig();

  @Test
  void whatWaitsTooLongBeforeACarrierThatIsDownExpiresAndIsPaidBack() {
    rig.carrier.up(false);
    var message = rig.added();
    rig.clock.advance(Duration.ofHours(9));
    var later = rig.added();

    rig.dispatch.expire();
    rig.tasks.settle();
    assertThat(rig.kept(message).status()).isEqualTo(Status.QUEUED);

    rig.clock.advance(Duration.ofHours(1).plusSeconds(1));
    rig.dispatch.expire();
    rig.tasks.settle();

    assertThat(rig.kept(message).status()).isEqualTo(Status.EXPIRED);
    assertThat(rig.kept(later).status()).isEqualTo(Status.EXPIRED);
    assertThat(rig.store.moved(Samples.ACCOUNT, Reason.REFUND))
        .isEqualTo(2 * message.bill().price().micros());
    rig.carrier.up(true);
    rig.tasks.settle();
    assertThat(rig.carrier.sent()).isEmpty();
  }
}
