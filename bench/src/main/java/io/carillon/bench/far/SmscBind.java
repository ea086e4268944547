package io.carillon.bench.far;

import io.carillon.bench.mark.Micros;
import io.carillon.bench.mark.Recipients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayDeque;
import java.util.Arrays;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// One SMPP session of the far end, on one socket.
///
/// The reading thread takes all that has come, answers it and writes once. Receipts leave in the
/// same write when they are due; the ticking thread sends the later ones. One lock guards what both
/// use. At most `WINDOW` receipts wait for their deliver_sm_resp; the rest waits here, one for each
/// submit_sm taken.
final class SmscBind implements Runnable {
  static final int RESPONSE = 0x8000_0000;
  static final int SUBMIT_SM = 0x04;

  /// Receipts that may wait for their response.
  static final int WINDOW = 500;

  private static final int GENERIC_NACK = RESPONSE;
  private static final int BIND_RECEIVER = 0x01;
  private static final int BIND_TRANSMITTER = 0x02;
  private static final int DELIVER_SM = 0x05;
  private static final int UNBIND = 0x06;
  private static final int BIND_TRANSCEIVER = 0x09;
  private static final int ENQUIRE_LINK = 0x15;

  private static final int ESME_RINVMSGLEN = 0x01;
  private static final int ESME_RINVCMDLEN = 0x02;
  private static final int ESME_RINVCMDID = 0x03;
  private static final int ESME_RINVBNDSTS = 0x04;
  private static final int ESME_RTHROTTLED = 0x58;

  private static final int HEADER = 16;
  private static final int PDU_MAX = 70_000;
  private static final int RING = 1_024;
  private static final int REFUSALS_MAX = 10;
  private static final long PAUSE_AFTER_REFUSAL = 1_000_000;
  private static final int LEAVE_MS = 1_000;
  private static final byte[] NO_BODY = {};

  /// system_id of the far end and sc_interface_version 3.4.
  private static final byte[] BOUND = {'B', 'E', 'N', 'C', 'H', 0, 0x02, 0x10, 0, 1, 0x34};

  private final Socket socket;
  private final Smsc smsc;
  private final Tally tally;
  private final OutputStream out;
  private final boolean quickAck;
  private final SubmitSm submit = new SubmitSm();

  private final Object lock = new Object();
  private final PduOut pdus = new PduOut();
  private final DueQueue later;
  private final DueQueue again = new DueQueue(PAUSE_AFTER_REFUSAL);
  private final ArrayDeque<Receipt> due = new ArrayDeque<>();
  private final @Nullable Receipt[] unanswered = new Receipt[RING];
  private int waiting;
  private int lastSequence;
  private byte[] receiptText = NO_BODY;
  private long textMade;
  private boolean bound;
  private boolean receives;
  private boolean ended;

  SmscBind(Socket socket, Smsc smsc, Tally tally) throws IOException {
    this.socket = socket;
    this.smsc = smsc;
    this.tally = tally;
    this.later = new DueQueue(smsc.receiptDelay().toNanos() / 1_000);
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.quickAck = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    this.out = socket.getOutputStream();
  }

  @Override
  public void run() {
    try (socket) {
      var in = socket.getInputStream();
      talk(in);
      leave(in);
    } catch (IOException gone) {
      // A peer that leaves is nothing to tell; what it left undone stands in the counts.
    } finally {
      end();
    }
  }

  /// Sends what has become due. Answers whether the session goes on.
  boolean tick() {
    synchronized (lock) {
      if (ended) {
        return false;
      }
      try {
        settle();
        return true;
      } catch (IOException gone) {
        close();
        return false;
      }
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Closed either way.
    }
  }

  private void talk(InputStream in) throws IOException {
    var bytes = new byte[PDU_MAX * 2];
    var filled = 0;
    while (true) {
      var count = in.read(bytes, filled, bytes.length - filled);
      if (count < 0) {
        return;
      }
      filled += count;
      var read = 0;
      synchronized (lock) {
        while (filled - read >= HEADER) {
          var length = number(bytes, read);
          if (length < HEADER || length > PDU_MAX) {
            pdus.pdu(GENERIC_NACK, ESME_RINVCMDLEN, 0, NO_BODY);
            pdus.flush(out);
            tally.brokenPeers.increment();
            return;
          }
          if (filled - read < length) {
            break;
          }
          if (!take(bytes, read, read + length)) {
            pdus.flush(out);
            return;
          }
          read += length;
        }
        settle();
      }
      if (quickAck) {
        socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
      }
      System.arraycopy(bytes, read, bytes, 0, filled - read);
      filled -= read;
    }
  }

  /// Leaves the closing to the peer for a second: ours could take away an answer not read yet.
  private void leave(InputStream in) throws IOException {
    socket.setSoTimeout(LEAVE_MS);
    in.skip(PDU_MAX);
  }

  /// Answers one PDU. Whether the session goes on.
  private boolean take(byte[] bytes, int from, int to) {
    var command = number(bytes, from + 4);
    var status = number(bytes, from + 8);
    var sequence = number(bytes, from + 12);
    switch (command) {
      case SUBMIT_SM -> submit(bytes, from + HEADER, to, sequence);
      case DELIVER_SM | RESPONSE -> answered(sequence, status);
      case ENQUIRE_LINK -> pdus.pdu(ENQUIRE_LINK | RESPONSE, 0, sequence, NO_BODY);
      case BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER -> bind(command, sequence);
      case UNBIND -> {
        pdus.pdu(UNBIND | RESPONSE, 0, sequence, NO_BODY);
        return false;
      }
      default -> {
        if (command >= 0) {
          pdus.pdu(GENERIC_NACK, ESME_RINVCMDID, sequence, NO_BODY);
        }
      }
    }
    return true;
  }

  private void bind(int command, int sequence) {
    pdus.pdu(command | RESPONSE, 0, sequence, BOUND);
    if (!bound) {
      bound = true;
      receives = command != BIND_TRANSMITTER;
      tally.binds.increment();
    }
  }

  private void submit(byte[] bytes, int from, int to, int sequence) {
    if (!bound) {
      pdus.pdu(SUBMIT_SM | RESPONSE, ESME_RINVBNDSTS, sequence, NO_BODY);
      return;
    }
    if (!submit.read(bytes, from, to)) {
      pdus.pdu(SUBMIT_SM | RESPONSE, ESME_RINVMSGLEN, sequence, NO_BODY);
      tally.brokenPeers.increment();
      return;
    }
    var now = Micros.now();
    if (!smsc.takes(now)) {
      pdus.pdu(SUBMIT_SM | RESPONSE, ESME_RTHROTTLED, sequence, NO_BODY);
      tally.throttled.increment();
      return;
    }
    // Past TON and NPI, without the final NUL.
    var message =
        Recipients.sequenceOf(bytes, submit.destinationFrom + 2, submit.destinationTo - 1);
    tally.submit(message, submit.segment, submit.segments);
    var id = smsc.nextId();
    pdus.taken(sequence, id);
    if (submit.wantsReceipt) {
      later.add(Receipt.of(bytes, submit, message, id, text()), now);
    }
  }

  /// The receipts' text, made anew every second.
  private byte[] text() {
    var now = Micros.now();
    if (now - textMade > 1_000_000) {
      receiptText = Receipt.text(now + later.delayMicros());
      textMade = now;
    }
    return receiptText;
  }

  private void answered(int sequence, int status) {
    var receipt = unanswered[sequence & (RING - 1)];
    if (receipt == null) {
      return;
    }
    unanswered[sequence & (RING - 1)] = null;
    waiting--;
    if (status == 0) {
      tally.acknowledge(receipt.message(), receipt.segment(), receipt.segments());
    } else {
      tally.refused.increment();
      if (receipt.refused() < REFUSALS_MAX) {
        again.add(receipt, Micros.now());
      }
    }
  }

  /// Sends the receipts that are due and fit the window, and all answers, in one write.
  private void settle() throws IOException {
    var now = Micros.now();
    later.moveDue(now, due);
    again.moveDue(now, due);
    if (receives) {
      smsc.inherit(due);
    } else {
      smsc.bequeath(due);
    }
    while (receives && waiting < WINDOW && !due.isEmpty()) {
      var sequence = lastSequence == Integer.MAX_VALUE ? 1 : lastSequence + 1;
      if (unanswered[sequence & (RING - 1)] != null) {
        break;
      }
      var receipt = due.poll();
      unanswered[sequence & (RING - 1)] = receipt;
      waiting++;
      lastSequence = sequence;
      pdus.pdu(DELIVER_SM, 0, sequence, receipt.body());
      tally.receipts.increment();
    }
    pdus.flush(out);
  }

  /// Leaves what is still owed to sessions that receive.
  private void end() {
    synchronized (lock) {
      if (ended) {
        return;
      }
      ended = true;
      if (bound) {
        tally.binds.decrement();
      }
      later.moveAll(due);
      again.moveAll(due);
      Arrays.stream(unanswered)
          .forEach(receipt -> {
            if (receipt != null) {
              due.add(receipt);
            }
          });
      smsc.bequeath(due);
    }
    smsc.forget(this);
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }
}
