package io.carillon.carriers.smpp;

import io.carillon.model.port.Meters;
import io.carillon.wire.smpp.ClientState;
import io.carillon.wire.smpp.SmppClient;
import io.carillon.wire.smpp.SmppSession;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The figures of one configured session of a bind, over all its connections.
///
/// The time to an answer is taken of one answer in each batch: that is enough for quantiles, and
/// costs nothing at any speed.
final class BindFigures {
  /// One more answer counts an eighth.
  private static final int WEIGHT = 8;

  private final AtomicLong answer = new AtomicLong();
  private final Meters.Count submits;
  private final Meters.Count throttles;
  private final Meters.Count deliveries;
  private final Meters.Count alerts;
  private final Meters.Timing answered;
  private final Meters meters;
  private final String bind;
  private final String[] labels;

  /// @param bind names it among those of its carrier
  BindFigures(Meters meters, String carrier, String bind) {
    this.meters = meters;
    this.bind = bind;
    labels = new String[] {"carrier", carrier, "bind", bind};
    submits = meters.count("smpp.submits", labels);
    throttles = meters.count("smpp.throttles", labels);
    deliveries = meters.count("smpp.deliveries", labels);
    alerts = meters.count("smpp.alerts", labels);
    answered = meters.timing("smpp.answered", labels);
  }

  /// The bind's name.
  String bind() {
    return bind;
  }

  /// Shows how this client stands.
  void show(SmppClient client) {
    meters.gauge(
        "smpp.bound", () -> client.state().phase() == ClientState.Phase.BOUND ? 1 : 0, labels);
    meters.gauge(
        "smpp.window_used", () -> client.session().map(SmppSession::inFlight).orElse(0), labels);
  }

  /// So many submits were answered, of which so many as "too fast", one of them after this time.
  void answered(int all, int tooFast, long nanos) {
    submits.add(all);
    if (tooFast > 0) {
      throttles.add(tooFast);
    }
    answered.record(Duration.ofNanos(nanos));
    answer.updateAndGet(
        before -> Math.max(1, before == 0 ? nanos : before + (nanos - before) / WEIGHT));
  }

  /// How long an answer took lately, the latest weighing most; zero before the first.
  Duration answer() {
    return Duration.ofNanos(answer.get());
  }

  void delivered(int all) {
    deliveries.add(all);
  }

  void alerted() {
    alerts.add(1);
  }
}
