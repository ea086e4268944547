package io.carillon.app;

import io.carillon.app.settings.PolicyList;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.comply.Policy;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.conversation.ConversationPolicy;
import io.carillon.engine.conversation.Drifting;
import io.carillon.engine.conversation.Lines;
import io.carillon.engine.conversation.Mentions;
import io.carillon.engine.conversation.Notebook;
import io.carillon.engine.conversation.Shelving;
import io.carillon.engine.conversation.Tending;
import io.carillon.engine.conversation.Threading;
import io.carillon.engine.conversation.Threads;
import io.carillon.engine.conversation.WindowCheck;
import io.carillon.engine.conversation.WindowPolicy;
import io.carillon.engine.search.Finding;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Meters;
import io.carillon.store.Store;

/// What accounts and persons write to each other as conversations, wired.
final class ConversationFloor {
  private final Threads threads;
  final Threading threading;
  final Lines lines;
  final Tending tending;
  final Notebook notebook;
  final Drifting drifting;
  final Shelving shelving;
  final Policy<ConversationPolicy> policy;
  final Policy<WindowPolicy> windows;
  private final WindowCheck windowCheck;

  /// @param policies what accounts have set
  ConversationFloor(
      Store store, Clearance clearance, PolicyList policies, Meters meters, Sources sources) {
    policy = policies.conversations();
    windows = policies.windows();
    threads = new Threads(clearance);
    windowCheck = new WindowCheck(windows, policy, threads, store.conversations()::heard, meters);
    threading = new Threading(store.accounts()::directory, policy, threads);
    lines = new Lines(store.messages(), store.history(), threads);
    tending = new Tending(store.commits(), store.conversations(), threads, sources.clock(), meters);
    notebook = new Notebook(tending, store.conversations(), sources.clock(), sources.ids());
    shelving =
        new Shelving(store.accounts(), store.conversations(), policy, sources.clock(), meters);
    drifting = new Drifting(store.conversations(), store.messages());
  }

  /// Where time and ids come from.
  record Sources(Clock clock, Ids ids) {}

  /// What finds conversations by words.
  Mentions mentions(Store store, Finding finding) {
    return new Mentions(finding, store.conversations(), threads);
  }

  /// The checks, with that of windows.
  Checks with(Checks others) {
    return others.with(windowCheck);
  }
}
