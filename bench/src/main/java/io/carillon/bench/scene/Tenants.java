package io.carillon.bench.scene;

import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Request;
import io.carillon.bench.load.Strand;
import io.carillon.bench.mark.Recipients;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Many accounts with keys and senders of their own: one floods the server by a closed loop, a
/// tenth sends 25 a second each, all others one a second each.
final class Tenants implements Play {
  private static final int ACCOUNTS = 200;
  private static final int BUSY_SHARE = 10;
  private static final double BUSY_RATE = 25;
  private static final double QUIET_RATE = 1;
  private static final int OPEN_CONNECTIONS = 256;

  @Override
  public Stage stage(Wishes wishes) {
    return Stage.usual(wishes).with(Customer.inventory(wishes.tenants(ACCOUNTS)));
  }

  @Override
  public Cast cast(Wishes wishes, Target target) throws IOException, InterruptedException {
    var accounts = wishes.tenants(ACCOUNTS);
    var busy = Math.max(1, accounts / BUSY_SHARE);
    var quiet = Math.max(1, accounts - busy - 1);
    var requests = new ArrayList<Request>();
    try (var customer = new Customer(target)) {
      for (var i = 0; i < 1 + busy + quiet; i++) {
        var sender = customer.sender(i);
        requests.add(new Sends(target.port()).json(sender, Text.SHORT));
      }
    }
    var most = Recipients.COUNT / 4;
    var closed = Pace.closed(wishes.connections(Wishes.CONNECTIONS));
    var some = requests.subList(1, 1 + busy);
    var others = requests.subList(1 + busy, requests.size());
    return Cast.of(
        Act.told(new Strand("floods", 0, 2 * most, List.of(requests.getFirst()), closed)),
        Act.told(new Strand(busy + " busy accounts", 2 * most, most, some, pace(busy * BUSY_RATE))),
        Act.told(
            new Strand(
                quiet + " quiet accounts", 3 * most, most, others, pace(quiet * QUIET_RATE))));
  }

  private static Pace pace(double perSecond) {
    return Pace.open(OPEN_CONNECTIONS, perSecond);
  }
}
