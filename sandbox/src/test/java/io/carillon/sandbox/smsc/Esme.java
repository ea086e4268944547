package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.ClientSettings;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.RegisteredDelivery;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SessionSettings;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppClient;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Layout;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Segment;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A client of the sandbox, bound by `wire.smpp`, that answers each delivery with a status of the
/// test's choice, or not at all.
final class Esme implements AutoCloseable {
  static final int NEVER = -1;
  static final SmppAddress SENDER = SmppAddress.international("14155552671");

  private static final int PATIENCE_SECONDS = 10;

  private final BlockingQueue<DeliverSm> deliveries = new LinkedBlockingQueue<>();
  private final CompletableFuture<SmppSession> bound = new CompletableFuture<>();
  private final SmppClient client;
  private volatile ToIntFunction<DeliverSm> status = _ -> CommandStatus.ROK;

  Esme(SandboxSmsc smsc) {
    this(smsc, BindMode.TRANSCEIVER);
  }

  Esme(SandboxSmsc smsc, BindMode mode) {
    var bind =
        new Pdu.Bind(
            mode,
            SandboxSmsc.SYSTEM_ID,
            SandboxSmsc.PASSWORD,
            "",
            Pdu.Bind.VERSION_3_4,
            SmppAddress.NONE);
    client =
        new SmppClient(
            ClientSettings.usual("esme", "127.0.0.1", smsc.port(), bind)
                .withSession(SessionSettings.USUAL.withWindow(1_000)),
            session -> {
              bound.complete(session);
              return new Handler(session);
            });
    client.start();
  }

  /// From now on deliveries are answered with this status, or `NEVER`.
  Esme answering(ToIntFunction<DeliverSm> next) {
    status = next;
    return this;
  }

  SmppSession session() throws Exception {
    return bound.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  static SubmitSm to(String number, String text) {
    return to(number, text, RegisteredDelivery.FINAL, 7);
  }

  static SubmitSm to(String number, String text, int registeredDelivery, int reference) {
    return parts(number, text, registeredDelivery, reference).getFirst();
  }

  /// The parts of a text, with references that count up.
  static List<SubmitSm> parts(String number, String text, int registeredDelivery, int reference) {
    var fits = (Measure.Fits) Segmentation.measure(text, WantedEncoding.GSM7);
    return Segmentation.segments(text, fits, Layout.USUAL, reference).stream()
        .map(segment -> submit(number, segment, registeredDelivery, reference))
        .toList();
  }

  private static SubmitSm submit(
      String number, Segment segment, int registeredDelivery, int reference) {
    return new SubmitSm(
        "",
        SENDER,
        SmppAddress.international(number),
        Handling.PLAIN
            .withEsmClass(segment.hasHeader() ? EsmClass.UDHI : EsmClass.PLAIN)
            .withRegisteredDelivery(registeredDelivery),
        segment.octets(),
        Tlvs.NONE.withShort(Tag.USER_MESSAGE_REFERENCE, reference + segment.number() - 1));
  }

  /// Sends it and waits for the answer.
  SubmitSmResp submit(SubmitSm submit) throws Exception {
    return (SubmitSmResp) begin(submit).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  CompletableFuture<Pdu.Response> begin(SubmitSm submit) throws Exception {
    var answer = new CompletableFuture<Pdu.Response>();
    if (!session().offer(submit, answer)) {
      throw new AssertionError("no room");
    }
    return answer;
  }

  /// The next delivery.
  DeliverSm delivery() throws InterruptedException {
    return present(deliveries.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  List<DeliverSm> soFar() {
    return List.copyOf(deliveries);
  }

  private static DeliverSm present(@Nullable DeliverSm delivery) {
    if (delivery == null) {
      throw new AssertionError("nothing was delivered within " + PATIENCE_SECONDS + " s");
    }
    return delivery;
  }

  /// Unbinds in order, once all is answered.
  void leave() {
    client.close(Duration.ofSeconds(PATIENCE_SECONDS));
  }

  @Override
  public void close() {
    hangUp();
  }

  /// Goes without a word.
  void hangUp() {
    client.session().ifPresent(SmppSession::close);
    client.close(Duration.ZERO);
  }

  private final class Handler implements SmppHandler {
    private final SmppSession session;

    Handler(SmppSession session) {
      this.session = session;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void onAnswers(List<Answer> answers) {
      for (var answer : answers) {
        var future = (CompletableFuture<Pdu.Response>) answer.attachment();
        switch (answer) {
          case Answer.Responded(_, var response) -> future.complete(response);
          case Answer.Unanswered(_, var cause) ->
              future.completeExceptionally(new AssertionError(cause));
        }
      }
    }

    @Override
    public void onRequests(List<Incoming> requests) {
      for (var request : requests) {
        var delivery = (DeliverSm) request.pdu();
        int now = status.applyAsInt(delivery);
        if (now != NEVER) {
          session.respond(request, request.pdu().refuse(now));
        }
        deliveries.add(delivery);
      }
    }

    @Override
    public void onClosed(SessionEnd end) {
      // Nobody asks.
    }
  }
}
