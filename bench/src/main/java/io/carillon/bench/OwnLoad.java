package io.carillon.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The load made by `Load` in a process of its own.
final class OwnLoad implements Generator {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final LoadPlan plan;
  private final Scenario scenario;
  private final Target target;
  private final Processes processes;

  OwnLoad(LoadPlan plan, Scenario scenario, Target target, Processes processes) {
    this.plan = plan;
    this.scenario = scenario;
    this.target = target;
    this.processes = processes;
  }

  @Override
  public Made run(Watch watch) throws IOException, InterruptedException {
    var command = Jvm.own(Load.class, Load.flags(plan, scenario, target, processes.folder()));
    var environment = Map.of(Load.KEY_VARIABLE, target.apiKey());
    var started =
        processes.start(new Child.Start("load", command, environment, true, Duration.ofSeconds(2)));
    started.await("measuring", plan.warmup().plus(START_LIMIT));
    watch.begins(started.handle());
    var until = System.nanoTime() + plan.measured().plus(END_LIMIT).toNanos();
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
