package io.carillon.bench.load;

import io.carillon.bench.mark.Interval;
import io.carillon.bench.mark.Latency;
import io.carillon.bench.mark.Marks;
import io.carillon.bench.mark.Micros;
import io.carillon.bench.mark.Recipients;
import io.carillon.bench.rig.Child;
import io.carillon.bench.rig.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The load made by wrk (Debian's package), run twice: to warm up, and measured.
///
/// wrk counts requests and answers but does not say which; so there is no latency from request to
/// webhook, and the loss is the difference of counts.
public final class WrkLoad implements Generator {
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final LoadOrder order;
  private final Strand strand;
  private final Template template;
  private final Path folder;
  private final Processes processes;

  /// Will carry an order out.
  ///
  /// @param order of one strand with one request of one message, as a closed loop
  /// @param folder for its script and for marks, of which it makes none; it is made where it is
  ///   missing
  public WrkLoad(LoadOrder order, Path folder, Processes processes) {
    this.order = order;
    this.strand = order.strands().getFirst();
    this.template = new Template(strand.requests().getFirst());
    this.folder = folder;
    this.processes = processes;
    if (!suits(order.strands())) {
      throw new IllegalArgumentException("wrk sends one kind of request of one message");
    }
  }

  /// Whether it can send this.
  public static boolean suits(List<Strand> strands) {
    return strands.size() == 1
        && strands.getFirst().requests().size() == 1
        && strands.getFirst().requests().getFirst().messages() == 1
        && !strands.getFirst().pace().isOpen();
  }

  /// What one run of wrk counted; latencies in microseconds, errors without an answer together.
  record Summary(
      long requests, long badStatus, long broken, long p50, long p99, long p999, long max) {
    long good() {
      return requests - badStatus;
    }

    static Summary parse(String numbers) throws IOException {
      var parts = numbers.strip().split(" ", -1);
      if (parts.length != 7) {
        throw new IOException("not what our script makes wrk print: " + numbers);
      }
      var all = new ArrayList<Long>();
      for (var part : parts) {
        all.add(Long.parseLong(part));
      }
      return new Summary(
          all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5), all.get(6));
    }

    Latency latency() {
      return new Latency(requests, p50 / 1e3, p99 / 1e3, p999 / 1e3, max / 1e3);
    }
  }

  @Override
  public Made run(Watch watch) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var warm = new Summary(0, 0, 0, 0, 0, 0, 0);
    var half = strand.most() / 2;
    if (order.warmupMs() > 0) {
      warm = wrk(strand.first(), Duration.ofMillis(order.warmupMs()), Optional.empty());
    }
    var from = Micros.now();
    var time = Duration.ofMillis(order.measuredMs());
    var measured = wrk(strand.first() + half, time, Optional.of(watch));
    var to = Math.min(Micros.now(), from + time.toNanos() / 1_000);
    new Marks().write(folder.resolve(Load.SENT));
    new Marks().write(folder.resolve(Load.ACCEPTED));
    var errors = new TreeMap<String, Long>();
    count(errors, "status not 2xx", warm.badStatus() + measured.badStatus());
    count(errors, "no answer", warm.broken() + measured.broken());
    var interval = new Interval(from, to);
    var accepted = warm.good() + measured.good();
    var only =
        new LoadResult.OfStrand(strand.name(), accepted, 0, 0, errors, "", LoadResult.Kept.NONE);
    return new Made(
        new LoadResult(interval, List.of(only)),
        Optional.of(new Told(measured.good() / interval.seconds(), measured.latency())));
  }

  private Summary wrk(int firstMessage, Duration time, Optional<Watch> watch)
      throws IOException, InterruptedException {
    var script = Files.writeString(folder.resolve("wrk.lua"), script(template, firstMessage));
    var command =
        List.of(
            "wrk",
            "-t1",
            "-c" + strand.pace().connections(),
            "-d" + Math.max(1, time.toSeconds()) + "s",
            "-s",
            script.toString(),
            "http://127.0.0.1:" + order.port());
    var started =
        processes.start(new Child.Start("wrk", command, Map.of(), false, Duration.ofSeconds(2)));
    if (watch.isPresent()) {
      watch.get().begins(started.handle());
    }
    var until = System.nanoTime() + time.plus(END_LIMIT).toNanos();
    while (true) {
      var line = started.poll(text -> text.startsWith("result "), BETWEEN_LOOKS);
      if (line.isPresent()) {
        if (watch.isPresent()) {
          watch.get().ends(started.handle());
        }
        return Summary.parse(line.get().substring("result ".length()));
      }
      if (System.nanoTime() > until) {
        throw new IOException("wrk did not end" + started.lastWords());
      }
      if (watch.isPresent()) {
        watch.get().goesOn(started.handle());
      }
    }
  }

  private static void count(Map<String, Long> errors, String kind, long count) {
    if (count > 0) {
      errors.put(kind, count);
    }
  }

  /// A script for wrk that sends the template's requests and prints `Summary` as one line.
  static String script(Template template, int firstMessage) {
    var pieces = template.pieces().stream().map(WrkLoad::quoted).toList();
    return """
    local next = %d
    request = function()
      local number = string.format("%%07d", next)
      next = next + 1
      return %s
    end
    done = function(summary, latency, requests)
      local errors = summary.errors
      io.write(string.format("result %%d %%d %%d %%d %%d %%d %%d\\n",
        summary.requests, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50), latency:percentile(99), latency:percentile(99.9), latency.max))
    end
    """
        .formatted(Recipients.FIRST + firstMessage, String.join(" .. number .. ", pieces));
  }

  private static String quoted(String piece) {
    return '"'
        + piece
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\r", "\\r")
            .replace("\n", "\\n")
        + '"';
  }
}
