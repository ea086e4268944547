package io.carillon.bench.far;

import io.carillon.bench.rig.Flags;
import io.carillon.bench.rig.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// The process of the far end: an SMSC and the webhook sinks, one that answers at once, one that
/// takes its time, one that never answers, and one that is away until it is told to open.
///
/// It prints `ready {"smsc": port, "sink": port …}`, then obeys lines on its standard input: `open`
/// opens the sink that is away and prints `open`; `counts` prints `counts {…}`; `marks DIR` writes
/// the times into that folder and prints `marks`. It ends when its input ends, so it never outlives
/// the process that started it.
public final class FarEnd {
  /// The file with the times at which messages had come whole by submit_sm.
  public static final String SUBMITTED = "submitted.marks";

  /// The file with the times at which a webhook called them delivered.
  public static final String DELIVERED = "delivered.marks";

  /// The file with the times at which all their receipts were taken.
  public static final String RECEIPTED = "receipted.marks";

  /// Where each listens.
  record Ports(int smsc, int sink, int slow, int silent, int away) {}

  private FarEnd() {}

  /// Runs until the standard input ends. The flags are those of `FarPlan`.
  public static void main(String[] args) throws IOException {
    var flags = Flags.of(args);
    var plan = FarPlan.of(flags);
    flags.refuseOthers();
    var tally = new Tally();
    try (var smsc = new Smsc(plan, tally);
        var sink = new Sink(tally, Duration.ZERO);
        var slow = new Sink(tally, plan.slowAnswer());
        var silent = new Sink(tally, Sink.NEVER);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      var ports = new Ports(smsc.port(), sink.port(), slow.port(), silent.port(), freePort());
      System.out.println("ready " + Json.line(ports));
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(obey(line, tally, ports));
      }
    }
  }

  /// A port on which nobody listens: connections to it are refused.
  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /// Its own thread serves the sink that is opened, until the process ends.
  @SuppressWarnings("resource")
  private static String obey(String line, Tally tally, Ports ports) throws IOException {
    if (line.equals("open")) {
      new Sink(tally, Duration.ZERO, ports.away());
      return "open";
    }
    if (line.equals("counts")) {
      return "counts " + Json.line(tally.counts());
    }
    if (line.startsWith("marks ")) {
      var folder = Path.of(line.substring("marks ".length()));
      tally.submitted().write(folder.resolve(SUBMITTED));
      tally.delivered().write(folder.resolve(DELIVERED));
      tally.receipted().write(folder.resolve(RECEIPTED));
      return "marks";
    }
    return "unknown";
  }
}
