package io.carillon.app;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.search.Finding;
import io.carillon.engine.search.Indexing;
import io.carillon.engine.search.SearchPolicy;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Meters;
import io.carillon.store.Store;

/// Finding messages by words, wired.
final class SearchFloor {
  final Indexing indexing;
  final Finding finding;

  SearchFloor(Store store, Policy<SearchPolicy> policy, Clock clock, Meters meters) {
    var index = store.words();
    var sources = new Indexing.Sources(index, store.history(), store.messages(), clock);
    indexing = new Indexing(store.accounts()::directory, policy, sources, meters);
    finding = new Finding(store.accounts()::directory, policy, index, store.messages());
  }
}
