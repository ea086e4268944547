package io.carillon.bench.scene;

import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Strand;
import io.carillon.bench.mark.Recipients;
import java.util.List;
import java.util.Optional;

/// Very many webhooks are owed to an endpoint at which nobody listens, all for the same account;
/// then it sends at full speed and is told of that elsewhere, as in `single`.
final class DeadEndpoint implements Play {
  private static final int OWED = 1_000_000;

  @Override
  public Cast cast(Wishes wishes, Target target) {
    var sends = new Sends(target.port());
    var sender = Sends.Sender.first(target);
    int owed = wishes.flood(OWED);
    var closed = Pace.closed(wishes.connections(Wishes.CONNECTIONS));
    var dead = List.of(sends.json(sender.to(target.hooks().away()), Text.SHORT));
    var prompt = List.of(sends.json(sender, Text.SHORT));
    return new Cast(
        List.of(Act.told(new Strand("others", owed, Recipients.COUNT - owed, prompt, closed))),
        Optional.of(Act.owed(new Strand("owed to a dead one", 0, owed, dead, closed))));
  }
}
