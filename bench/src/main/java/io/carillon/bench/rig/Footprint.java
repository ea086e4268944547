package io.carillon.bench.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/// What a process takes of the machine.
public final class Footprint {
  private Footprint() {}

  /// CPU time used so far; zero when the process has ended or the system does not tell.
  public static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Resident memory in bytes, where `/proc` tells it.
  public static OptionalLong rss(ProcessHandle process) {
    return status(process, "VmRSS:");
  }

  /// The most that it ever was.
  public static OptionalLong peak(ProcessHandle process) {
    return status(process, "VmHWM:");
  }

  /// Its part of the resident memory, what it shares with others divided among them.
  public static OptionalLong share(ProcessHandle process) {
    return figure(process, "smaps_rollup", "Pss:");
  }

  private static OptionalLong status(ProcessHandle process, String name) {
    return figure(process, "status", name);
  }

  private static OptionalLong figure(ProcessHandle process, String file, String name) {
    var figures = Path.of("/proc", Long.toString(process.pid()), file);
    try (var lines = Files.lines(figures, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
          .findFirst();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }
}
