package io.carillon.sandbox.smsc;

import io.carillon.sandbox.smsc.Handsets.Received;
import io.carillon.sandbox.smsc.Kept.Ends;
import io.carillon.sandbox.smsc.Postman.Owed;
import io.carillon.sandbox.smsc.Postman.Pace;
import io.carillon.wire.http.Mount;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.ServerSettings;
import io.carillon.wire.smpp.SessionSettings;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(SandboxSmsc.class);

  /// After which a receipt that was refused for now, or not answered, is sent again.
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final Bounds bounds;
  private final Journal journal;
  private final Postman postman;
  private final SmppServer server;
  private final Handsets handsets = new Handsets();
  private final Fates fates = new Fates();
  private final Throttle throttle = new Throttle();
  private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 12);

  /// How much it takes on.
  ///
  /// @param window deliveries a session that may be unanswered
  /// @param owedMax messages for which receipts are owed; beyond that it takes no more
  /// @param journal octets past which the journal is rewritten
  record Bounds(int window, int owedMax, long journal) {
    static final Bounds USUAL = new Bounds(500, 100_000, 64L << 20);
  }

  private SandboxSmsc(int port, Pace pace, Bounds bounds, Path folder) throws IOException {
    this.bounds = bounds;
    var remembered = new Remembered();
    journal = new Journal(folder, bounds.journal(), Handsets.MESSAGES_MAX, remembered);
    postman = new Postman(pace, this::delivered);
    postman.oweNow(remembered.owed());
    server =
        new SmppServer(
            ServerSettings.loopback("sandbox-smsc", port, SYSTEM_ID)
                .withSession(
                    SessionSettings.USUAL
                        .withWindow(bounds.window())
                        .withResponseTimeout(pace.patience())),
            (bind, _) -> admit(bind),
            session -> new Centre(this, session));
    try {
      server.start();
    } catch (IOException e) {
      journal.close();
      throw e;
    }
    postman.start();
  }

  /// Starts on a loopback port (0 = any free one), on what the folder holds. One folder serves one
  /// centre at a time.
  ///
  /// @param delay from a message to its receipt
  public static SandboxSmsc open(int port, Duration delay, Path folder) throws IOException {
    return open(port, new Pace(delay, AGAIN, AGAIN), Bounds.USUAL, folder);
  }

  /// With other bounds and another pace than the usual.
  static SandboxSmsc open(int port, Pace pace, Bounds bounds, Path folder) throws IOException {
    return new SandboxSmsc(port, pace, bounds, folder);
  }

  private static int admit(Pdu.Bind bind) {
    if (!bind.systemId().equals(SYSTEM_ID)) {
      return CommandStatus.RINVSYSID;
    }
    return bind.password().equals(PASSWORD) ? CommandStatus.ROK : CommandStatus.RINVPASWD;
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
  /// Answers the message's name.
  String write(String person, SmppAddress sender, String text) throws IOException {
    var ends = new Ends(SmppAddress.international(person), sender);
    return write(new Written(nextId(), System.currentTimeMillis(), ends, text));
  }

  /// The same, written as the handset is told to.
  String write(String person, SmppAddress sender, Dictation dictation) throws IOException {
    var ends = new Ends(SmppAddress.international(person), sender);
    var shorts = dictation.shorts(ends);
    return write(new Dictated(nextId(), System.currentTimeMillis(), ends, shorts));
  }

  private String write(Kept written) throws IOException {
    journal.appendSynced(List.of(Records.kept(written)));
    postman.oweNow(List.of(new Owed(written, 0, () -> {})));
    postman.deliver();
    return written.name();
  }

  long nextId() {
    return ids.incrementAndGet();
  }

  Postman postman() {
    return postman;
  }

  Fates fates() {
    return fates;
  }

  Throttle throttle() {
    return throttle;
  }

  /// How often it waited for the disk.
  long syncs() {
    return journal.syncs();
  }

  /// Whether it owes so much that it should take no more.
  boolean isFull() {
    return postman.owed() >= bounds.owedMax();
  }

  /// Returns once these are on the disk; then the handsets have them.
  void keep(List<Taken> batch) throws IOException {
    var records = new ArrayList<byte[]>(batch.size());
    for (var taken : batch) {
      records.add(Records.kept(taken));
      if (taken.owed().isEmpty()) {
        records.add(Records.settled(taken.id()));
      }
    }
    journal.appendSynced(records);
    handsets.receive(batch);
    fates.learn(batch);
  }

  /// Not synced: who loses this to a failing power delivers once more.
  private void delivered(List<byte[]> records) {
    try {
      journal.append(records);
    } catch (IOException e) {
      LOG.warn("the sandbox could not note what it delivered: {}", e.getMessage());
    }
  }

  /// Unbinds everybody; what is owed stays on the disk.
  @Override
  public void close() {
    postman.close();
    server.close(DRAIN);
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the journal tells when it is opened.
  private final class Remembered implements Records.Replay {
    private final Map<Long, Kept> unsettled = new LinkedHashMap<>();
    private final Map<Long, Integer> done = new LinkedHashMap<>();

    @Override
    public void kept(Kept kept) {
      ids.accumulateAndGet(kept.id(), Math::max);
      if (kept instanceof Taken taken) {
        handsets.receive(List.of(taken));
        fates.learn(List.of(taken));
        unsettled.put(kept.id(), taken.withoutText());
      } else {
        unsettled.put(kept.id(), kept);
      }
    }

    @Override
    public void done(long id, int deliveries) {
      done.put(id, deliveries);
    }

    @Override
    public void settled(long id) {
      unsettled.remove(id);
      done.remove(id);
    }

    List<Owed> owed() {
      var owed = new ArrayList<Owed>();
      for (var kept : unsettled.values()) {
        int before = Math.max(0, done.getOrDefault(kept.id(), 0));
        if (before < kept.owed().size()) {
          owed.add(new Owed(kept, before, () -> {}));
        }
      }
      return owed;
    }
  }
}
