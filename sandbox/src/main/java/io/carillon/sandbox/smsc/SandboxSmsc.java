package io.carillon.sandbox.smsc;

import io.carillon.sandbox.smsc.Handsets.Received;
import io.carillon.sandbox.smsc.Postman.Owed;
import io.carillon.wire.http.Mount;
import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.ServerSettings;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppServer;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// The sandbox's message centre.
///
/// What it took is on the disk, synced once a batch, before the submit_sm_resp leaves; receipts are
/// owed until acknowledged, over sessions and crashes. [Script] tells what a number does.
public final class SandboxSmsc implements AutoCloseable {
  /// Who may bind.
  public static final String SYSTEM_ID = "sandbox";

  /// With what password.
  public static final String PASSWORD = "sandbox";

  /// The vendor's TLV in which receipts name the handset's network.
  public static final int NETWORK_TAG = 0x1403;

  private static final int REMEMBERED_MAX = 20_000;
  private static final int THROTTLED_MAX = 10_000;
  private static final int THROTTLED_TIMES = 2;

  private final Journal journal;
  private final Duration delay;
  private final Handsets handsets = new Handsets();
  private final Postman postman;
  private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 12);
  private final Map<Long, Taken> unsettled = new LinkedHashMap<>();
  private final ArrayDeque<Taken> remembered = new ArrayDeque<>();
  private final Map<String, Integer> throttled = new LinkedHashMap<>();
  private final SmppServer server;

  private SandboxSmsc(int port, Duration delay, Path folder) throws IOException {
    this.delay = delay;
    journal = new Journal(folder);
    postman = new Postman(this::settled);
    journal.replay(new Remembering());
    synchronized (unsettled) {
      unsettled.values().forEach(taken -> postman.owe(owed(taken, Duration.ZERO, () -> {})));
    }
    server =
        new SmppServer(
            ServerSettings.loopback("sandbox", port, SYSTEM_ID),
            (bind, _) ->
                bind.systemId().equals(SYSTEM_ID) && bind.password().equals(PASSWORD)
                    ? CommandStatus.ROK
                    : CommandStatus.RINVPASWD,
            Centre::new);
    server.start();
    postman.start();
  }

  /// Starts on a loopback port (0 = any free one), on what the folder holds.
  ///
  /// @param delay from a message to its receipt
  public static SandboxSmsc open(int port, Duration delay, Path folder) throws IOException {
    return new SandboxSmsc(port, delay, folder);
  }

  /// The SMPP port.
  public int port() {
    return server.port();
  }

  /// The handsets over HTTP, under `/sandbox`.
  public Mount mount() {
    return new SandboxRoutes(this).mount();
  }

  /// What a handset received, newest first; the number without its plus.
  List<Received> shown(String number, int limit) {
    return handsets.of(number, limit);
  }

  /// A person writes to one of the product's senders: kept first, delivered when somebody is bound.
  String write(String person, String sender, String text) throws IOException {
    var taken =
        new Taken(
            ids.incrementAndGet(),
            SmppAddress.international(person),
            sender.startsWith("+")
                ? SmppAddress.international(sender.substring(1))
                : SmppAddress.shortCode(sender),
            Handling.PLAIN,
            Octets.owning(text.getBytes(StandardCharsets.UTF_8)),
            -1,
            true,
            System.currentTimeMillis());
    keep(List.of(taken));
    postman.owe(owed(taken, Duration.ZERO, () -> {}));
    return taken.name();
  }

  private Owed owed(Taken taken, Duration pause, Runnable afterFirst) {
    return new Owed(taken.id(), Deliveries.of(taken), pause, afterFirst);
  }

  private void keep(List<Taken> batch) throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    if (journal.size() > Journal.SIZE_MAX) {
      compact();
    }
    journal.append(batch.stream().map(Journal::taken).toList(), true);
    synchronized (unsettled) {
      batch.forEach(this::remember);
    }
  }

  private void remember(Taken taken) {
    unsettled.put(taken.id(), taken);
    remembered.addLast(taken);
    if (remembered.size() > REMEMBERED_MAX) {
      remembered.pollFirst();
    }
  }

  private void compact() throws IOException {
    var records = new ArrayList<byte[]>();
    synchronized (unsettled) {
      for (var taken : remembered) {
        if (!unsettled.containsKey(taken.id())) {
          records.add(Journal.taken(taken));
          records.add(Journal.settled(taken.id()));
        }
      }
      unsettled.values().forEach(taken -> records.add(Journal.taken(taken)));
    }
    journal.rewrite(records);
  }

  private void settled(long id) {
    synchronized (unsettled) {
      unsettled.remove(id);
    }
    try {
      journal.append(List.of(Journal.settled(id)), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Rebuilds what was known from the journal.
  private final class Remembering implements Journal.Replay {
    @Override
    public void taken(Taken taken) {
      ids.accumulateAndGet(taken.id(), Math::max);
      synchronized (unsettled) {
        remember(taken);
      }
      if (!taken.written() && taken.script().delivers()) {
        handsets.receive(taken);
      }
    }

    @Override
    public void settled(long id) {
      synchronized (unsettled) {
        unsettled.remove(id);
      }
    }
  }

  /// One bound session.
  private final class Centre implements SmppHandler {
    private final SmppSession session;

    Centre(SmppSession session) {
      this.session = session;
      postman.bound(session);
    }

    @Override
    public void onRequests(List<Incoming> requests) {
      var accepted = new LinkedHashMap<Incoming, Taken>();
      for (var request : requests) {
        if (request.pdu() instanceof SubmitSm submit) {
          int status = status(submit);
          if (status == CommandStatus.ROK) {
            accepted.put(
                request, Taken.of(ids.incrementAndGet(), submit, System.currentTimeMillis()));
          } else {
            session.respond(request, submit.refuse(status));
          }
        } else {
          session.respond(request, request.pdu().refuse(CommandStatus.RINVCMDID));
        }
      }
      take(accepted);
    }

    private void take(Map<Incoming, Taken> accepted) {
      try {
        keep(List.copyOf(accepted.values()));
      } catch (IOException _) {
        accepted.keySet().forEach(this::refuse);
        return;
      }
      accepted.forEach(this::took);
    }

    private void refuse(Incoming request) {
      session.respond(request, request.pdu().refuse(CommandStatus.RSYSERR));
    }

    private void took(Incoming request, Taken taken) {
      var response = new SubmitSmResp(CommandStatus.ROK, taken.name(), Tlvs.NONE);
      if (taken.script().delivers()) {
        handsets.receive(taken);
      }
      if (taken.script() == Script.RECEIPT_FIRST && taken.wantsReceipt()) {
        postman.owe(owed(taken, Duration.ZERO, () -> session.respond(request, response)));
      } else {
        session.respond(request, response);
        postman.owe(owed(taken, delay, () -> {}));
      }
    }

    @Override
    public void onAnswers(List<Answer> answers) {
      for (var answer : answers) {
        if (answer.attachment() instanceof Owed owed) {
          boolean kept =
              answer instanceof Answer.Responded(_, Pdu.Response response)
                  && Deliveries.isKept(response.status());
          postman.answered(owed, kept);
        }
      }
      postman.deliver();
    }

    @Override
    public void onRoom() {
      postman.deliver();
    }

    @Override
    public void onClosed(SessionEnd end) {
      postman.gone(session);
    }
  }

  private int status(SubmitSm submit) {
    var destination = submit.destination().value();
    boolean digits = !destination.isEmpty() && destination.chars().allMatch(Character::isDigit);
    if (!digits) {
      return CommandStatus.RINVDSTADR;
    }
    return switch (Script.of(destination)) {
      case REFUSE -> CommandStatus.RINVDSTADR;
      case THROTTLE -> throttled(submit) ? CommandStatus.RTHROTTLED : CommandStatus.ROK;
      case UNDELIVERABLE, EXPIRE, SILENT, RECEIPT_FIRST, DOUBLE, STOP, HELLO, DELIVER ->
          CommandStatus.ROK;
    };
  }

  private boolean throttled(SubmitSm submit) {
    var key =
        submit.source().value() + ' ' + submit.destination().value() + ' ' + submit.payload().hex();
    synchronized (throttled) {
      int times = throttled.merge(key, 1, Integer::sum);
      if (times > THROTTLED_TIMES) {
        throttled.remove(key);
        return false;
      }
      if (throttled.size() > THROTTLED_MAX) {
        throttled.remove(throttled.keySet().iterator().next());
      }
      return true;
    }
  }

  /// Unbinds everybody; what is owed stays on the disk.
  @Override
  public void close() {
    postman.close();
    server.close();
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
