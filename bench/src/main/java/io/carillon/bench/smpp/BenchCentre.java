package io.carillon.bench.smpp;

import io.carillon.bench.rig.Flags;
import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.ReceiptText;
import io.carillon.wire.smpp.ServerSettings;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SessionSettings;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppServer;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The process of the centre: it takes each submit_sm, answers it and owes a receipt for it, which
/// it sends at once where its window has room and in order.
///
/// It prints `ready PORT` and ends when its standard input does.
public final class BenchCentre {
  private BenchCentre() {}

  /// Runs until the standard input ends. `--window N` receipts may be unanswered.
  public static void main(String[] args) throws IOException {
    var flags = Flags.of(args);
    int window = flags.number("window", 100, 1, 10_000);
    flags.refuseOthers();
    var ids = new AtomicLong();
    var settings =
        ServerSettings.loopback("centre", 0, "bench")
            .withSession(SessionSettings.USUAL.withWindow(window).withRequestsInMax(10_000));
    try (var server =
        new SmppServer(settings, (_, _) -> CommandStatus.ROK, session -> new Side(session, ids))) {
      server.start();
      System.out.println("ready " + server.port());
      while (System.in.read() >= 0) {
        // Nothing is said to it: its input stands for the life of who started it.
      }
    }
  }

  /// One session. All is called on its reading thread.
  private static final class Side implements SmppHandler {
    /// More than a client leaves without a receipt.
    private static final int OWED_MAX = 2 * BenchEsme.OPEN_MAX;

    private static final Handling RECEIPT = Handling.PLAIN.withEsmClass(EsmClass.RECEIPT);
    private static final Octets DELIVERED = Octets.of((byte) MessageState.DELIVERED.code());

    private final SmppSession session;
    private final AtomicLong ids;
    private final ArrayDeque<Pdu.DeliverSm> owed = new ArrayDeque<>();
    private final byte[] behindId;

    Side(SmppSession session, AtomicLong ids) {
      this.session = session;
      this.ids = ids;
      var now = LocalDateTime.of(2026, 1, 1, 12, 0);
      var form = ReceiptText.of("", MessageState.DELIVERED, now, now, "000").withText("Your code");
      behindId = form.format().substring("id:".length()).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void onRequests(List<Incoming> requests) {
      for (var request : requests) {
        if (request.pdu() instanceof Pdu.SubmitSm submit && owed.size() < OWED_MAX) {
          var id = Long.toString(ids.incrementAndGet());
          session.respond(request, new Pdu.SubmitSmResp(CommandStatus.ROK, id, Tlvs.NONE));
          owed.add(receipt(submit, id));
        } else {
          session.respond(request, request.pdu().refuse(CommandStatus.RMSGQFUL));
        }
      }
      deliver();
    }

    /// What a centre sends: Appendix B's text, and the same in TLVs.
    private Pdu.DeliverSm receipt(Pdu.SubmitSm submit, String id) {
      byte[] digits = id.getBytes(StandardCharsets.ISO_8859_1);
      byte[] text = new byte[3 + digits.length + behindId.length];
      text[0] = 'i';
      text[1] = 'd';
      text[2] = ':';
      System.arraycopy(digits, 0, text, 3, digits.length);
      System.arraycopy(behindId, 0, text, 3 + digits.length, behindId.length);
      var tlvs =
          Tlvs.NONE.withText(Tag.RECEIPTED_MESSAGE_ID, id).with(Tag.MESSAGE_STATE, DELIVERED);
      return new Pdu.DeliverSm(
          "", submit.destination(), submit.source(), RECEIPT, Octets.owning(text), tlvs);
    }

    @Override
    public void onAnswers(List<Answer> answers) {
      deliver();
    }

    @Override
    public void onRoom() {
      deliver();
    }

    private void deliver() {
      for (var next = owed.peek(); next != null && session.offer(next, next); next = owed.peek()) {
        owed.remove();
      }
    }

    @Override
    public void onClosed(SessionEnd end) {}
  }
}
