package io.carillon.app;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.conversation.ConversationPolicy;
import io.carillon.engine.conversation.Drifting;
import io.carillon.engine.conversation.Lines;
import io.carillon.engine.conversation.Notebook;
import io.carillon.engine.conversation.Tending;
import io.carillon.engine.conversation.Threading;
import io.carillon.engine.conversation.Threads;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.store.Store;

/// What accounts and persons write to each other as conversations, wired.
final class ConversationFloor {
  final Threading threading;
  final Lines lines;
  final Tending tending;
  final Notebook notebook;
  final Drifting drifting;
  final Policy<ConversationPolicy> policy;

  ConversationFloor(
      Store store, Clearance clearance, Policy<ConversationPolicy> policy, Clock clock, Ids ids) {
    this.policy = policy;
    var threads = new Threads(clearance);
    threading = new Threading(store.accounts()::directory, policy, threads);
    lines = new Lines(store.messages(), store.history(), threads);
    tending = new Tending(store.commits(), store.conversations(), threads, clock);
    notebook = new Notebook(tending, store.conversations(), clock, ids);
    drifting = new Drifting(store.conversations(), store.messages());
  }
}
