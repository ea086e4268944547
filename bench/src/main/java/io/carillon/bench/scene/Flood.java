package io.carillon.bench.scene;

import io.carillon.bench.load.Pace;
import io.carillon.bench.load.Strand;
import io.carillon.bench.mark.Recipients;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One account has queued very many promotional messages before a slow carrier; another sends
/// one-time passwords, which must not wait behind them. After the measured time the carrier becomes
/// fast, so that all of them can be seen to complete.
final class Flood implements Play {
  private static final int QUEUED = 1_000_000;
  private static final int SLOW_CARRIER = 500;
  private static final double PASSWORDS = 20;
  private static final int OPEN_CONNECTIONS = 64;

  /// So many a second a drain may be counted on to complete.
  private static final int DRAINED = 2_000;

  @Override
  public Stage stage(Wishes wishes) {
    return Stage.usual(wishes)
        .withRate(wishes.carrierRate(SLOW_CARRIER))
        .with(Customer.inventory(1))
        // A full lane that moves makes callers wait, so that no queue would come about.
        .with("limits: {wait: 1ms}\n")
        .draining(Duration.ofSeconds(60 + wishes.flood(QUEUED) / DRAINED))
        .releasing();
  }

  @Override
  public Cast cast(Wishes wishes, Target target) throws IOException, InterruptedException {
    var sends = new Sends(target.port());
    var queued = wishes.flood(QUEUED);
    var many = Sends.Sender.first(target).silent().of("promotional");
    Sends.Sender other;
    try (var customer = new Customer(target)) {
      other = customer.sender(0).of("otp");
    }
    var closed = Pace.closed(wishes.connections(Wishes.CONNECTIONS));
    var passwords = Pace.open(OPEN_CONNECTIONS, PASSWORDS);
    var promotional =
        new Strand("queued before", 0, queued, List.of(sends.json(many, Text.SHORT)), closed);
    var otp =
        new Strand(
            "one-time passwords",
            queued,
            Recipients.COUNT - queued,
            List.of(sends.json(other, Text.SHORT)),
            passwords);
    return new Cast(List.of(Act.told(otp)), Optional.of(Act.silent(promotional)));
  }
}
