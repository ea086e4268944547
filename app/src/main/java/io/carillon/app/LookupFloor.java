package io.carillon.app;

import io.carillon.app.run.SystemClock;
import io.carillon.app.settings.LookupSettings;
import io.carillon.carriers.lookup.HttpLookup;
import io.carillon.engine.lookup.Learning;
import io.carillon.engine.lookup.NumberLookup;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Lookup;
import io.carillon.model.port.Meters;
import io.carillon.store.Store;
import io.carillon.wire.http.GuardedClient;

/// What is known of numbers, wired.
final class LookupFloor {
  final Learning learning;
  final NumberLookup numbers;
  private final Clock clock = new SystemClock();
  private final GuardedClient client;
  private final Meters meters;

  LookupFloor(LookupSettings settings, Store store, GuardedClient client, Meters meters)
      throws InterruptedException {
    this.client = client;
    this.meters = meters;
    learning = new Learning(store.networks(), settings.learning(), clock, meters);
    numbers = new NumberLookup(learning, asked(settings));
  }

  /// Other settings: ranges, names, and whom to ask.
  void adopt(LookupSettings next) {
    learning.adopt(next.learning());
    numbers.adopt(asked(next));
  }

  private NumberLookup.Asked asked(LookupSettings settings) {
    var http = settings.http().<Lookup>map(one -> new HttpLookup(client, one, clock, meters));
    return new NumberLookup.Asked(http, settings.ranges());
  }
}
