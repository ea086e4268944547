package io.carillon.bench.scene;

import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Strand;
import io.carillon.bench.mark.Recipients;
import java.util.List;

/// One account's messages, of which an eighth of the connections name webhook URLs of two origins
/// that are of no use: one answers after 5 s, one never. What they are told of is owed for longer
/// than a run; their messages are completed when the receipts are taken.
final class SlowEndpoint implements Play {
  private static final int SHARE = 16;

  @Override
  public Cast cast(Wishes wishes, Target target) {
    var sends = new Sends(target.port());
    var sender = Sends.Sender.first(target);
    var hooks = target.hooks();
    var connections = wishes.connections(Wishes.CONNECTIONS);
    var few = Math.max(1, connections / SHARE);
    var each = Recipients.COUNT / 4;
    var prompt = sends.json(sender, Text.SHORT);
    var slow = sends.json(sender.to(hooks.slow()), Text.SHORT);
    var silent = sends.json(sender.to(hooks.silent()), Text.SHORT);
    var many = Pace.closed(Math.max(1, connections - 2 * few));
    return Cast.of(
        Act.told(new Strand("prompt endpoint", 0, 2 * each, List.of(prompt), many)),
        Act.owed(new Strand("answers late", 2 * each, each, List.of(slow), Pace.closed(few))),
        Act.owed(new Strand("never answers", 3 * each, each, List.of(silent), Pace.closed(few))));
  }
}
