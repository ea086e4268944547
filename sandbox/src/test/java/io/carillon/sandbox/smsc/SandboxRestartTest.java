package io.carillon.sandbox.smsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.sandbox.smsc.Postman.Pace;
import io.carillon.sandbox.smsc.SandboxSmsc.Bounds;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.Receipt;
import io.carillon.wire.smpp.Receipts;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.text.Gsm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the sandbox knows after it died. A crash is the journal as the disk has it at a moment,
/// opened by another centre.
@Timeout(60)
class SandboxRestartTest {
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(5), Duration.ofSeconds(60), Duration.ofSeconds(60));
  private static final Pace LATE =
      new Pace(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));

  @TempDir private Path folder;
  private int crashes;

  private SandboxSmsc open(Pace pace, Path where) throws IOException {
    return SandboxSmsc.open(0, pace, Bounds.USUAL, where);
  }

  /// The folder as a crash at this moment would leave it.
  private Path crash(Path of) throws IOException {
    var left = Files.createDirectory(folder.resolve("crash-" + ++crashes));
    Files.copy(of.resolve("taken.log"), left.resolve("taken.log"));
    return left;
  }

  private static Receipt receipt(DeliverSm delivery) {
    return Receipts.of(delivery).orElseThrow();
  }

  @Test
  void sendsTheReceiptsThatItOwedWhenItDied() throws Exception {
    var references = new HashMap<String, Integer>();
    Path left;
    try (var smsc = open(LATE, folder);
        var esme = new Esme(smsc)) {
      for (int reference = 100; reference < 150; reference++) {
        var submit = Esme.to("1415555" + (1000 + reference), "Hi", 1, reference);
        references.put(esme.submit(submit).messageId(), reference);
      }
      left = crash(folder);
      assertThat(esme.soFar()).isEmpty();
    }

    var named = new HashMap<String, Integer>();
    try (var smsc = open(QUICK, left);
        var esme = new Esme(smsc)) {
      while (named.size() < references.size()) {
        var delivery = esme.delivery();
        int reference = delivery.tlvs().number(Tag.USER_MESSAGE_REFERENCE).orElseThrow();
        named.put(receipt(delivery).messageId(), reference);
        assertThat(receipt(delivery).state()).contains(MessageState.DELIVERED);
      }
    }

    assertThat(named).isEqualTo(references);
  }

  @Test
  void hasWhatItTookInItsJournalWhenItAnswers() throws Exception {
    try (var smsc = open(LATE, folder);
        var raw = new RawEsme(smsc).bind()) {
      for (int i = 2; i < 20; i++) {
        raw.send(i, Esme.to("14155551234", "n" + i));
        var id = raw.next(SubmitSmResp.class).messageId();

        var names = new HashSet<String>();
        new Journal(crash(folder), 1 << 20, 10, new Names(names)).close();
        assertThat(names).contains(id);
      }
    }
  }

  private record Names(HashSet<String> into) implements Records.Replay {
    @Override
    public void kept(Kept kept) {
      into.add(kept.name());
    }

    @Override
    public void done(long id, int deliveries) {
      // Only what was taken is asked for.
    }

    @Override
    public void settled(long id) {
      // Only what was taken is asked for.
    }
  }

  @Test
  void aSubmitWhoseAnswerWasLostIsToldByItsReference() throws Exception {
    Path left;
    try (var smsc = open(LATE, folder);
        var raw = new RawEsme(smsc).bind()) {
      raw.send(2, Esme.to("14155551234", "Hello", 1, 4_711));
      raw.next(SubmitSmResp.class);
      left = crash(folder);
    }

    try (var smsc = open(QUICK, left);
        var esme = new Esme(smsc)) {
      var delivery = esme.delivery();
      assertThat(delivery.tlvs().number(Tag.USER_MESSAGE_REFERENCE)).hasValue(4_711);
      assertThat(delivery.source()).isEqualTo(SmppAddress.international("14155551234"));
    }
  }

  @Test
  void goesOnBehindTheDeliveriesThatWereAcknowledged() throws Exception {
    Path left;
    try (var smsc = open(QUICK, folder);
        var esme = new Esme(smsc)) {
      esme.answering(delivery -> Receipts.of(delivery).isPresent() ? 0 : Esme.NEVER);
      esme.submit(Esme.to("14155550009", "Hello"));
      assertThat(Receipts.of(esme.delivery())).isPresent();
      assertThat(Receipts.of(esme.delivery())).isEmpty();
      left = crash(folder);
    }

    try (var smsc = open(QUICK, left);
        var esme = new Esme(smsc)) {
      assertThat(Gsm.decode(esme.delivery().payload())).isEqualTo("Hello back");
      esme.submit(Esme.to("14155551111", "Last"));
      assertThat(esme.delivery().source().value()).isEqualTo("14155551111");
    }
  }

  @Test
  void owesNothingTwiceAfterAnOrderlyEnd() throws Exception {
    try (var smsc = open(QUICK, folder);
        var esme = new Esme(smsc)) {
      esme.submit(Esme.to("14155550007", "Hello"));
      for (int i = 0; i < 3; i++) {
        esme.delivery();
      }
      esme.leave();
    }

    try (var smsc = open(QUICK, folder);
        var esme = new Esme(smsc)) {
      esme.submit(Esme.to("14155551111", "Last"));
      assertThat(esme.delivery().source().value()).isEqualTo("14155551111");
    }
  }

  @Test
  void remembersHandsetsHalfMessagesAndWhatPeopleWrote() throws Exception {
    var text = "abcdefghi ".repeat(20);
    var parts = Esme.parts("14155551234", text, RegisteredDelivery.NONE, 7);
    Path left;
    try (var smsc = open(QUICK, folder);
        var esme = new Esme(smsc)) {
      esme.submit(Esme.to("14155551234", "First", RegisteredDelivery.NONE, 1));
      esme.submit(parts.getLast());
      esme.answering(_ -> Esme.NEVER);
      smsc.write("14155551234", Esme.SENDER, "From the person");
      esme.delivery();
      left = crash(folder);
    }

    try (var smsc = open(QUICK, left);
        var esme = new Esme(smsc)) {
      assertThat(Gsm.decode(esme.delivery().payload())).isEqualTo("From the person");
      esme.submit(parts.getFirst());

      var shown = smsc.shown("14155551234", 10);
      assertThat(shown).extracting(Handsets.Received::text).containsExactly(text, "First");
    }
  }

  @Test
  void cutsATornTailOffAndGoesOn() throws Exception {
    Path left;
    try (var smsc = open(LATE, folder);
        var esme = new Esme(smsc)) {
      esme.submit(Esme.to("14155551234", "Kept"));
      left = crash(folder);
    }
    Files.write(left.resolve("taken.log"), new byte[] {0, 0, 0, 50, 1}, StandardOpenOption.APPEND);

    try (var smsc = open(QUICK, left);
        var esme = new Esme(smsc)) {
      assertThat(receipt(esme.delivery()).state()).contains(MessageState.DELIVERED);
      esme.submit(Esme.to("14155551235", "New"));
      assertThat(smsc.shown("14155551235", 10)).hasSize(1);
    }
    try (var smsc = open(QUICK, left)) {
      assertThat(smsc.shown("14155551234", 10)).hasSize(1);
      assertThat(smsc.shown("14155551235", 10)).hasSize(1);
    }
  }

  @Test
  void neverGivesAnIdTwice() throws Exception {
    var ids = new ArrayList<String>();
    for (int round = 0; round < 3; round++) {
      try (var smsc = open(LATE, folder);
          var esme = new Esme(smsc)) {
        for (int i = 0; i < 20; i++) {
          ids.add(esme.submit(Esme.to("14155551234", "n")).messageId());
        }
      }
    }

    assertThat(new HashSet<>(ids)).hasSize(60);
  }

  @Test
  void aMessageThatWasRefusedIsNotRemembered() throws Exception {
    try (var smsc = open(QUICK, folder);
        var esme = new Esme(smsc)) {
      assertThat(esme.submit(Esme.to("14155550001", "No")).status())
          .isEqualTo(CommandStatus.RINVDSTADR);
      assertThat(Files.size(folder.resolve("taken.log"))).isZero();
    }
  }

  @Test
  void aTakenPortIsToldAndLeavesTheJournalFree() throws Exception {
    try (var smsc = open(QUICK, folder)) {
      var other = folder.resolve("other");
      assertThatThrownBy(() -> SandboxSmsc.open(smsc.port(), QUICK, Bounds.USUAL, other))
          .isInstanceOf(IOException.class);
      assertThat(List.of(other.resolve("taken.log"))).allMatch(Files::exists);
      open(QUICK, other).close();
    }
  }
}
