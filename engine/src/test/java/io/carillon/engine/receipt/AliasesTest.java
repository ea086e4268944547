package io.carillon.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Address;
import io.carillon.model.Message;
import io.carillon.model.Message.Parties;
import io.carillon.model.Outcome;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Receipts of carriers of which it is not known how their receipts name parts.
class AliasesTest {
  private static final Address OTHER = Address.phone("+491755550199");

  private Rig rig = new Rig();

  private Message out(Address to) {
    var message = rig.samples.message();
    var parties = message.parties();
    return rig.added(
        new Message(
            message.id(),
            new Parties(
                parties.account(), parties.direction(), parties.channel(), parties.from(), to),
            message.content(),
            message.terms(),
            message.bill(),
            message.origin(),
            message.state()));
  }

  private Message out() {
    return rig.added();
  }

  private static Receipt delivered(Message message, Address recipient, String... names) {
    return new Receipt(
        names[0],
        -1,
        message.parties().from(),
        recipient,
        Verdict.DELIVERED,
        "",
        "",
        List.of(names).subList(1, names.length));
  }

  private static Receipt delivered(Message message, String... names) {
    return delivered(message, message.parties().to(), names);
  }

  private Status status(Message message) {
    return rig.kept(message).status();
  }

  @Test
  void findItsMessageByAnyName() {
    var message = out();
    rig.taken("ff");

    assertThat(rig.receipt(delivered(message, "255", "ff", "597"))).isTrue();

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
  }

  @Test
  void preferTheMessageToTheirRecipient() {
    var first = out();
    rig.taken("255");
    var second = out(OTHER);
    rig.taken("ff");

    rig.receipt(delivered(second, "255", "ff"));

    assertThat(status(second)).isEqualTo(Status.DELIVERED);
    assertThat(status(first)).isEqualTo(Status.SENT);
  }

  @Test
  void findNobodyElsesMessageByAnAlias() {
    var message = out();
    rig.taken("ff");

    assertThat(rig.receipt(delivered(message, OTHER, "255", "ff"))).isTrue();

    assertThat(status(message)).isEqualTo(Status.SENT);
    assertThat(rig.store.halves().count()).isEqualTo(1);
  }

  @Test
  void knowTheRecipientInOtherForms() {
    var message = out();
    rig.taken("ff");
    var national = new Address(Address.Kind.HANDLE, "4155550100");

    rig.receipt(delivered(message, national, "255", "ff"));

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
  }

  @Test
  void countByTheirFirstNameWhoeverTheySpeakOf() {
    var message = out();
    rig.taken("255");

    rig.receipt(delivered(message, OTHER, "255", "ff"));

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
  }

  @Test
  void thatCameBeforeTheAnswerAreFoundByIt() {
    var message = out();
    assertThat(rig.receipt(delivered(message, "255", "ff", "597"))).isTrue();
    assertThat(rig.store.halves().count()).isEqualTo(1);

    rig.taken("ff");

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(rig.store.halves().count()).isZero();
    assertThat(rig.meters.shown("receipts.parked")).isZero();
  }

  @Test
  void thatCameEarlySettleADoubt() {
    var message = out();
    rig.receipt(delivered(message, "255", "ff", "597"));

    rig.answer(rig.carrier.open().getFirst(), new Outcome.Unknown("no answer in time"));

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
    assertThat(rig.store.halves().count()).isZero();
  }

  @Test
  void thatCameEarlyAreNotForWhoOnlySharesAnAlias() {
    var message = out();
    rig.receipt(delivered(message, OTHER, "255", "ff"));

    rig.taken("ff");
    assertThat(status(message)).isEqualTo(Status.SENT);
    assertThat(rig.meters.shown("receipts.parked")).isEqualTo(1);

    var meant = out(OTHER);
    rig.taken("255");
    assertThat(status(meant)).isEqualTo(Status.DELIVERED);
    assertThat(rig.store.halves().count()).isZero();
  }

  @Test
  void findWhatOnlyTheStoreKnows() {
    var message = out();
    rig.taken("ff");
    rig = rig.restarted();

    assertThat(rig.receipt(delivered(message, "255", "ff", "597"))).isTrue();

    assertThat(status(message)).isEqualTo(Status.DELIVERED);
  }
}
