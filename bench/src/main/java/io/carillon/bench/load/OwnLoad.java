package io.carillon.bench.load;

import io.carillon.bench.rig.Child;
import io.carillon.bench.rig.Json;
import io.carillon.bench.rig.Jvm;
import io.carillon.bench.rig.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The load made by `Load` in a process of its own.
public final class OwnLoad implements Generator {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final String name;
  private final LoadOrder order;
  private final Path folder;
  private final Processes processes;

  /// Will carry an order out.
  ///
  /// @param name of the process
  /// @param folder for the marks; it is made where it is missing
  public OwnLoad(String name, LoadOrder order, Path folder, Processes processes) {
    this.name = name;
    this.order = order;
    this.folder = folder;
    this.processes = processes;
  }

  @Override
  public Made run(Watch watch) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var command = Jvm.own(Load.class, Load.flags(folder));
    try (var started =
        processes.start(new Child.Start(name, command, Map.of(), true, Duration.ofSeconds(2)))) {
      started.say(Json.line(order));
      started.await("measuring", Duration.ofMillis(order.warmupMs()).plus(START_LIMIT));
      watch.begins(started.handle());
      var until =
          System.nanoTime() + Duration.ofMillis(order.measuredMs()).plus(END_LIMIT).toNanos();
      while (started.poll("measured"::equals, BETWEEN_LOOKS).isEmpty()) {
        if (System.nanoTime() > until) {
          throw new IOException("the load did not end" + started.lastWords());
        }
        watch.goesOn(started.handle());
      }
      watch.ends(started.handle());
      var result = Json.read(started.await("result", END_LIMIT), LoadResult.class);
      return new Made(result, Optional.empty());
    }
  }
}
