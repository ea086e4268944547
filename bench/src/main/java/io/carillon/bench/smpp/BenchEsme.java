package io.carillon.bench.smpp;

import io.carillon.bench.rig.Flags;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.ClientSettings;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SessionSettings;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The process of the client: keeps the windows of its binds full for a time.
///
/// It prints `measuring` when the warm-up is over, `measured CYCLES NANOS` at the end, and, once
/// nothing is open any more, `told SUBMITTED RESPONDED RECEIPTS WRONG`; then it ends.
public final class BenchEsme {
  /// Messages without a receipt, a bind, beyond which no more are submitted.
  static final int OPEN_MAX = 20_000;

  private static final Duration BIND_LIMIT = Duration.ofSeconds(10);
  private static final int DRAIN_SECONDS = 20;

  private BenchEsme() {}

  /// Runs to the end. `--port N --binds N --window N --warmup S --seconds S`.
  public static void main(String[] args) throws IOException, InterruptedException {
    var flags = Flags.of(args);
    int port = flags.number("port", 2775, 1, 65_535);
    int binds = flags.number("binds", 1, 1, 64);
    int window = flags.number("window", 100, 1, 10_000);
    var warmup = Duration.ofSeconds(flags.number("warmup", 5, 0, 300));
    var measured = Duration.ofSeconds(flags.number("seconds", 5, 1, 600));
    flags.refuseOthers();

    var done = new CountDownLatch(binds);
    var pumps = new ArrayList<Pump>();
    var clients = new ArrayList<SmppClient>();
    for (int i = 0; i < binds; i++) {
      var pump = new Pump(i, done);
      pumps.add(pump);
      clients.add(new SmppClient(settings(port, window), pump::on));
    }
    clients.forEach(SmppClient::start);
    for (var client : clients) {
      if (!client.awaitBound(BIND_LIMIT)) {
        throw new IOException("no bind: " + client.state());
      }
    }
    Thread.sleep(warmup);
    measure(pumps, measured);
    pumps.forEach(Pump::stop);
    boolean drained = done.await(DRAIN_SECONDS, TimeUnit.SECONDS);
    System.out.println(told(pumps) + (drained ? "" : " (not drained)"));
    clients.forEach(SmppClient::close);
  }

  private static void measure(List<Pump> pumps, Duration length) throws InterruptedException {
    System.out.println("measuring");
    long began = System.nanoTime();
    long before = cycles(pumps);
    Thread.sleep(length);
    long cycles = cycles(pumps) - before;
    long nanos = System.nanoTime() - began;
    System.out.println("measured " + cycles + " " + nanos);
  }

  private static long cycles(List<Pump> pumps) {
    return pumps.stream().mapToLong(Pump::cycles).sum();
  }

  private static String told(List<Pump> pumps) {
    return "told %d %d %d %d"
        .formatted(
            pumps.stream().mapToLong(Pump::submitted).sum(),
            pumps.stream().mapToLong(Pump::responded).sum(),
            cycles(pumps),
            pumps.stream().mapToLong(Pump::wrong).sum());
  }

  private static ClientSettings settings(int port, int window) {
    var bind =
        new Pdu.Bind(
            BindMode.TRANSCEIVER,
            FarEnd.LOGIN,
            FarEnd.LOGIN,
            "",
            Pdu.Bind.VERSION_3_4,
            SmppAddress.NONE);
    return ClientSettings.usual("esme", "127.0.0.1", port, bind)
        .withSession(SessionSettings.USUAL.withWindow(window).withRequestsInMax(10_000));
  }
}
