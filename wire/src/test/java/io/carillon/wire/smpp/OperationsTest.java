package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.text.Octets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every operation of SMPP 3.4 §4 over a session of ours at both ends: sent, taken, answered in
/// full, refused.
@Timeout(30)
class OperationsTest {
  private static final SmppAddress SENDER = SmppAddress.alphanumeric("Acme");
  private static final SmppAddress PERSON = SmppAddress.international("15551234567");
  private static final Octets TEXT = Octets.ofHex("48656c6c6f");
  private static final Tlvs REFERENCE = Tlvs.NONE.withShort(Tag.USER_MESSAGE_REFERENCE, 4711);

  /// What a client may ask, each with a full response.
  private static final List<Exchange> BY_CLIENTS =
      List.of(
          new Exchange(
              new Pdu.SubmitSm("CMT", SENDER, PERSON, Handling.PLAIN, TEXT, REFERENCE),
              new Pdu.SubmitSmResp(0, "id1", Tlvs.NONE)),
          new Exchange(
              new Pdu.SubmitMulti(
                  "",
                  SENDER,
                  List.of(
                      new Pdu.Destination.ToAddress(PERSON), new Pdu.Destination.ToList("staff")),
                  Handling.PLAIN,
                  TEXT,
                  REFERENCE),
              new Pdu.SubmitMultiResp(
                  0,
                  "id2",
                  List.of(new Pdu.Unsuccessful(PERSON, CommandStatus.RINVDSTADR)),
                  Tlvs.NONE)),
          new Exchange(
              data(PERSON),
              new Pdu.DataSmResp(0, "id3", Tlvs.NONE.withOctet(Tag.DELIVERY_FAILURE_REASON, 1))),
          new Exchange(
              new Pdu.QuerySm("id1", SENDER),
              new Pdu.QuerySmResp(0, "id1", "260101120000000+", MessageState.DELIVERED.code(), 7)),
          new Exchange(new Pdu.CancelSm("CMT", "id1", SENDER, PERSON), new Pdu.CancelSmResp(0)),
          new Exchange(
              new Pdu.ReplaceSm(
                  "id1", SENDER, "", SmppTime.relative(Duration.ofHours(1)), 1, 0, TEXT, Tlvs.NONE),
              new Pdu.ReplaceSmResp(0)));

  /// What a centre may ask.
  private static final List<Exchange> BY_CENTRES =
      List.of(
          new Exchange(
              new Pdu.DeliverSm("", PERSON, SENDER, Handling.PLAIN, TEXT, REFERENCE),
              new Pdu.DeliverSmResp(0, "", Tlvs.NONE)),
          new Exchange(data(SENDER), new Pdu.DataSmResp(0, "id4", Tlvs.NONE)));

  private final Recorders clients = new Recorders();

  private Sessions sessions;
  private SmppClient client;
  private Recorder centre;
  private Recorder esme;

  private record Exchange(Pdu.Request request, Pdu.Response response) {}

  private static Pdu.DataSm data(SmppAddress to) {
    return new Pdu.DataSm("", SENDER, to, 0, 0, 4, Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, TEXT));
  }

  @BeforeEach
  void bind() throws Exception {
    sessions = new Sessions(Sessions.PATIENT);
    begin(BindMode.TRANSCEIVER);
  }

  private void begin(BindMode mode) throws Exception {
    var bind = new Pdu.Bind(mode, "esme", "secret", "", Pdu.Bind.VERSION_3_4, SmppAddress.NONE);
    var settings =
        ClientSettings.usual("client", "127.0.0.1", sessions.port(), bind)
            .withSession(Sessions.PATIENT);
    client = new SmppClient(settings, clients);
    client.start();
    centre = sessions.bound();
    esme = clients.next();
  }

  @AfterEach
  void close() {
    client.close(Duration.ZERO);
    sessions.close();
  }

  @Test
  void aClientAsksAndACentreAnswers() throws Exception {
    for (Exchange exchange : BY_CLIENTS) {
      assertExchanged(exchange, esme, centre);
    }
  }

  @Test
  void aCentreAsksAndAClientAnswers() throws Exception {
    for (Exchange exchange : BY_CENTRES) {
      assertExchanged(exchange, centre, esme);
    }
  }

  @Test
  void eachMayBeRefused() throws Exception {
    for (Exchange exchange : BY_CLIENTS) {
      Pdu.Request request = exchange.request();
      assertExchanged(
          new Exchange(request, request.refuse(CommandStatus.RTHROTTLED)), esme, centre);
    }
    for (Exchange exchange : BY_CENTRES) {
      Pdu.Request request = exchange.request();
      assertExchanged(new Exchange(request, request.refuse(CommandStatus.RX_T_APPN)), centre, esme);
    }
  }

  @Test
  void aCentreTellsThatSomebodyIsBack() throws Exception {
    var alert =
        new Pdu.AlertNotification(
            PERSON, SENDER, Tlvs.NONE.withOctet(Tag.MS_AVAILABILITY_STATUS, 0));
    assertThat(centre.session().alert(alert)).isTrue();

    assertThat(esme.alert()).isEqualTo(alert);
    assertThatThrownBy(() -> esme.session().alert(alert))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neitherAsksWhatIsTheOthersToAsk() {
    for (Exchange exchange : BY_CLIENTS) {
      if (!(exchange.request() instanceof Pdu.DataSm)) {
        assertThatThrownBy(() -> centre.session().offer(exchange.request(), "a"))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThatThrownBy(() -> esme.session().offer(BY_CENTRES.getFirst().request(), "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReceiverAsksNothingAndATransmitterIsAskedNothing() throws Exception {
    client.close(Duration.ZERO);
    begin(BindMode.RECEIVER);
    for (Exchange exchange : BY_CLIENTS) {
      assertThatThrownBy(() -> esme.session().offer(exchange.request(), "a"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (Exchange exchange : BY_CENTRES) {
      assertExchanged(exchange, centre, esme);
    }
    client.close(Duration.ZERO);
    begin(BindMode.TRANSMITTER);
    for (Exchange exchange : BY_CENTRES) {
      assertThatThrownBy(() -> centre.session().offer(exchange.request(), "a"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (Exchange exchange : BY_CLIENTS) {
      assertExchanged(exchange, esme, centre);
    }
  }

  private static void assertExchanged(Exchange exchange, Recorder asking, Recorder asked)
      throws InterruptedException {
    assertThat(asking.session().offer(exchange.request(), exchange)).isTrue();
    Incoming request = asked.request();
    assertThat(request.pdu()).isEqualTo(exchange.request());
    assertThat(asked.session().respond(request, exchange.response())).isTrue();
    assertThat(asking.answer()).isEqualTo(new Answer.Responded(exchange, exchange.response()));
  }
}
