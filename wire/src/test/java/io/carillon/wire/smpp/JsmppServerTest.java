package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.wire.text.Layout;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Segment;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.WantedEncoding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.Address;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.bean.UnsuccessDelivery;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Our client bound to a foreign server, jsmpp.
@Timeout(60)
class JsmppServerTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<SubmitSm> submitted = new LinkedBlockingQueue<>();
  private final BlockingQueue<Object> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<Recorder> recorders = new LinkedBlockingQueue<>();
  private final JsmppLoopback loopback = new JsmppLoopback();
  private final SMPPServerSessionListener listener = new SMPPServerSessionListener(0, loopback);
  private final SmppClient client;
  private final SMPPServerSession server;
  private final Recorder recorder;

  JsmppServerTest() throws Exception {
    listener.setMessageReceiverListener(new Centre());
    listener.setPduProcessorDegree(4);
    listener.setQueueCapacity(1_000);
    var settings =
        ClientSettings.usual("jsmpp", "127.0.0.1", loopback.port(), Sessions.BIND)
            .withSession(Sessions.PATIENT);
    client = new SmppClient(settings, this::record);
    Future<SMPPServerSession> accepted = threads.submit(this::acceptBind);
    client.start();
    server = accepted.get(20, TimeUnit.SECONDS);
    assertThat(client.awaitBound(Duration.ofSeconds(20))).isTrue();
    recorder = recorders.take();
  }

  @AfterEach
  void close() throws Exception {
    client.close(Duration.ZERO);
    server.close();
    listener.close();
    threads.close();
  }

  @Test
  void submitsAndIsAnswered() throws Exception {
    var submit =
        new Pdu.SubmitSm(
            "CMT",
            SmppAddress.alphanumeric("Acme"),
            SmppAddress.international("15551234567"),
            Handling.PLAIN
                .withRegisteredDelivery(RegisteredDelivery.FINAL)
                .withValidity(SmppTime.relative(Duration.ofHours(1)))
                .withPriority(1),
            octets("Hello"),
            Tlvs.NONE.withShort(Tag.USER_MESSAGE_REFERENCE, 4711));
    assertThat(recorder.session().offer(submit, "a")).isTrue();
    SubmitSm seen = submitted.take();

    assertThat(recorder.answer()).isEqualTo(new Answer.Responded("a", Sessions.taken("id1")));
    assertThat(seen.getServiceType()).isEqualTo("CMT");
    assertThat(seen.getSourceAddr()).isEqualTo("Acme");
    assertThat(seen.getSourceAddrTon()).isEqualTo(TypeOfNumber.ALPHANUMERIC.value());
    assertThat(seen.getDestAddress()).isEqualTo("15551234567");
    assertThat(seen.getValidityPeriod()).isEqualTo("000000010000000R");
    assertThat(seen.getPriorityFlag()).isEqualTo((byte) 1);
    assertThat(seen.getRegisteredDelivery()).isEqualTo((byte) 1);
    assertThat(seen.getShortMessage()).asString(StandardCharsets.US_ASCII).isEqualTo("Hello");
    assertThat(seen.getOptionalParameter(OptionalParameter.User_message_reference.class))
        .isEqualTo(new OptionalParameter.User_message_reference((short) 4711));
  }

  @Test
  void submitsALongTextInSegments() throws Exception {
    String text = "a".repeat(400);
    var fits = (Measure.Fits) Segmentation.measure(text, WantedEncoding.GSM7);
    List<Segment> segments = Segmentation.segments(text, fits, Layout.USUAL, 7);
    for (Segment segment : segments) {
      var submit =
          new Pdu.SubmitSm(
              "",
              SmppAddress.alphanumeric("Acme"),
              SmppAddress.international("15551234567"),
              Handling.PLAIN.withEsmClass(EsmClass.UDHI),
              segment.octets(),
              Tlvs.NONE);
      recorder.session().offer(submit, segment.number());
    }
    Set<Integer> sizes = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      SubmitSm seen = submitted.take();
      assertThat(seen.isUdhi()).isTrue();
      sizes.add(seen.getShortMessage().length);
    }

    assertThat(sizes).containsExactlyInAnyOrder(159, 100);
    assertThat(recorder.answers(3)).allMatch(answer -> answer instanceof Answer.Responded);
  }

  @Test
  void queriesReplacesAndCancels() throws Exception {
    SmppAddress sender = SmppAddress.alphanumeric("Acme");
    SmppAddress person = SmppAddress.international("15551234567");
    assertThat(ask(new Pdu.QuerySm("id1", sender)))
        .isEqualTo(new Pdu.QuerySmResp(0, "id1", "", MessageState.ENROUTE.code(), 0));
    var replace = new Pdu.ReplaceSm("id1", sender, "", "", 1, 0, octets("Better"), Tlvs.NONE);
    assertThat(ask(replace)).isEqualTo(new Pdu.ReplaceSmResp(0));
    assertThat(ask(new Pdu.CancelSm("", "id1", sender, person))).isEqualTo(new Pdu.CancelSmResp(0));

    assertThat(((QuerySm) asked.take()).getMessageId()).isEqualTo("id1");
    assertThat(((ReplaceSm) asked.take()).getShortMessage())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("Better");
    assertThat(((CancelSm) asked.take()).getDestinationAddress()).isEqualTo("15551234567");
  }

  @Test
  void submitsToManyAndByDataSm() throws Exception {
    var destinations =
        List.<Pdu.Destination>of(
            new Pdu.Destination.ToAddress(SmppAddress.international("15551234567")),
            new Pdu.Destination.ToList("staff"));
    var multi =
        new Pdu.SubmitMulti(
            "",
            SmppAddress.alphanumeric("Acme"),
            destinations,
            Handling.PLAIN,
            octets("Hello"),
            Tlvs.NONE);
    assertThat(ask(multi))
        .isEqualTo(
            new Pdu.SubmitMultiResp(
                0,
                "m",
                List.of(
                    new Pdu.Unsuccessful(
                        SmppAddress.international("15551234567"), CommandStatus.RINVDSTADR)),
                Tlvs.NONE));
    var data =
        new Pdu.DataSm(
            "",
            SmppAddress.NONE,
            SmppAddress.international("15551234567"),
            0,
            0,
            4,
            Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, octets("Payload")));
    assertThat(ask(data)).isEqualTo(new Pdu.DataSmResp(0, "d", Tlvs.NONE));

    assertThat(((SubmitMulti) asked.take()).getDestAddresses()).hasSize(2);
    assertThat(((DataSm) asked.take()).getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD))
        .extracting(OptionalParameter.OctetString.class::cast)
        .extracting(OptionalParameter.OctetString::getValueAsString)
        .isEqualTo("Payload");
  }

  private Pdu.Response ask(Pdu.Request request) throws InterruptedException {
    assertThat(recorder.session().offer(request, "a")).isTrue();
    return ((Answer.Responded) recorder.answer()).response();
  }

  @Test
  void isToldARefusal() throws Exception {
    recorder.session().offer(Sessions.submit("refuse"), "a");

    assertThat(recorder.answer())
        .isEqualTo(
            new Answer.Responded(
                "a", new Pdu.SubmitSmResp(CommandStatus.RTHROTTLED, "", Tlvs.NONE)));
  }

  @Test
  void keepsAWindowFull() throws Exception {
    int total = 2_000;
    int offered = 0;
    Set<Object> answered = new HashSet<>();
    while (answered.size() < total) {
      while (offered < total && recorder.session().offer(Sessions.submit("n"), offered)) {
        offered++;
      }
      Answer answer = recorder.answer();
      assertThat(answer).isInstanceOf(Answer.Responded.class);
      assertThat(answered.add(answer.attachment())).isTrue();
    }
    assertThat(recorder.session().inFlight()).isZero();
  }

  @Test
  void takesAReceiptAndAnswersIt() throws Exception {
    Future<String> delivery = threads.submit(this::deliverReceipt);
    Incoming request = recorder.request();
    var deliver = (Pdu.DeliverSm) request.pdu();
    recorder.session().respond(request, Pdu.DeliverSmResp.OK);

    assertThat(delivery.get(20, TimeUnit.SECONDS)).isEqualTo("answered");
    Receipt receipt = Receipts.of(deliver).orElseThrow();
    assertThat(receipt.messageId()).isEqualTo("id1");
    assertThat(receipt.state()).contains(MessageState.UNDELIVERABLE);
    assertThat(receipt.text().orElseThrow().text()).isEqualTo("Hello");
  }

  @Test
  void answersTheServersEnquireLink() throws Exception {
    server.setEnquireLinkTimer(50);

    assertThat(recorder.session().awaitEnd(Duration.ofMillis(400))).isFalse();
    assertThat(recorder.session().isBound()).isTrue();
  }

  @Test
  void unbindsInOrder() throws Exception {
    client.close(Duration.ofSeconds(5));

    assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.UNBOUND);
    assertThat(client.state().phase()).isEqualTo(ClientState.Phase.CLOSED);
  }

  @Test
  void answersTheServersUnbind() throws Exception {
    server.unbindAndClose();

    assertThat(recorder.end().reason()).isEqualTo(SessionEnd.Reason.PEER_UNBOUND);
  }

  private SMPPServerSession acceptBind() throws Exception {
    SMPPServerSession session = listener.accept();
    session.setTransactionTimer(20_000);
    session.waitForBind(20_000).accept("jsmpp");
    return session;
  }

  private SmppHandler record(SmppSession session) {
    var made = new Recorder(session);
    recorders.add(made);
    return made;
  }

  private String deliverReceipt() throws Exception {
    Date then = Date.from(Instant.EPOCH);
    var receipt =
        new DeliveryReceipt("id1", 1, 0, then, then, DeliveryReceiptState.UNDELIV, "011", "Hello");
    server.deliverShortMessage(
        "",
        TypeOfNumber.INTERNATIONAL,
        NumberingPlanIndicator.ISDN,
        "15551234567",
        TypeOfNumber.ALPHANUMERIC,
        NumberingPlanIndicator.UNKNOWN,
        "Acme",
        new ESMClass(EsmClass.RECEIPT),
        (byte) 0,
        (byte) 0,
        new org.jsmpp.bean.RegisteredDelivery(0),
        new RawDataCoding((byte) 0),
        receipt.toString().getBytes(StandardCharsets.US_ASCII));
    return "answered";
  }

  private static Octets octets(String ascii) {
    return Octets.of(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private final class Centre implements ServerMessageReceiverListener {
    private final AtomicInteger ids = new AtomicInteger();

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session)
        throws ProcessRequestException {
      submitted.add(submit);
      if (new String(submit.getShortMessage(), StandardCharsets.US_ASCII).equals("refuse")) {
        throw new ProcessRequestException("slow down", CommandStatus.RTHROTTLED);
      }
      return new SubmitSmResult(id(), new OptionalParameter[0]);
    }

    private org.jsmpp.util.MessageId id() throws ProcessRequestException {
      try {
        return new org.jsmpp.util.MessageId("id" + ids.incrementAndGet());
      } catch (org.jsmpp.PDUStringException e) {
        throw new ProcessRequestException("no id", CommandStatus.RSYSERR);
      }
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti multi, SMPPServerSession session) {
      asked.add(multi);
      var refused =
          new UnsuccessDelivery(
              new Address(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, "15551234567"),
              CommandStatus.RINVDSTADR);
      return new SubmitMultiResult(
          "m", new UnsuccessDelivery[] {refused}, new OptionalParameter[0]);
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession session) {
      asked.add(query);
      return new QuerySmResult("", org.jsmpp.bean.MessageState.ENROUTE, (byte) 0);
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession session) {
      asked.add(replace);
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession session) {
      asked.add(cancel);
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession session)
        throws ProcessRequestException {
      throw refused();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession session)
        throws ProcessRequestException {
      throw refused();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
        QueryBroadcastSm query, SMPPServerSession session) throws ProcessRequestException {
      throw refused();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session session)
        throws ProcessRequestException {
      asked.add(data);
      try {
        return new DataSmResult(new org.jsmpp.util.MessageId("d"), new OptionalParameter[0]);
      } catch (org.jsmpp.PDUStringException e) {
        throw refused();
      }
    }

    private static ProcessRequestException refused() {
      return new ProcessRequestException("not here", CommandStatus.RSYSERR);
    }
  }
}
