package io.carillon.app;

import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.ServerSettings;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppServer;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Tlvs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A message centre that shows each submit_sm as it came over the wire. It takes all, sends no
/// receipts, and answers later where it is told to hold.
final class WireTap implements AutoCloseable {
  private final BlockingQueue<SubmitSm> taken = new LinkedBlockingQueue<>();
  private final List<Runnable> held = new ArrayList<>();
  private final SmppServer server =
      new SmppServer(
          ServerSettings.loopback("tap", 0, "tap"), (_, _) -> CommandStatus.ROK, Side::new);
  private boolean holding;
  private int ids;

  static WireTap open() throws IOException {
    var tap = new WireTap();
    tap.server.start();
    return tap;
  }

  int port() {
    return server.port();
  }

  /// The next submit_sm, in the order in which they came; waits at most 10 s.
  SubmitSm next() throws InterruptedException {
    var next = taken.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came over the wire");
    }
    return next;
  }

  /// From now on nothing is answered, so a window fills.
  synchronized void hold() {
    holding = true;
  }

  /// Answers what was held, and again at once.
  synchronized void release() {
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
  }

  private synchronized void take(SmppSession session, Incoming request) {
    if (!(request.pdu() instanceof SubmitSm submit)) {
      session.respond(request, request.pdu().refuse(CommandStatus.RINVCMDID));
      return;
    }
    taken.add(submit);
    var response = new SubmitSmResp(CommandStatus.ROK, "tap" + ids++, Tlvs.NONE);
    Runnable answer = () -> session.respond(request, response);
    if (holding) {
      held.add(answer);
    } else {
      answer.run();
    }
  }

  @Override
  public void close() {
    server.close();
  }

  /// The tap's side of one bind.
  private final class Side implements SmppHandler {
    private final SmppSession session;

    Side(SmppSession session) {
      this.session = session;
    }

    @Override
    public void onRequests(List<Incoming> requests) {
      requests.forEach(request -> take(session, request));
    }

    @Override
    public void onAnswers(List<Answer> answers) {}

    @Override
    public void onClosed(SessionEnd end) {}
  }
}
