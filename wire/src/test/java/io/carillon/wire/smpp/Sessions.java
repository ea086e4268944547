package io.carillon.wire.smpp;

import io.carillon.wire.text.Gsm;
import java.io.IOException;
import java.time.Duration;

/// A server and what its sessions were told, for tests.
final class Sessions implements AutoCloseable {
  static final Pdu.Bind BIND =
      new Pdu.Bind(
          BindMode.TRANSCEIVER, "esme", "secret", "", Pdu.Bind.VERSION_3_4, SmppAddress.NONE);

  /// Timers so long that no test meets them by chance.
  static final SessionSettings PATIENT =
      SessionSettings.USUAL
          .withResponseTimeout(Duration.ofSeconds(60))
          .withEnquireIdle(Duration.ofSeconds(60))
          .withUnbindTimeout(Duration.ofSeconds(5));

  private final Recorders recorders = new Recorders();
  private final SmppServer server;

  Sessions(SessionSettings settings) throws IOException {
    this(ServerSettings.loopback("smsc", 0, "carillon").withSession(settings));
  }

  Sessions(ServerSettings settings) throws IOException {
    server = new SmppServer(settings, (bind, _) -> check(bind), recorders);
    server.start();
  }

  private static int check(Pdu.Bind bind) {
    return bind.password().equals("secret") ? CommandStatus.ROK : CommandStatus.RINVPASWD;
  }

  SmppServer server() {
    return server;
  }

  int port() {
    return server.port();
  }

  /// What the next session that became bound was told.
  Recorder bound() throws InterruptedException {
    return recorders.next();
  }

  static Pdu.SubmitSm submit(String text) {
    return new Pdu.SubmitSm(
        "",
        SmppAddress.alphanumeric("Acme"),
        SmppAddress.international("15551234567"),
        Handling.PLAIN,
        Gsm.encode(text),
        Tlvs.NONE);
  }

  static Pdu.DeliverSm deliver(String text) {
    return new Pdu.DeliverSm(
        "",
        SmppAddress.international("15551234567"),
        SmppAddress.alphanumeric("Acme"),
        Handling.PLAIN,
        Gsm.encode(text),
        Tlvs.NONE);
  }

  static Pdu.SubmitSmResp taken(String messageId) {
    return new Pdu.SubmitSmResp(CommandStatus.ROK, messageId, Tlvs.NONE);
  }

  @Override
  public void close() {
    server.close(Duration.ZERO);
  }
}
