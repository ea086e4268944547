package io.carillon.app;

import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.Pdu.DeliverSm;
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
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// A message centre that remembers what it heard: each text that it took, and of what it delivered
/// what we said is safe with us. That it forgets to deliver, as a real one does; the rest it brings
/// again. It outlives the server.
final class Witness implements AutoCloseable {
  static final String SENDER = "+14155552671";
  private static final int PERSON_WRITES_EVERY = 5;

  private final SmppServer server =
      new SmppServer(
          ServerSettings.loopback("witness", 0, "witness"), (_, _) -> CommandStatus.ROK, Desk::new);
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();
  private final Set<String> receipts = ConcurrentHashMap.newKeySet();
  private final Set<String> letters = ConcurrentHashMap.newKeySet();
  private final Queue<Delivery> owed = new ConcurrentLinkedQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();

  private record Delivery(DeliverSm pdu, Set<String> kept, String text) {}

  static Witness open() throws IOException {
    var witness = new Witness();
    witness.server.start();
    return witness;
  }

  /// An entry for `carriers`, with more settings behind it.
  String entry(String more) {
    return "{name: witness, host: 127.0.0.1, port: %d, system-id: us%s}"
        .formatted(server.port(), more);
  }

  /// Each text that it took, and how often.
  Map<String, Integer> taken() {
    return Map.copyOf(taken);
  }

  /// The texts that it took more than once.
  Set<String> takenTwice() {
    return taken.entrySet().stream()
        .filter(one -> one.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// The texts of which we have taken the receipt.
  Set<String> receiptsKept() {
    return Set.copyOf(receipts);
  }

  /// What people have written and we have taken.
  Set<String> lettersKept() {
    return Set.copyOf(letters);
  }

  /// Whether anybody is bound.
  boolean isBound() {
    return !server.sessions().isEmpty();
  }

  /// Cuts every bind.
  void cut() {
    server.sessions().forEach(SmppSession::close);
  }

  @Override
  public void close() {
    server.close(Duration.ofMillis(100));
  }

  private static Octets ascii(String text) {
    return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private final class Desk implements SmppHandler {
    private final SmppSession session;

    Desk(SmppSession session) {
      this.session = session;
      deliver();
    }

    @Override
    public void onRequests(List<Incoming> requests) {
      for (var request : requests) {
        if (request.pdu() instanceof SubmitSm submit) {
          take(request, submit);
        } else {
          session.respond(request, request.pdu().refuse(CommandStatus.RINVCMDID));
        }
      }
      deliver();
    }

    private void take(Incoming request, SubmitSm submit) {
      int number = numbers.incrementAndGet();
      var id = "w" + number;
      var text = Gsm.decode(submit.shortMessage());
      taken.merge(text, 1, Integer::sum);
      session.respond(request, new SubmitSmResp(CommandStatus.ROK, id, Tlvs.NONE));
      if (submit.handling().registeredDelivery() != 0) {
        owed.add(receipt(submit, id, text));
      }
      if (number % PERSON_WRITES_EVERY == 0) {
        var words = "letter " + number;
        var letter =
            new DeliverSm(
                "",
                submit.destination(),
                SmppAddress.international(SENDER.substring(1)),
                Handling.PLAIN,
                ascii(words),
                Tlvs.NONE);
        owed.add(new Delivery(letter, letters, words));
      }
    }

    private Delivery receipt(SubmitSm submit, String id, String text) {
      var says =
          "id:%s sub:001 dlvrd:001 submit date:2601010000 done date:2601010001 stat:DELIVRD err:000"
              .formatted(id);
      var handling = Handling.PLAIN.withEsmClass(EsmClass.RECEIPT);
      var pdu =
          new DeliverSm(
              "", submit.destination(), submit.source(), handling, ascii(says), Tlvs.NONE);
      return new Delivery(pdu, receipts, text);
    }

    private void deliver() {
      for (var next = owed.poll(); next != null; next = owed.poll()) {
        if (!session.offer(next.pdu(), next)) {
          owed.add(next);
          return;
        }
      }
    }

    @Override
    public void onAnswers(List<Answer> answers) {
      for (var answer : answers) {
        var delivery = (Delivery) answer.attachment();
        if (answer instanceof Answer.Responded(_, var response)
            && response.status() == CommandStatus.ROK) {
          delivery.kept().add(delivery.text());
        } else {
          owed.add(delivery);
        }
      }
      deliver();
    }

    @Override
    public void onRoom() {
      deliver();
    }

    @Override
    public void onClosed(SessionEnd end) {}
  }
}
