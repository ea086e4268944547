package io.carillon.bench.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A process that we started: lines in, lines out, and its end.
///
/// Its error output goes to a file beside the marks. It is ended by its own handle only: first its
/// input ends, then it is asked to stop, then it is stopped.
public final class Child implements AutoCloseable {
  /// How a process is started and ended.
  ///
  /// @param name for the file of its error output and in messages
  /// @param command program and arguments
  /// @param environment variables added to ours, of which none of the product's is passed on
  /// @param endsWithInput whether it stops by itself when its input ends
  /// @param patience how long it may take to stop once asked
  public record Start(
      String name,
      List<String> command,
      Map<String, String> environment,
      boolean endsWithInput,
      Duration patience) {}

  private static final int LINES_MAX = 1_000;
  private static final int RECENT_MAX = 12;
  private static final String END = "\0end";
  private static final Duration INPUT_PATIENCE = Duration.ofSeconds(2);

  private final Start start;
  private final Process process;
  private final Path errors;
  private final ArrayDeque<String> recent = new ArrayDeque<>();
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_MAX);

  private Child(Start start, Process process, Path errors) {
    this.start = start;
    this.process = process;
    this.errors = errors;
    Thread.ofPlatform().name("read-" + start.name()).daemon().start(this::readLines);
  }

  public static Child start(Start start, Path folder) throws IOException {
    var errors = folder.resolve(start.name() + ".log");
    var builder = new ProcessBuilder(start.command()).redirectError(errors.toFile());
    // Settings of whoever runs the bench are not what is to be measured.
    builder.environment().keySet().removeIf(name -> name.startsWith("CARILLON_"));
    builder.environment().putAll(start.environment());
    return new Child(start, builder.start(), errors);
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /// Sends a line.
  public void say(String line) throws IOException {
    var out = process.getOutputStream();
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// The rest of the next line that begins with `word`. Throws when the process ends before or
  /// takes longer than `limit`.
  public String await(String word, Duration limit) throws IOException, InterruptedException {
    return awaitLine(line -> line.equals(word) || line.startsWith(word + " "), limit)
        .substring(word.length())
        .strip();
  }

  /// The next line that passes; lines before it are dropped.
  public String awaitLine(Predicate<String> passes, Duration limit)
      throws IOException, InterruptedException {
    return poll(passes, limit)
        .orElseThrow(() ->
            new IOException(
                "the %s said nothing for %d s%s"
                    .formatted(start.name(), limit.toSeconds(), lastWords())));
  }

  /// As `awaitLine`, with nothing when the time is over.
  public Optional<String> poll(Predicate<String> passes, Duration limit)
      throws IOException, InterruptedException {
    var until = System.nanoTime() + limit.toNanos();
    while (true) {
      var line = lines.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        return Optional.empty();
      }
      if (line.equals(END)) {
        keep(END);
        throw new IOException("the " + start.name() + " ended too early" + lastWords());
      }
      if (passes.test(line)) {
        return Optional.of(line);
      }
    }
  }

  /// Waits for the end of a process that ends by itself, and hands on what it says. Throws when it
  /// fails or takes longer than `limit`.
  public void awaitSuccess(Duration limit, Consumer<String> say)
      throws IOException, InterruptedException {
    var until = System.nanoTime() + limit.toNanos();
    while (true) {
      var line = lines.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new IOException("the %s took too long%s".formatted(start.name(), lastWords()));
      }
      if (line.equals(END)) {
        break;
      }
      say.accept(line);
    }
    if (!ended(INPUT_PATIENCE) || process.exitValue() != 0) {
      throw new IOException("the %s failed%s".formatted(start.name(), lastWords()));
    }
  }

  /// The last lines of its output and error output, to be put behind a message.
  public String lastWords() {
    var last = new ArrayList<String>();
    synchronized (recent) {
      last.addAll(recent);
    }
    try (var all = Files.lines(errors, StandardCharsets.ISO_8859_1)) {
      var lines = all.toList();
      last.addAll(lines.subList(Math.max(0, lines.size() - RECENT_MAX), lines.size()));
    } catch (IOException | UncheckedIOException _) {
      // Its error output is a help, not a need.
    }
    return last.isEmpty() ? "" : ":\n  " + String.join("\n  ", last);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Ends the process and waits for that; again is harmless.
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // It has ended already.
    }
    try {
      if (start.endsWithInput() && ended(INPUT_PATIENCE)) {
        return;
      }
      process.destroy();
      if (!ended(start.patience())) {
        process.destroyForcibly();
        ended(INPUT_PATIENCE);
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Keeps reading, so that the process never blocks on its output; of lines that nobody awaits the
  /// latest are kept.
  private void readLines() {
    try (var in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        remember(line);
        keep(line);
      }
    } catch (IOException _) {
      // As good as the end of its output.
    }
    keep(END);
  }

  private void remember(String line) {
    synchronized (recent) {
      recent.add(line);
      if (recent.size() > RECENT_MAX) {
        recent.remove();
      }
    }
  }

  private void keep(String line) {
    while (!lines.offer(line)) {
      lines.poll();
    }
  }
}
