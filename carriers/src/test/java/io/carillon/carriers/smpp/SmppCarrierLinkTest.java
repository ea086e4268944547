package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Address;
import io.carillon.model.Fault;
import io.carillon.model.Outcome;
import io.carillon.testkit.Patience;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.smpp.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The carrier against a centre that plays each PDU by hand.
@Timeout(60)
class SmppCarrierLinkTest extends OneBind {
  SmppCarrierLinkTest() throws IOException {
    super(5);
  }

  @Test
  void bindsAsATransceiverWithItsLogin() throws Exception {
    try (var other = new RawCentre();
        var carrier = new Line(Line.settings(other.port(), 1, 5));
        var fresh = other.accept()) {
      var bind = fresh.next(Pdu.Bind.class);

      assertThat(bind)
          .isEqualTo(
              new Pdu.Bind(
                  BindMode.TRANSCEIVER, "sandbox", "sandbox", "VMS", 0x34, SmppAddress.NONE));
      assertThat(carrier.carrier().room()).isZero();
      fresh.hangUp();
    }
  }

  @Test
  void anIdIsTakenAsItIsGiven() throws Exception {
    send(1);
    link.answer(link.next(), taken("00Ab-1"));

    assertThat(line.answer().outcome()).isEqualTo(new Outcome.Taken("00Ab-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "0x58, THROTTLED, ESME_RTHROTTLED (0x58)",
    "0x14, THROTTLED, ESME_RMSGQFUL (0x14)",
    "0x0B, RECIPIENT_UNKNOWN, ESME_RINVDSTADR (0x0b)",
    "0x08, FAR_END_BUSY, ESME_RSYSERR (0x08)",
    "0x401, FAR_END_BUSY, vendor status (0x401)",
    "0x35, REJECTED, unknown status (0x35)"
  })
  void aRefusalIsAFault(String status, Fault fault, String code) throws Exception {
    send(1);
    link.answer(link.next(), new Pdu.SubmitSmResp(Integer.decode(status), "", Tlvs.NONE));

    assertThat(line.answer().outcome()).isEqualTo(new Outcome.NotTaken(fault, code));
  }

  @Test
  void aGenericNackIsARefusalToo() throws Exception {
    send(1);
    link.answer(link.next(), new Pdu.GenericNack(CommandStatus.RTHROTTLED));

    assertThat(line.answer().outcome())
        .isEqualTo(new Outcome.NotTaken(Fault.THROTTLED, "ESME_RTHROTTLED (0x58)"));
  }

  @Test
  void anOverriddenRefusalIsTheCarriersOwnFault() throws Exception {
    var usual = SmppSettings.Forms.USUAL;
    var own =
        new SmppSettings.Forms(
            usual.addressing(),
            List.of(),
            usual.receipts(),
            Map.of(0x401, Fault.RECIPIENT_UNKNOWN),
            usual.orders(),
            usual.submitBy());
    try (var other = new RawCentre();
        var strict = new Line(Line.settings(other.port(), own));
        var bound = other.acceptBind()) {
      strict.up(1).send(drafts.text("+14155551234", "Hello"), 1);
      bound.answer(bound.next(), new Pdu.SubmitSmResp(0x401, "", Tlvs.NONE));

      assertThat(strict.answer().outcome())
          .isEqualTo(new Outcome.NotTaken(Fault.RECIPIENT_UNKNOWN, "vendor status (0x401)"));
      bound.hangUp();
    }
  }

  @Test
  void aBindsFiguresAreShown() throws Exception {
    send(1);
    send(2);
    var bind = new String[] {"carrier", "acme", "bind", "1"};
    assertThat(line.meters().shown("smpp.bound", bind)).isEqualTo(1);
    assertThat(line.meters().shown("smpp.window_used", bind)).isEqualTo(2);
    link.answer(link.next(), taken("a"));
    link.answer(link.next(), new Pdu.SubmitSmResp(CommandStatus.RTHROTTLED, "", Tlvs.NONE));
    line.answer();
    line.answer();
    link.send(1, receipt("a", 7));
    line.receipt();
    link.send(2, new Pdu.AlertNotification(PERSON, SENDER, Tlvs.NONE));
    link.send(3, receipt("a", 7));
    line.receipt();

    assertThat(line.meters().counted("smpp.submits", bind)).isEqualTo(2);
    assertThat(line.meters().counted("smpp.throttles", bind)).isEqualTo(1);
    assertThat(line.meters().counted("smpp.answered", bind)).isBetween(1L, 2L);
    assertThat(line.meters().counted("smpp.deliveries", bind)).isEqualTo(2);
    assertThat(line.meters().counted("smpp.alerts", bind)).isEqualTo(1);
  }

  @Test
  void whereTlsIsWantedItIsSpokenFromTheFirstOctetAndNamesWhomItWants() throws Exception {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (var other = new RawCentre()) {
      var tls = new Transport.Tls(factory, "smsc.example", true);
      var endpoint = new SmppSettings.Endpoint("127.0.0.1", other.port(), tls);
      try (var secret = new Line(Line.settings(endpoint));
          var bound = other.accept()) {
        var hello = new String(bound.raw(300), StandardCharsets.ISO_8859_1);

        assertThat(hello.charAt(0)).isEqualTo((char) 0x16);
        assertThat(hello).contains("smsc.example");
        assertThat(secret.carrier().isUp()).isFalse();
        bound.hangUp();
      }
    }
  }

  @Test
  void answersOutOfOrderFindTheirParts() throws Exception {
    send(1);
    send(2);
    var first = link.next();
    var second = link.next();
    link.answer(second, taken("b"));
    link.answer(first, taken("a"));

    var later = line.answer();
    assertThat(later.part().leg().reference()).isEqualTo(2);
    assertThat(later.outcome()).isEqualTo(new Outcome.Taken("b"));
    assertThat(line.answer().outcome()).isEqualTo(new Outcome.Taken("a"));
  }

  @Test
  void whoFailsOverItsAnswersDoesNotHarmTheOthers() throws Exception {
    var parts = Drafts.parts(drafts.text("+14155551234", "Hello"), 1);
    line.carrier()
        .send(
            parts,
            _ -> {
              throw new IllegalStateException("a listener's mistake");
            });
    send(2);
    var first = link.next();
    var second = link.next();
    link.answer(first, taken("a"));
    link.answer(second, taken("b"));

    assertThat(line.answer().outcome()).isEqualTo(new Outcome.Taken("b"));
    assertThat(line.carrier().state().up()).isEqualTo(1);
  }

  @Test
  void whereDataSmIsWantedPartsGoSoAndItsAnswersNameThem() throws Exception {
    var forms = SmppSettings.Forms.USUAL.with(SmppSettings.SubmitBy.DATA_SM);
    try (var other = new RawCentre();
        var plain = new Line(Line.settings(other.port(), forms));
        var bound = other.acceptBind()) {
      plain.up(1).send(drafts.text("+14155551234", "Hello"), 1);
      var data = bound.next();
      assertThat(data.pdu()).isInstanceOf(Pdu.DataSm.class);
      bound.answer(data, new Pdu.DataSmResp(0, "far-1", Tlvs.NONE));
      assertThat(plain.answer().outcome()).isEqualTo(new Outcome.Taken("far-1"));

      plain.send(drafts.text("+14155551234", "Hello"), 2);
      bound.answer(bound.next(), new Pdu.DataSmResp(CommandStatus.RINVDSTADR, "", Tlvs.NONE));
      assertThat(plain.answer().outcome())
          .isEqualTo(new Outcome.NotTaken(Fault.RECIPIENT_UNKNOWN, "ESME_RINVDSTADR (0x0b)"));
      bound.hangUp();
    }
  }

  @Test
  void aFullWindowIsFullUntilItIsAnswered() throws Exception {
    for (int i = 1; i <= 5; i++) {
      send(i);
    }
    assertThat(line.carrier().room()).isZero();
    assertThat(line.carrier().state().inFlight()).isEqualTo(5);
    send(6);
    assertThat(line.answer().outcome()).isEqualTo(new Outcome.NotSent("no bind has room"));

    link.answer(link.next(), taken("a"));
    assertThat(line.answer().outcome()).isEqualTo(new Outcome.Taken("a"));
    assertThat(line.carrier().room()).isEqualTo(1);
  }

  @Test
  void whatCannotBeSaidIsOurFaultAndStopsNothing() throws Exception {
    var handle = new Address(Address.Kind.HANDLE, "somebody");
    line.send(Drafts.between(drafts.text("+14155551234", "x"), Drafts.SENDER, handle), 1);
    assertThat(line.answer().outcome())
        .isEqualTo(new Outcome.NotTaken(Fault.INTERNAL, "no submit_sm can say it"));

    send(2);
    link.answer(link.next(), taken("a"));
    assertThat(line.answer().outcome()).isEqualTo(new Outcome.Taken("a"));
  }

  @Test
  void noAnswerInTimeIsUnknown() throws Exception {
    try (var other = new RawCentre();
        var hasty = new Line(Line.settings(other.port(), 1, 5, Duration.ofMillis(100)));
        var silent = other.acceptBind()) {
      hasty.up(1);
      hasty.send(drafts.text("+14155551234", "Hello"), 1);

      assertThat(hasty.answer().outcome()).isEqualTo(new Outcome.Unknown("no answer came in time"));
      silent.hangUp();
    }
  }

  @Test
  void closingWaitsForTheAnswersAndUnbinds() throws Exception {
    send(1);
    var submit = link.next();
    var closed = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          line.close();
          closed.countDown();
        });
    Patience.until(() -> line.carrier().room() == 0, () -> "it has room");
    link.answer(submit, taken("late"));
    link.unbound();
    link.hangUp();

    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(line.answer().outcome()).isEqualTo(new Outcome.Taken("late"));
    assertThat(line.carrier().state().up()).isZero();
  }

  @Test
  void startsOnce() {
    assertThatThrownBy(() -> line.carrier().start((_, _, _, _) -> {}, () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tellsWhyItIsDown() throws Exception {
    try (var other = new RawCentre();
        var refused = new Line(Line.settings(other.port(), 1, 5));
        var fresh = other.accept()) {
      fresh.answer(
          fresh.next(),
          new Pdu.BindResp(BindMode.TRANSCEIVER, CommandStatus.RINVPASWD, "", Tlvs.NONE));
      fresh.hangUp();
      Patience.until(
          () -> !refused.carrier().state().detail().equals("connecting"), () -> "connecting");

      var state = refused.carrier().state();
      assertThat(state.up()).isZero();
      assertThat(state.links()).isEqualTo(1);
      assertThat(state.detail()).isEqualTo("BIND_REFUSED: ESME_RINVPASWD (0x0e)");
    }
  }
}
