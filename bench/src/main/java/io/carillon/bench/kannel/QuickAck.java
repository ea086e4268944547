package io.carillon.bench.kannel;

import io.carillon.bench.rig.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Makes the system acknowledge at once what comes in on the loopback, for as long as this is open.
///
/// Kannel writes a response and a request by two small writes without TCP_NODELAY, so that the
/// second waits until the first is acknowledged: 40 ms, unless the kernel acknowledges at once. It
/// does where the route has the attribute `quickack`. That is the system's setting and not ours, so
/// it is put back as it was; only root may set it, and only Linux has it.
public final class QuickAck implements AutoCloseable {
  private static final String ATTRIBUTE = "quickack";
  private static final long LIMIT_SECONDS = 5;

  private final Optional<Path> ip;
  private final Consumer<String> complain;
  private final List<List<String>> changed = new ArrayList<>();
  private String trouble = "";

  private QuickAck(Optional<Path> ip, Consumer<String> complain) {
    this.ip = ip;
    this.complain = complain;
  }

  /// Sets it, where that can be done.
  ///
  /// @param complain is told when something could not be put back, and how to do it by hand
  public static QuickAck open(Consumer<String> complain) {
    var quick = new QuickAck(Programs.find("ip"), complain);
    try {
      quick.set();
    } catch (IOException failed) {
      quick.restore();
      quick.trouble = String.valueOf(failed.getMessage());
    }
    return quick;
  }

  /// Leaves the system alone.
  public static QuickAck left(Consumer<String> complain) {
    var quick = new QuickAck(Optional.empty(), complain);
    quick.trouble = "the route is to be left as it is";
    return quick;
  }

  /// Whether the loopback acknowledges at once now.
  public boolean isSet() {
    return trouble.isEmpty();
  }

  /// Why it does not.
  public String trouble() {
    return trouble;
  }

  /// Puts back what was changed; again is harmless.
  @Override
  public synchronized void close() {
    restore();
  }

  private synchronized void set() throws IOException {
    var routes = loopbackRoutes(run(List.of("route", "show", "table", "local", "dev", "lo")));
    if (routes.isEmpty()) {
      throw new IOException("there is no loopback route of IPv4");
    }
    for (var route : routes) {
      if (!route.contains(ATTRIBUTE)) {
        changed.add(route);
        run(change(route, List.of(ATTRIBUTE, "1")));
      }
    }
  }

  private synchronized void restore() {
    for (var route : changed) {
      try {
        run(change(route, List.of()));
      } catch (IOException failed) {
        complain.accept(
            "bench: the loopback route could not be put back: "
                + failed.getMessage()
                + "; do it by: ip "
                + String.join(" ", change(route, List.of())));
      }
    }
    changed.clear();
  }

  /// The routes of 127.0.0.0/8 as words, out of what `ip route show` prints.
  static List<List<String>> loopbackRoutes(String shown) {
    return shown
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("local 127."))
        .map(line -> List.of(line.split("\\s+")))
        .toList();
  }

  /// The words behind `ip` that make a route have these attributes beside its own.
  static List<String> change(List<String> route, List<String> attributes) {
    var words = new ArrayList<String>(List.of("route", "change"));
    words.addAll(route);
    if (!route.contains("dev")) {
      words.addAll(List.of("dev", "lo"));
    }
    words.addAll(List.of("table", "local"));
    words.addAll(attributes);
    return words;
  }

  private String run(List<String> words) throws IOException {
    var command = new ArrayList<String>();
    command.add(ip.orElseThrow(() -> new IOException("there is no program ip")).toString());
    command.addAll(words);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      // Not to be interrupted: what was changed has to be put back.
      process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException late) {
      process.destroyForcibly();
      throw new IOException("ip did not end", late);
    }
    if (process.exitValue() != 0) {
      throw new IOException("ip " + String.join(" ", words) + ": " + said);
    }
    return said;
  }
}
