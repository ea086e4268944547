package io.carillon.app;

import io.carillon.model.port.Meters;
import io.carillon.wire.http.HttpObserver;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Counts requests and their time, by route and class of status, and what a limit turned away.
final class RequestMeters implements HttpObserver {
  private final Meters meters;
  private final Map<Why, Meters.Count> turned;
  private final ConcurrentHashMap<String, Meters.Timing> timings = new ConcurrentHashMap<>();

  RequestMeters(Meters meters) {
    this.meters = meters;
    var counts = new EnumMap<Why, Meters.Count>(Why.class);
    for (var why : Why.values()) {
      counts.put(why, meters.count("http.turned_away", "limit", why.word()));
    }
    turned = counts;
  }

  @Override
  public void done(String method, String pattern, int status, long nanos) {
    var route = pattern.isEmpty() ? "none" : pattern;
    var family = status / 100 + "xx";
    timings
        .computeIfAbsent(
            method + ' ' + route + ' ' + family,
            _ -> meters.timing("http.requests", "method", method, "route", route, "status", family))
        .record(Duration.ofNanos(nanos));
  }

  @Override
  public void turnedAway(Why why) {
    Objects.requireNonNull(turned.get(why)).add(1);
  }
}
