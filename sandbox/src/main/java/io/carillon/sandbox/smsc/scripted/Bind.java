package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.Fault;
import io.carillon.sandbox.smsc.script.Hostility;
import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Decoded;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.PduCodec;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection, bound or about to be: reads on its own thread and has the `Desk` answer; what
/// goes out is the `WritingSide`'s.
final class Bind implements Runnable {
  private static final String SYSTEM_ID = "carillon-smsc";
  private static final int VERSION_5_0 = 0x50;
  private static final int BUFFER = 80 * 1024;
  private static final int LINGER_MS = 2_000;
  private static final int SLICES = 10;

  private final ScriptedSmsc smsc;
  private final Socket socket;
  private final WritingSide writing;
  private final CountDownLatch ended = new CountDownLatch(1);

  private volatile @Nullable Postbox postbox;
  private volatile @Nullable BindMode mode;
  private volatile long lastHeard = System.nanoTime();
  private volatile long enquiredAt;
  private @Nullable Desk desk;

  Bind(ScriptedSmsc smsc, Socket socket) {
    this.smsc = smsc;
    this.socket = socket;
    writing = new WritingSide(smsc, socket);
  }

  // ---- what others ask ----

  /// Whether the account's messages may come here.
  boolean receives() {
    var kind = mode;
    return kind != null && kind.receives();
  }

  boolean isReceiving() {
    return receives() && writing.speaks();
  }

  /// For this bind and no other; false where it is over.
  boolean queue(Owed owed) {
    return writing.queue(owed);
  }

  /// How many deliver_sm wait for an answer.
  int inFlight() {
    return writing.inFlight();
  }

  String describe() {
    return String.valueOf(mode);
  }

  // ---- reading ----

  @Override
  public void run() {
    var writer = Thread.ofPlatform().daemon().name("smsc-write").start(writing.outlet());
    try {
      socket.setTcpNoDelay(true);
      read(socket.getInputStream());
    } catch (IOException | InterruptedException _) {
      // The connection is over; there is nobody to tell.
    } finally {
      end(writer);
    }
  }

  private void read(InputStream in) throws IOException, InterruptedException {
    var buffer = new byte[BUFFER];
    int size = 0;
    boolean goesOn = true;
    while (goesOn) {
      writing.awaitRoom();
      int read = in.read(buffer, size, slice(buffer.length - size));
      if (read < 0) {
        return;
      }
      size += read;
      lastHeard = System.nanoTime();
      int from = 0;
      if (desk != null) {
        desk.begin();
      }
      while (goesOn && size - from >= Integer.BYTES) {
        int length = ByteBuffer.wrap(buffer, from, Integer.BYTES).getInt();
        if (!PduCodec.isLength(length)) {
          smsc.counters().add(Count.BROKEN);
          respond(0, new Pdu.GenericNack(CommandStatus.RINVCMDLEN));
          goesOn = false;
        } else if (size - from < length) {
          break;
        } else {
          goesOn = hear(PduCodec.decode(buffer, from, length));
          from += length;
        }
      }
      System.arraycopy(buffer, from, buffer, 0, size - from);
      size -= from;
      endBatch();
    }
  }

  private void endBatch() {
    if (desk != null) {
      desk.end();
    }
    writing.flush();
    var box = postbox;
    if (box != null) {
      pump();
      if (!box.isEmpty()) {
        box.pump();
      }
    }
  }

  /// How much to read now; waits where reading is to be slow.
  private int slice(int most) throws InterruptedException {
    int rate = writing.faults().amount(Fault.SLOW_READING);
    if (rate < 0) {
      return most;
    }
    boolean over = ended.await(1_000 / SLICES, TimeUnit.MILLISECONDS);
    return over ? most : Math.clamp(rate / SLICES, 1, most);
  }

  private boolean hear(Decoded decoded) {
    return switch (decoded) {
      case Decoded.Frame(var sequence, var pdu) -> hear(sequence, pdu);
      case Decoded.Broken broken -> {
        smsc.counters().add(Count.BROKEN);
        broken.answer().ifPresent(answer -> respond(broken.sequence(), answer));
        yield broken.streamGoesOn();
      }
    };
  }

  private boolean hear(int sequence, Pdu pdu) {
    var by = desk;
    return switch (pdu) {
      case Pdu.EnquireLink enquire -> {
        smsc.counters().add(Count.ENQUIRES);
        respond(sequence, enquire.refuse(CommandStatus.ROK));
        yield true;
      }
      case Pdu.EnquireLinkResp _ -> {
        enquiredAt = 0;
        yield true;
      }
      case Pdu.Bind bind -> bind(sequence, bind);
      case Pdu.Unbind unbind -> {
        respond(sequence, unbind.refuse(CommandStatus.ROK));
        yield false;
      }
      case Pdu.UnbindResp _ -> false;
      case Pdu.Response response -> {
        answered(sequence, response.status());
        yield true;
      }
      case Pdu.Request request -> {
        boolean mayAsk = mode != BindMode.RECEIVER && !writing.isLeaving();
        if (by == null || !mayAsk || !by.take(sequence, request)) {
          respond(sequence, request.refuse(CommandStatus.RINVBNDSTS));
        }
        yield true;
      }
      case Pdu.OneWay _ -> true;
    };
  }

  private boolean bind(int sequence, Pdu.Bind asked) {
    if (desk != null) {
      respond(sequence, asked.refuse(CommandStatus.RALYBND));
      return true;
    }
    boolean withTlvs = asked.interfaceVersion() >= Pdu.Bind.VERSION_3_4;
    if (!withTlvs) {
      writing.leaveTlvsOut();
    }
    mode = asked.mode();
    int status = smsc.admit(asked, this);
    if (status != CommandStatus.ROK) {
      mode = null;
      smsc.counters().add(Count.BINDS_REFUSED);
      respond(sequence, asked.refuse(status));
      return false;
    }
    smsc.counters().add(Count.BINDS);
    var tlvs = Tlvs.NONE.withOctet(Tag.SC_INTERFACE_VERSION, VERSION_5_0);
    writing.welcome(
        sequence,
        new Pdu.BindResp(asked.mode(), CommandStatus.ROK, SYSTEM_ID, withTlvs ? tlvs : Tlvs.NONE));
    writing.flush();
    smsc.play().script().hostile().forEach(this::suffer);
    return true;
  }

  /// It belongs to this account from now on.
  void admitted(Postbox box) {
    postbox = box;
    desk = new Desk(smsc, this, box);
  }

  private void end(Thread writer) {
    try {
      writing.finish();
      ended.countDown();
      writer.join(LINGER_MS);
      socket.close();
    } catch (IOException _) {
      // It is as good as closed.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      leave();
    }
  }

  private void leave() {
    smsc.ended(this);
    var box = postbox;
    if (box != null) {
      smsc.counters().add(Count.BINDS_ENDED);
      box.gone(this, writing.drain());
      box.pump();
    }
  }

  // ---- writing ----

  /// Puts a response in line; it goes with the batch.
  void respond(int sequence, Pdu.Response response) {
    writing.respond(sequence, response);
  }

  /// Sends a response at once: for threads that are not the reading one.
  void respondNow(int sequence, Pdu.Response response) {
    writing.respond(sequence, response);
    writing.flush();
  }

  /// Sends what is ready, as much as the window has room for.
  void pump() {
    var box = postbox;
    if (box != null && isReceiving()) {
      writing.pump(box);
    }
  }

  /// The first thing said to a client that the centre connected to.
  void invite(Pdu.Outbind outbind) {
    writing.say(outbind);
  }

  /// Sends an alert; false where it cannot be heard.
  boolean tell(Pdu.AlertNotification alert) {
    boolean speaks = isReceiving() && !writing.faults().has(Fault.SILENCE);
    if (speaks) {
      writing.say(alert);
    }
    return speaks;
  }

  private void answered(int sequence, int status) {
    var owed = writing.answered(sequence);
    var box = postbox;
    if (owed == null || box == null) {
      smsc.counters().add(Count.ODD);
    } else {
      smsc.answered(owed, status, box);
    }
  }

  // ---- faults and timers ----

  /// From now on, or once, this befalls it.
  void suffer(Hostility hostility) {
    writing.suffer(hostility);
  }

  void heal() {
    writing.faults().heal();
  }

  /// Looks at the timers.
  void sweep(long now) {
    var box = postbox;
    if (box == null) {
      if (now - lastHeard > ScriptedSmsc.BIND_TIMEOUT.toNanos()) {
        close();
      }
      return;
    }
    var session = smsc.play().script().session();
    writing
        .expired(now - session.responseTimeout().toNanos())
        .forEach(owed -> smsc.unanswered(owed, box));
    enquire(now, session.enquireLink().toNanos(), session.responseTimeout().toNanos());
  }

  private void enquire(long now, long idle, long patience) {
    long asked = enquiredAt;
    boolean silent = writing.faults().has(Fault.SILENCE);
    if (asked != 0 && now - asked > patience && now - lastHeard > patience) {
      close();
    } else if (asked == 0 && idle > 0 && now - lastHeard > idle && !silent) {
      enquiredAt = now;
      writing.say(new Pdu.EnquireLink());
    }
  }

  /// Unbinds and ends our direction; whoever does not react is cut off by `close`.
  void unbind() {
    writing.say(new Pdu.Unbind());
    writing.finish();
  }

  /// Closes the connection at once.
  void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // It is as good as closed.
    }
  }

  boolean awaitEnd(long millis) throws InterruptedException {
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }
}
