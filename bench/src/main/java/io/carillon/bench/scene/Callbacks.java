package io.carillon.bench.scene;

import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Strand;
import io.carillon.bench.mark.Recipients;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Very many webhooks are owed to an endpoint that was away, and is back: how fast are they told,
/// while next to nothing else is done? Completed are then those that it was told.
final class Callbacks implements Play {
  private static final int OWED = 1_500_000;
  private static final double BESIDE = 20;
  private static final int CONNECTIONS = 64;

  /// So many a second a drain may be counted on to tell.
  private static final int DRAINED = 5_000;

  @Override
  public Stage stage(Wishes wishes) {
    return Stage.usual(wishes)
        .draining(Duration.ofSeconds(60 + wishes.flood(OWED) / DRAINED))
        .opening();
  }

  @Override
  public Cast cast(Wishes wishes, Target target) {
    var sends = new Sends(target.port());
    var sender = Sends.Sender.first(target);
    int owed = wishes.flood(OWED);
    var closed = Pace.closed(wishes.connections(Wishes.CONNECTIONS));
    var away = List.of(sends.json(sender.to(target.hooks().away()), Text.SHORT));
    var prompt = List.of(sends.json(sender, Text.SHORT));
    var few = Pace.open(CONNECTIONS, BESIDE);
    return new Cast(
        List.of(Act.told(new Strand("beside", owed, Recipients.COUNT - owed, prompt, few))),
        Optional.of(Act.told(new Strand("owed before", 0, owed, away, closed))));
  }
}
