package io.carillon.engine.amend;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Account.Standing;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final Rig rig = new Rig(Rig.Setup.USUAL.window(1));
  private final Amendments amendments =
      new Amendments(rig.desk, rig.store.commits(), rig.store.messages(), rig.clock, rig.tasks);
  private final Closing closing =
      new Closing(amendments, rig.store.history(), rig.store.accounts(), rig.tasks);

  private void stand(Standing standing) throws InterruptedException {
    var account = Samples.account().with("named", standing);
    var entry = new Write.Enrolled(new Entry.OfAccount(account), Samples.OCCASION);
    rig.store.commits().write(new Commit(Urgency.ACCEPT, List.of(), List.of(entry)));
  }

  @Test
  void whatAClosedAccountHadToSendIsCanceledAndPaidBack() throws Exception {
    var out = rig.samples.message();
    rig.add(out);
    var first = rig.samples.message();
    var second = rig.samples.message();
    rig.add(first);
    rig.add(second);

    stand(Standing.CLOSED);
    closing.sweep();

    assertThat(rig.kept(first).status()).isEqualTo(Status.CANCELED);
    assertThat(rig.kept(second).status()).isEqualTo(Status.CANCELED);
    assertThat(rig.kept(out).status()).isEqualTo(Status.SENDING);
    assertThat(rig.store.moved(Samples.ACCOUNT, Reason.REFUND))
        .isEqualTo(first.bill().price().micros() + second.bill().price().micros());
    closing.sweep();
    assertThat(rig.store.moved(Samples.ACCOUNT, Reason.REFUND))
        .isEqualTo(first.bill().price().micros() + second.bill().price().micros());
  }

  @Test
  void whatASuspendedAccountHasToSendStays() throws Exception {
    rig.add(rig.samples.message());
    var waiting = rig.samples.message();
    rig.add(waiting);

    stand(Standing.SUSPENDED);
    closing.sweep();

    assertThat(rig.kept(waiting).status()).isNotEqualTo(Status.CANCELED);
  }
}
