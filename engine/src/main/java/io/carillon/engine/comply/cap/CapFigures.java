package io.carillon.engine.comply.cap;

import io.carillon.model.port.Meters;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what caps held up, and says so once a day for each: not for several threads at once.
public final class CapFigures {
  private static final Logger LOG = LoggerFactory.getLogger(CapFigures.class);
  private static final String OTHER = "other";
  private static final int SAID_MAX = 10_000;

  private final Map<String, Meters.Count> waiting = new HashMap<>();
  private final Map<String, Meters.Count> refused = new HashMap<>();
  private final Map<Bound.Place, Instant> said = new HashMap<>();

  /// @param carriers whose figures are told apart; those of all others are one
  public CapFigures(Meters meters, Set<String> carriers) {
    carriers.forEach(carrier -> put(meters, carrier));
    put(meters, OTHER);
  }

  private void put(Meters meters, String carrier) {
    waiting.put(carrier, meters.count("caps.found", "carrier", carrier, "became", "waiting"));
    refused.put(carrier, meters.count("caps.found", "carrier", carrier, "became", "refused"));
  }

  private static void add(Map<String, Meters.Count> counts, Bound bound) {
    var count = counts.get(bound.cap().carrier());
    Objects.requireNonNull(count == null ? counts.get(OTHER) : count).add(1);
  }

  /// A message waits.
  void waits(Bound bound, Instant now) {
    add(waiting, bound);
    var before = said.get(bound.place());
    if (before == null || !now.isBefore(before)) {
      if (said.size() >= SAID_MAX) {
        said.clear();
      }
      said.put(bound.place(), now.plus(Cap.Window.DAY_MAX));
      LOG.info(
          "{}, {} {}: it has sent them, what is over waits",
          bound.said(),
          bound.cap().scope().word(),
          bound.owner().uuid());
    }
  }

  /// A message was refused.
  void refuses(Bound bound) {
    add(refused, bound);
  }
}
