package io.carillon.bench.rig;

import io.carillon.bench.mark.Interval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The pauses in a JVM's log of its collector, written with `flag`.
public final class GcLog {
  private static final Pattern PAUSE = Pattern.compile("^\\[(\\d+)ms\\].* Pause .* ([0-9.]+)ms$");

  /// Pauses of all threads.
  ///
  /// @param count of the interval
  /// @param totalMs of all of them
  /// @param longestMs the longest one
  public record Pauses(long count, double totalMs, double longestMs) {
    /// Of what has no collector.
    public static final Pauses NONE = new Pauses(-1, 0, 0);

    public boolean isKnown() {
      return count >= 0;
    }
  }

  private GcLog() {}

  /// The JVM flag that makes it write to this file.
  public static String flag(Path file) {
    return "-Xlog:gc:file=" + file + ":timemillis:filecount=0";
  }

  /// The pauses that ended in an interval.
  public static Pauses pauses(Path file, Interval interval) throws IOException {
    var count = 0L;
    var total = 0.0;
    var longest = 0.0;
    if (!Files.exists(file)) {
      return new Pauses(0, 0, 0);
    }
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      for (var line : (Iterable<String>) lines::iterator) {
        var pause = PAUSE.matcher(line);
        if (pause.matches() && interval.has(Long.parseLong(pause.group(1)) * 1_000)) {
          var ms = Double.parseDouble(pause.group(2));
          count++;
          total += ms;
          longest = Math.max(longest, ms);
        }
      }
    }
    return new Pauses(count, total, longest);
  }
}
