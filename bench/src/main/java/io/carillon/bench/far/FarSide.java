package io.carillon.bench.far;

import io.carillon.bench.rig.Child;
import io.carillon.bench.rig.Json;
import io.carillon.bench.rig.Jvm;
import io.carillon.bench.rig.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The far end's process, as seen from the one that started it.
public final class FarSide {
  private static final Duration BIND_LIMIT = Duration.ofSeconds(15);
  private static final int LOOK_MS = 50;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private final Child child;
  private final FarEnd.Ports ports;

  private FarSide(Child child, FarEnd.Ports ports) {
    this.child = child;
    this.ports = ports;
  }

  public static FarSide start(FarPlan plan, Processes processes)
      throws IOException, InterruptedException {
    var command = Jvm.own(FarEnd.class, plan.flags());
    var patience = Duration.ofSeconds(2);
    var child = processes.start(new Child.Start("far-end", command, Map.of(), true, patience));
    var ready = child.await("ready", ANSWER_LIMIT);
    return new FarSide(child, Json.read(ready, FarEnd.Ports.class));
  }

  public int smscPort() {
    return ports.smsc();
  }

  /// Where webhooks go.
  public Hooks hooks() {
    return new Hooks(url(ports.sink()), url(ports.slow()), url(ports.silent()), url(ports.away()));
  }

  /// URLs for webhooks, each of an origin of its own.
  ///
  /// @param prompt answers at once
  /// @param slow takes its time
  /// @param silent never answers
  /// @param away refuses connections until [#open]
  public record Hooks(String prompt, String slow, String silent, String away) {}

  private static String url(int port) {
    return "http://127.0.0.1:" + port + "/hook";
  }

  /// Opens the sink that was away.
  public void open() throws IOException, InterruptedException {
    child.say("open");
    child.await("open", ANSWER_LIMIT);
  }

  public ProcessHandle handle() {
    return child.handle();
  }

  public Counts counts() throws IOException, InterruptedException {
    child.say("counts");
    return Json.read(child.await("counts", ANSWER_LIMIT), Counts.class);
  }

  /// Writes the times it noted into a folder.
  public void writeMarks(Path folder) throws IOException, InterruptedException {
    child.say("marks " + folder);
    child.await("marks", ANSWER_LIMIT);
  }

  /// Waits until the server under test has made so many binds.
  ///
  /// @param alive whether that server still runs
  /// @param lastWords what it said last
  public void awaitBinds(int binds, BooleanSupplier alive, Supplier<String> lastWords)
      throws IOException, InterruptedException {
    var until = System.nanoTime() + BIND_LIMIT.toNanos();
    while (counts().binds() < binds) {
      if (System.nanoTime() > until || !alive.getAsBoolean()) {
        throw new IOException("no binds to the far end" + lastWords.get());
      }
      Thread.sleep(LOOK_MS);
    }
  }
}
