package io.carillon.bench.smpp;

import io.carillon.bench.rig.Flags;
import io.carillon.bench.rig.Jvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What `./carillon bench smpp` was asked for.
///
/// @param farEnd what the client talks to
/// @param binds how many sessions at once; each number is measured with each window
/// @param windows requests that may be unanswered on each session, either way
/// @param repeat runs of each, of which the fastest is shown too
/// @param jvmFlags of both processes
record SmppOptions(
    FarEnd farEnd,
    List<Integer> binds,
    List<Integer> windows,
    Duration warmup,
    Duration measured,
    int repeat,
    List<String> jvmFlags) {
  static final String HELP =
      """
      Usage: ./carillon bench smpp [flags]

      Runs an SMPP client and an SMPP centre, each in a process of its own on this machine, and
      prints how many cycles (submit_sm, response, receipt, response) they finish in a second and
      what CPU a cycle costs each of them. Ends with 1 when a message or a receipt was lost.

        --far-end NAME       centre: the bench's own, which does next to nothing (centre);
                             smsc: ./carillon smsc, with receipts at once
        --binds N,N…         sessions at once (1,4)
        --windows N,N…       unanswered requests on each, either way (10,100,500)
        --seconds N          measured time of a run (5)
        --warmup N           seconds before it (5)
        --repeat N           runs of each; the table shows the median and the best (3)
        --java-options "…"   JVM flags of both processes (those of this launcher)
      """;

  private static final int BINDS_MAX = 64;
  private static final int WINDOW_MAX = 10_000;

  /// Throws `IllegalArgumentException` with a sentence for the caller.
  static SmppOptions parse(String... args) {
    var flags = Flags.of(args);
    var given = flags.text("java-options", "");
    var options =
        new SmppOptions(
            farEnd(flags.text("far-end", "centre")),
            numbers(flags, "binds", "1,4", BINDS_MAX),
            numbers(flags, "windows", "10,100,500", WINDOW_MAX),
            Duration.ofSeconds(flags.number("warmup", 5, 0, 300)),
            Duration.ofSeconds(flags.number("seconds", 5, 1, 600)),
            flags.number("repeat", 3, 1, 20),
            given.isBlank() ? Jvm.launcherFlags() : List.of(given.strip().split("\\s+")));
    flags.refuseOthers();
    return options;
  }

  private static FarEnd farEnd(String name) {
    return switch (name) {
      case "centre" -> FarEnd.CENTRE;
      case "smsc" -> FarEnd.SMSC;
      default -> throw new IllegalArgumentException("--far-end takes centre or smsc");
    };
  }

  private static List<Integer> numbers(Flags flags, String name, String otherwise, int most) {
    var numbers = new ArrayList<Integer>();
    for (var text : flags.text(name, otherwise).split(",", -1)) {
      try {
        numbers.add(Integer.parseInt(text.strip()));
      } catch (NumberFormatException _) {
        numbers.add(0);
      }
    }
    if (numbers.stream().anyMatch(number -> number < 1 || number > most)) {
      throw new IllegalArgumentException(
          "--" + name + " takes whole numbers from 1 to " + most + " with commas between them");
    }
    return numbers;
  }

  /// For the head of the report.
  String sentence() {
    return "%s: %d s after %d s of warm-up, %d runs of each, JVM flags %s"
        .formatted(
            farEnd.title(),
            measured.toSeconds(),
            warmup.toSeconds(),
            repeat,
            String.join(" ", jvmFlags));
  }
}
