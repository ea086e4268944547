package io.carillon.bench.scene;

import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Strand;
import io.carillon.bench.mark.Recipients;
import java.time.Duration;
import java.util.List;

/// Ten times what can be sustained, by a schedule that does not care about refusals.
///
/// What can be sustained is the rate in the carrier's settings, and the server is set to have a
/// quarter of a second's worth of it in hand: a full lane lets callers wait for that long, so no
/// more than the rate is accepted.
final class Burst implements Play {
  private static final int SUSTAINED = 1_000;
  private static final int TIMES = 10;
  private static final double CALM = 0.8;
  private static final int OPEN_CONNECTIONS = 2_048;

  @Override
  public Stage stage(Wishes wishes) {
    var rate = wishes.carrierRate(SUSTAINED);
    return Stage.usual(wishes)
        .withRate(rate)
        .with("server: {requests-max: %d}\n".formatted(Math.max(16, rate / 4)))
        .draining(Duration.ofMinutes(2));
  }

  @Override
  public Cast cast(Wishes wishes, Target target) {
    var rate = wishes.carrierRate(SUSTAINED);
    var request = new Sends(target.port()).json(Sends.Sender.first(target), Text.SHORT);
    var pace = Pace.open(OPEN_CONNECTIONS, CALM * rate, (double) TIMES * rate);
    return Cast.of(Act.told(new Strand("all", 0, Recipients.COUNT, List.of(request), pace)));
  }
}
