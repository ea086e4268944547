package io.carillon.app;

import io.carillon.model.port.Meters;
import io.carillon.wire.http.HttpObserver;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/// Counts requests and their time, by route and class of status.
final class RequestMeters implements HttpObserver {
  private final Meters meters;
  private final ConcurrentHashMap<String, Meters.Timing> timings = new ConcurrentHashMap<>();

  RequestMeters(Meters meters) {
    this.meters = meters;
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
}
