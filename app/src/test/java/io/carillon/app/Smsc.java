package io.carillon.app;

import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.Pdu.DataSm;
import io.carillon.wire.smpp.Pdu.DataSmResp;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.Pdu.ReplaceSm;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.ServerSettings;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppServer;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A message centre of the test's: takes what it is told to take, replaces what it is asked to,
/// sends no receipts but those it is told to.
final class Smsc implements AutoCloseable {
  private static final Object UNHEARD = new Object();
  private static final Handling HEADED = Handling.PLAIN.withEsmClass(EsmClass.UDHI);

  private final SmppServer server;
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> replaced = new CopyOnWriteArrayList<>();
  private final List<SmppSession> bound = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
  private volatile ToIntFunction<SubmitSm> verdict = _ -> CommandStatus.ROK;
  private volatile boolean holding;
  private volatile @Nullable SubmitSm last;
  private final LinkedBlockingQueue<Integer> answers = new LinkedBlockingQueue<>();

  private Smsc(int port) throws IOException {
    server =
        new SmppServer(
            ServerSettings.loopback("test-smsc", port, "centre"),
            (_, _) -> CommandStatus.ROK,
            session -> {
              bound.add(session);
              return new Desk(session);
            });
    server.start();
  }

  /// Listens on any free port.
  static Smsc open() throws IOException {
    return new Smsc(0);
  }

  /// Listens where another one did.
  static Smsc open(int port) throws IOException {
    return new Smsc(port);
  }

  int port() {
    return server.port();
  }

  /// An entry for `carriers`, with more settings behind it.
  String entry(String name, String more) {
    return "{name: %s, host: 127.0.0.1, port: %d, system-id: %s, binds: 1%s}"
        .formatted(name, port(), name, more);
  }

  /// Answers each submit_sm with this command_status from now on.
  void answer(ToIntFunction<SubmitSm> next) {
    verdict = next;
  }

  /// Answers no submit_sm from now on, until [#release].
  void hold() {
    holding = true;
  }

  /// Answers what comes from now on; what it did not answer yet it never will.
  void goOn() {
    held.clear();
    holding = false;
  }

  /// Answers the one that has waited longest; nothing where none waits.
  void release() {
    var next = held.poll();
    if (next != null) {
      next.run();
    }
  }

  /// The numbers of those whose messages it took, in order.
  List<String> taken() {
    return taken;
  }

  /// What it was asked to replace, in order: an id and a text each.
  List<String> replaced() {
    return replaced;
  }

  /// Every session that was ever bound, in order.
  List<SmppSession> everBound() {
    return bound;
  }

  /// Says of the message that it took last that it was delivered; the command_status that this was
  /// answered with, -1 where the bind ended before or that took more than 30 s.
  int report() throws InterruptedException {
    var submit = last;
    if (submit == null) {
      throw new IllegalStateException("it took no message");
    }
    var says =
        "id:m%d sub:001 dlvrd:001 submit date:2601010000 done date:2601010001 stat:DELIVRD err:000"
            .formatted(ids.get());
    var person = submit.destination();
    var sender = submit.source();
    var receipt =
        new DeliverSm(
            "",
            person,
            sender,
            Handling.PLAIN.withEsmClass(EsmClass.RECEIPT),
            Octets.of(says.getBytes(StandardCharsets.US_ASCII)),
            Tlvs.NONE);
    if (!sessions().getFirst().offer(receipt, says)) {
      throw new IllegalStateException("the window is full");
    }
    Integer status = answers.poll(30, TimeUnit.SECONDS);
    return status == null ? -1 : status;
  }

  /// Brings a text from a person; the command_status that it was answered with, -1 where the bind
  /// ended before or that took more than 30 s.
  int bring(String from, String to, String text) throws InterruptedException {
    return bring(from, to, Handling.PLAIN, text.getBytes(StandardCharsets.US_ASCII));
  }

  /// The same of octets that begin with a header.
  int bring(String from, String to, byte[] headed) throws InterruptedException {
    return bring(from, to, HEADED, headed);
  }

  private int bring(String from, String to, Handling handling, byte[] octets)
      throws InterruptedException {
    offer(from, to, handling, octets, "");
    Integer status = answers.poll(30, TimeUnit.SECONDS);
    return status == null ? -1 : status;
  }

  /// Brings a text from a person, and hears no answer.
  void begin(String from, String to, String text) {
    offer(from, to, Handling.PLAIN, text.getBytes(StandardCharsets.US_ASCII), UNHEARD);
  }

  /// The same of octets that begin with a header.
  void begin(String from, String to, byte[] headed) {
    offer(from, to, HEADED, headed, UNHEARD);
  }

  private void offer(String from, String to, Handling handling, byte[] octets, Object attachment) {
    var arrival =
        new DeliverSm(
            "",
            new SmppAddress(1, 1, from),
            new SmppAddress(1, 1, to),
            handling,
            Octets.of(octets),
            Tlvs.NONE);
    if (!sessions().getFirst().offer(arrival, attachment)) {
      throw new IllegalStateException("the window is full");
    }
  }

  /// The sessions that are bound now.
  List<SmppSession> sessions() {
    return server.sessions();
  }

  @Override
  public void close() {
    server.close(Duration.ofMillis(100));
  }

  private final class Desk implements SmppHandler {
    private final SmppSession session;

    Desk(SmppSession session) {
      this.session = session;
    }

    @Override
    public void onRequests(List<Incoming> requests) {
      for (var request : requests) {
        if (request.pdu() instanceof SubmitSm submit) {
          if (holding) {
            held.add(() -> answer(request, submit));
          } else {
            answer(request, submit);
          }
        } else if (request.pdu() instanceof DataSm data) {
          taken.add("+" + data.destination().value());
          var id = "d" + ids.incrementAndGet();
          session.respond(request, new DataSmResp(CommandStatus.ROK, id, Tlvs.NONE));
        } else if (request.pdu() instanceof ReplaceSm replace) {
          replaced.add(replace.messageId() + " " + Gsm.decode(replace.shortMessage()));
          session.respond(request, replace.refuse(CommandStatus.ROK));
        } else {
          session.respond(request, request.pdu().refuse(CommandStatus.RINVCMDID));
        }
      }
    }

    private void answer(Incoming request, SubmitSm submit) {
      int status = verdict.applyAsInt(submit);
      if (status == CommandStatus.ROK) {
        last = submit;
        taken.add("+" + submit.destination().value());
        var id = "m" + ids.incrementAndGet();
        session.respond(request, new SubmitSmResp(status, id, Tlvs.NONE));
      } else {
        session.respond(request, submit.refuse(status));
      }
    }

    @Override
    public void onAnswers(List<Answer> given) {
      for (var answer : given) {
        if (!answer.attachment().equals(UNHEARD)) {
          answers.add(answer instanceof Answer.Responded(_, var response) ? response.status() : -1);
        }
      }
    }

    @Override
    public void onClosed(SessionEnd end) {}
  }
}
