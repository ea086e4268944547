package io.carillon.bench.scene;

import io.carillon.bench.far.FarPlan;
import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Strand;
import io.carillon.bench.mark.Recipients;
import java.time.Duration;
import java.util.List;

/// A far end that answers ESME_RTHROTTLED above so many a second, of which the server is told
/// nothing, and a load a quarter above that: the server has to find the pace and lose nothing.
final class Throttling implements Play {
  private static final int TAKEN = 1_000;
  private static final double OFFERED = 1.25;
  private static final int OPEN_CONNECTIONS = 256;

  @Override
  public Stage stage(Wishes wishes) {
    var usual = wishes.far();
    var far = new FarPlan(usual.receiptDelay(), wishes.carrierRate(TAKEN), usual.slowAnswer());
    return Stage.usual(wishes).with(far).draining(Duration.ofMinutes(2));
  }

  @Override
  public Cast cast(Wishes wishes, Target target) {
    var request = new Sends(target.port()).json(Sends.Sender.first(target), Text.SHORT);
    var pace = Pace.open(OPEN_CONNECTIONS, OFFERED * wishes.carrierRate(TAKEN));
    return Cast.of(Act.told(new Strand("all", 0, Recipients.COUNT, List.of(request), pace)));
  }
}
