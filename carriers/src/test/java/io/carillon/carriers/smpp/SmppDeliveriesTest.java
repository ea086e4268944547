package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Outcome;
import io.carillon.model.Report.Verdict;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a centre delivers: receipts, messages, and when they are answered.
@Timeout(60)
class SmppDeliveriesTest extends OneBind {
  SmppDeliveriesTest() throws IOException {
    super(5);
  }

  @Test
  void anOutcomeThatACutLinkLeftOpenIsToldByTheReceipt() throws Exception {
    send(4_711);
    link.next(Pdu.SubmitSm.class);
    link.hangUp();
    assertThat(line.answer().outcome())
        .isEqualTo(new Outcome.Unknown("the link went before the answer came"));
    assertThat(line.carrier().room()).isZero();

    link = centre.acceptBind();
    link.send(1, receipt("far-1", 4_711));

    var receipt = line.receipt();
    assertThat(receipt.farId()).isEqualTo("far-1");
    assertThat(receipt.reference()).isEqualTo(4_711);
    assertThat(receipt.verdict()).isEqualTo(Verdict.DELIVERED);
    assertThat(link.next(Pdu.DeliverSmResp.class).status()).isZero();
  }

  @Test
  void aReceiptMayComeBeforeTheAnswer() throws Exception {
    send(7);
    var submit = link.next();
    link.send(1, receipt("far-1", 7));
    assertThat(line.receipt().farId()).isEqualTo("far-1");
    assertThat(link.next(Pdu.DeliverSmResp.class).status()).isZero();
    assertThat(line.isSilent()).isTrue();
    link.answer(submit, taken("far-1"));

    assertThat(line.answer().outcome()).isEqualTo(new Outcome.Taken("far-1"));
  }

  @Test
  void aReceiptIsAnsweredOnceItIsKeptAndNotBefore() throws Exception {
    var then = new LinkedBlockingQueue<Runnable>();
    line.keptBy((_, _, _, told) -> then.add(() -> told.kept(true)));
    link.send(5, receipt("far-1", 7));
    var kept = then.poll(10, TimeUnit.SECONDS);
    link.send(6, new Pdu.EnquireLink());

    assertThat(link.next().pdu()).isInstanceOf(Pdu.EnquireLinkResp.class);
    assertThat(kept).isNotNull();
    kept.run();
    var answer = link.next();
    assertThat(answer.sequence()).isEqualTo(5);
    assertThat(answer.pdu()).isEqualTo(Pdu.DeliverSmResp.OK);
  }

  @Test
  void aReceiptThatCouldNotBeKeptIsAskedForAgain() throws Exception {
    line.keptBy((_, _, _, then) -> then.kept(false));
    link.send(1, receipt("far-1", 7));
    assertThat(link.next(Pdu.DeliverSmResp.class).status()).isEqualTo(CommandStatus.RX_T_APPN);

    line.keptBy((_, _, _, _) -> {
      throw new IllegalStateException("the store is gone");
    });
    link.send(2, receipt("far-1", 7));
    assertThat(link.next(Pdu.DeliverSmResp.class).status()).isEqualTo(CommandStatus.RX_T_APPN);

    line.keptBy((_, _, _, then) -> then.kept(true));
    link.send(3, receipt("far-1", 7));
    assertThat(link.next(Pdu.DeliverSmResp.class).status()).isZero();
  }

  @Test
  void doubledReceiptsAreBothReportedAndAnswered() throws Exception {
    link.send(1, receipt("far-1", 7));
    link.send(2, receipt("far-1", 7));

    assertThat(line.receipt()).isEqualTo(line.receipt());
    assertThat(link.next().sequence()).isEqualTo(1);
    assertThat(link.next().sequence()).isEqualTo(2);
  }

  @Test
  void aDeliveryThatNamesNobodyIsRefusedForGood() throws Exception {
    link.send(1, receipt(SmppAddress.NONE, SmppAddress.NONE, Tlvs.NONE));

    assertThat(link.next(Pdu.DeliverSmResp.class).status()).isEqualTo(CommandStatus.RX_P_APPN);
    assertThat(line.isSilent()).isTrue();
  }

  @Test
  void aDataSmIsADeliveryToo() throws Exception {
    var tlvs = Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, Octets.of((byte) 'H', (byte) 'i'));
    link.send(1, new Pdu.DataSm("", PERSON, SENDER, 0, 0, 0, tlvs));

    assertThat(line.report().toString()).contains("Arrived");
    assertThat(link.next(Pdu.DataSmResp.class).status()).isZero();
  }
}
