package io.carillon.bench.query;

import io.carillon.bench.load.Generator;
import io.carillon.bench.rig.Child;
import io.carillon.bench.rig.Json;
import io.carillon.bench.rig.Jvm;
import io.carillon.bench.rig.Processes;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// The asking process, as seen from the one that started it: what it asks counts while a load is
/// measured.
public final class Querying implements Generator.Watch {
  /// Questions of each kind a second: enough for a p99 in half a minute, and no load of its own.
  public static final double PER_SECOND = 5;

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration END_LIMIT = Duration.ofSeconds(60);

  private final Child child;
  private QueryFigures figures = QueryFigures.NONE;

  private Querying(Child child) {
    this.child = child;
  }

  /// Starts to ask.
  ///
  /// @param key of the account whose messages are asked for
  public static Querying start(int port, String key, Processes processes)
      throws IOException, InterruptedException {
    var command = Jvm.own(Queries.class, Map.of());
    var start = new Child.Start("queries", command, Map.of(), true, Duration.ofSeconds(2));
    var child = processes.start(start);
    child.say(Json.line(new QueryOrder(port, key, PER_SECOND)));
    child.await("ready", START_LIMIT);
    return new Querying(child);
  }

  public ProcessHandle handle() {
    return child.handle();
  }

  @Override
  public void begins(ProcessHandle load) throws IOException {
    child.say("measure");
  }

  @Override
  public void goesOn(ProcessHandle load) {
    // It goes on by itself.
  }

  @Override
  public void ends(ProcessHandle load) throws IOException, InterruptedException {
    child.say("stop");
    figures = Json.read(child.await("result", END_LIMIT), QueryFigures.class);
  }

  /// Once the load has been measured.
  public QueryFigures figures() {
    return figures;
  }
}
