package io.carillon.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// The process of the far end: an SMSC and a webhook sink.
///
/// It prints `ready {"smsc": port, "sink": port}`, then obeys lines on its standard input: `counts`
/// prints `counts {…}`; `marks DIR` writes the times into that folder and prints `marks`. It ends
/// when its input ends, so it never outlives the process that started it.
public final class FarEnd {
  static final String SUBMITTED = "submitted.marks";
  static final String DELIVERED = "delivered.marks";

  /// Where the two listen.
  record Ports(int smsc, int sink) {}

  private FarEnd() {}

  /// Runs until the standard input ends. `--receipt-delay MS` holds receipts back.
  public static void main(String[] args) throws IOException {
    var flags = Flags.of(args);
    var delay = Duration.ofMillis(flags.number("receipt-delay", 0, 0, 3_600_000));
    flags.refuseOthers();
    var tally = new Tally();
    try (var smsc = new Smsc(delay, tally);
        var sink = new Sink(tally);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      System.out.println("ready " + Json.line(new Ports(smsc.port(), sink.port())));
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(obey(line, tally));
      }
    }
  }

  private static String obey(String line, Tally tally) throws IOException {
    if (line.equals("counts")) {
      return "counts " + Json.line(tally.counts());
    }
    if (line.startsWith("marks ")) {
      var folder = Path.of(line.substring("marks ".length()));
      tally.submitted.write(folder.resolve(SUBMITTED));
      tally.delivered.write(folder.resolve(DELIVERED));
      return "marks";
    }
    return "unknown";
  }
}
