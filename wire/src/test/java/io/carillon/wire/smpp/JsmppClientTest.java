package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jsmpp.bean.Address;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.ReplaceIfPresentFlag;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A foreign client, jsmpp, bound to our server.
@Timeout(60)
class JsmppClientTest {
  private static final TypeOfNumber INTERNATIONAL = TypeOfNumber.INTERNATIONAL;
  private static final NumberingPlanIndicator ISDN = NumberingPlanIndicator.ISDN;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
  private final BlockingQueue<AlertNotification> alerts = new LinkedBlockingQueue<>();
  private final Sessions sessions = new Sessions(Sessions.PATIENT);
  private final SMPPSession client = new SMPPSession();
  private final Recorder centre;

  JsmppClientTest() throws Exception {
    client.setTransactionTimer(20_000);
    client.setMessageReceiverListener(new Listener());
    client.connectAndBind("127.0.0.1", sessions.port(), parameters("secret"));
    centre = sessions.bound();
  }

  @AfterEach
  void close() {
    client.close();
    sessions.close();
    threads.close();
  }

  @Test
  void bindsAndUnbinds() throws Exception {
    assertThat(centre.session().bind().systemId()).isEqualTo("esme");
    assertThat(client.getSessionState()).isEqualTo(SessionState.BOUND_TRX);

    client.unbindAndClose();

    assertThat(centre.end().reason()).isEqualTo(SessionEnd.Reason.PEER_UNBOUND);
    assertThat(client.getSessionState()).isEqualTo(SessionState.CLOSED);
  }

  @Test
  void isToldWhyItsBindIsRefused() {
    var other = new SMPPSession();

    assertThatThrownBy(
            () -> other.connectAndBind("127.0.0.1", sessions.port(), parameters("wrong")))
        .rootCause()
        .isInstanceOfSatisfying(
            NegativeResponseException.class,
            refusal -> assertThat(refusal.getCommandStatus()).isEqualTo(CommandStatus.RINVPASWD));
  }

  @Test
  void submitsAndGetsItsReceipt() throws Exception {
    Future<SubmitSmResult> result = threads.submit(() -> submit("Hello"));
    Incoming request = centre.request();
    var submit = (Pdu.SubmitSm) request.pdu();
    centre.session().respond(request, Sessions.taken("7a3f"));
    centre.session().offer(receipt(submit), "receipt");
    DeliverSm receipt = delivered.poll(20, TimeUnit.SECONDS);

    assertThat(result.get().getMessageId()).isEqualTo("7a3f");
    assertThat(submit.source()).isEqualTo(SmppAddress.alphanumeric("Acme"));
    assertThat(submit.destination()).isEqualTo(SmppAddress.international("15551234567"));
    assertThat(submit.payload()).isEqualTo(octets("Hello"));
    assertThat(submit.tlvs().number(Tag.USER_MESSAGE_REFERENCE)).hasValue(4711);
    assertThat(centre.answer()).isEqualTo(new Answer.Responded("receipt", Pdu.DeliverSmResp.OK));
    assertThat(receipt).isNotNull();
    assertThat(receipt.isSmscDeliveryReceipt()).isTrue();
    DeliveryReceipt read = receipt.getShortMessageAsDeliveryReceipt();
    assertThat(read.getId()).isEqualTo("7a3f");
    assertThat(read.getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);
    assertThat(receipt.getOptionalParameter(OptionalParameter.Receipted_message_id.class))
        .isEqualTo(new OptionalParameter.Receipted_message_id("7a3f"));
  }

  @Test
  void isToldARefusal() throws Exception {
    Future<SubmitSmResult> result = threads.submit(() -> submit("no"));
    Incoming request = centre.request();
    centre.session().respond(request, request.pdu().refuse(CommandStatus.RTHROTTLED));

    assertThatThrownBy(result::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            NegativeResponseException.class,
            refusal -> assertThat(refusal.getCommandStatus()).isEqualTo(CommandStatus.RTHROTTLED));
  }

  @Test
  void manySubmitAtOnce() throws Exception {
    List<Future<SubmitSmResult>> results =
        IntStream.range(0, 200).mapToObj(i -> threads.submit(() -> submit("n" + i))).toList();
    for (int i = 0; i < 200; i++) {
      Incoming request = centre.request();
      centre.session().respond(request, Sessions.taken("id" + request.sequence()));
    }

    Set<String> ids = new HashSet<>();
    for (Future<SubmitSmResult> result : results) {
      ids.add(result.get().getMessageId());
    }
    assertThat(ids).hasSize(200);
  }

  @Test
  void queriesReplacesAndCancels() throws Exception {
    var query = threads.submit(() -> client.queryShortMessage("1", INTERNATIONAL, ISDN, "1555"));
    Incoming asked = centre.request();
    assertThat(asked.pdu()).isEqualTo(new Pdu.QuerySm("1", SmppAddress.international("1555")));
    centre.session().respond(asked, new Pdu.QuerySmResp(0, "1", "261121023344000+", 2, 0));
    assertThat(query.get().getMessageState()).isEqualTo(org.jsmpp.bean.MessageState.DELIVERED);
    assertThat(query.get().getFinalDate()).isEqualTo("261121023344000+");

    var replace = threads.submit(this::replace);
    Incoming replaced = centre.request();
    assertThat(replaced.pdu())
        .isEqualTo(
            new Pdu.ReplaceSm(
                "1",
                SmppAddress.international("1555"),
                "",
                "000000010000000R",
                1,
                0,
                octets("new"),
                Tlvs.NONE));
    centre.session().respond(replaced, replaced.pdu().refuse(0));
    assertThat(replace.get()).isEqualTo("done");

    var cancel = threads.submit(this::cancel);
    Incoming canceled = centre.request();
    assertThat(canceled.pdu())
        .isEqualTo(
            new Pdu.CancelSm(
                "", "1", SmppAddress.international("1555"), SmppAddress.international("1666")));
    centre.session().respond(canceled, canceled.pdu().refuse(0));
    assertThat(cancel.get()).isEqualTo("done");
  }

  @Test
  void submitsToMany() throws Exception {
    var result = threads.submit(this::submitMulti);
    Incoming request = centre.request();
    var multi = (Pdu.SubmitMulti) request.pdu();
    var failed = new Pdu.Unsuccessful(SmppAddress.international("1666"), CommandStatus.RINVDSTADR);
    centre.session().respond(request, new Pdu.SubmitMultiResp(0, "m1", List.of(failed), Tlvs.NONE));

    assertThat(multi.destinations())
        .containsExactly(
            new Pdu.Destination.ToAddress(SmppAddress.international("1555")),
            new Pdu.Destination.ToAddress(SmppAddress.international("1666")));
    assertThat(multi.shortMessage()).isEqualTo(octets("all"));
    assertThat(result.get()).isEqualTo("m1 1666 11");
  }

  @Test
  void exchangesDataSmAndAlerts() throws Exception {
    var result = threads.submit(this::data);
    Incoming request = centre.request();
    centre.session().respond(request, new Pdu.DataSmResp(0, "d1", Tlvs.NONE));
    assertThat(((Pdu.DataSm) request.pdu()).payload()).isEqualTo(octets("data"));
    assertThat(result.get()).isEqualTo("d1");

    centre
        .session()
        .alert(
            new Pdu.AlertNotification(
                SmppAddress.international("1555"), SmppAddress.NONE, Tlvs.NONE));
    AlertNotification alert = alerts.poll(20, TimeUnit.SECONDS);
    assertThat(alert).isNotNull();
    assertThat(alert.getSourceAddr()).isEqualTo("1555");
  }

  private static BindParameter parameters(String password) {
    return new BindParameter(BindType.BIND_TRX, "esme", password, "", INTERNATIONAL, ISDN, "");
  }

  private SubmitSmResult submit(String text) throws Exception {
    return client.submitShortMessage(
        "",
        TypeOfNumber.ALPHANUMERIC,
        NumberingPlanIndicator.UNKNOWN,
        "Acme",
        INTERNATIONAL,
        ISDN,
        "15551234567",
        new ESMClass(),
        (byte) 0,
        (byte) 0,
        "",
        "",
        new org.jsmpp.bean.RegisteredDelivery(1),
        (byte) 0,
        new RawDataCoding((byte) 0),
        (byte) 0,
        text.getBytes(StandardCharsets.US_ASCII),
        new OptionalParameter.User_message_reference((short) 4711));
  }

  private String replace() throws Exception {
    client.replaceShortMessage(
        "1",
        INTERNATIONAL,
        ISDN,
        "1555",
        "",
        "000000010000000R",
        new org.jsmpp.bean.RegisteredDelivery(1),
        (byte) 0,
        "new".getBytes(StandardCharsets.US_ASCII));
    return "done";
  }

  private String cancel() throws Exception {
    client.cancelShortMessage("", "1", INTERNATIONAL, ISDN, "1555", INTERNATIONAL, ISDN, "1666");
    return "done";
  }

  private String submitMulti() throws Exception {
    var result =
        client.submitMultiple(
            "",
            INTERNATIONAL,
            ISDN,
            "1444",
            new Address[] {
              new Address(INTERNATIONAL, ISDN, "1555"), new Address(INTERNATIONAL, ISDN, "1666")
            },
            new ESMClass(),
            (byte) 0,
            (byte) 0,
            "",
            "",
            new org.jsmpp.bean.RegisteredDelivery(0),
            ReplaceIfPresentFlag.DEFAULT,
            new RawDataCoding((byte) 0),
            (byte) 0,
            "all".getBytes(StandardCharsets.US_ASCII));
    var failed = result.getUnsuccessDeliveries()[0];
    return "%s %s %d"
        .formatted(
            result.getMessageId(),
            failed.getDestinationAddress().getAddress(),
            failed.getErrorStatusCode());
  }

  private String data() throws Exception {
    byte[] payload = "data".getBytes(StandardCharsets.US_ASCII);
    return client
        .dataShortMessage(
            "",
            INTERNATIONAL,
            ISDN,
            "1444",
            INTERNATIONAL,
            ISDN,
            "1555",
            new ESMClass(),
            new org.jsmpp.bean.RegisteredDelivery(0),
            new RawDataCoding((byte) 0),
            new OptionalParameter.Message_payload(payload))
        .getMessageId();
  }

  private static Pdu.DeliverSm receipt(Pdu.SubmitSm submit) {
    var at = LocalDateTime.of(2026, 11, 21, 2, 33);
    var text = ReceiptText.of("7a3f", MessageState.DELIVERED, at, at, "000").withText("Hello");
    return new Pdu.DeliverSm(
        "",
        submit.destination(),
        submit.source(),
        Handling.PLAIN.withEsmClass(EsmClass.RECEIPT),
        octets(text.format()),
        Tlvs.NONE
            .withText(Tag.RECEIPTED_MESSAGE_ID, "7a3f")
            .withOctet(Tag.MESSAGE_STATE, MessageState.DELIVERED.code()));
  }

  private static Octets octets(String ascii) {
    return Octets.of(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private final class Listener implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) {
      delivered.add(deliver);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
      alerts.add(alert);
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session session) {
      throw new UnsupportedOperationException("no test delivers data_sm");
    }
  }
}
