package io.carillon.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The far end's process, as seen from the one that started it.
final class FarSide {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private final Child child;
  private final FarEnd.Ports ports;

  private FarSide(Child child, FarEnd.Ports ports) {
    this.child = child;
    this.ports = ports;
  }

  static FarSide start(Duration receiptDelay, Processes processes)
      throws IOException, InterruptedException {
    var flags = Map.of("receipt-delay", Long.toString(receiptDelay.toMillis()));
    var command = Jvm.own(FarEnd.class, flags);
    var patience = Duration.ofSeconds(2);
    var child = processes.start(new Child.Start("far-end", command, Map.of(), true, patience));
    var ready = child.await("ready", ANSWER_LIMIT);
    return new FarSide(child, Json.read(ready, FarEnd.Ports.class));
  }

  int smscPort() {
    return ports.smsc();
  }

  /// The URL that webhooks go to.
  String hook() {
    return "http://" + Target.HOST + ":" + ports.sink() + "/hook";
  }

  ProcessHandle handle() {
    return child.handle();
  }

  Counts counts() throws IOException, InterruptedException {
    child.say("counts");
    return Json.read(child.await("counts", ANSWER_LIMIT), Counts.class);
  }

  /// Writes the times it noted into a folder.
  void writeMarks(Path folder) throws IOException, InterruptedException {
    child.say("marks " + folder);
    child.await("marks", ANSWER_LIMIT);
  }
}
