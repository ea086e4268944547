package io.carillon.model.port;

import io.carillon.model.Report;
import java.util.List;

/// Takes what carriers bring in by themselves. Only what is synced may be answered to the far end.
public interface Reports {
  /// Takes a batch and returns at once; `then` is told exactly once, from any thread, whether all
  /// of it is on disk. What is not must not be answered as taken: the far end then sends it again.
  ///
  /// @param link which of the carrier's links brought them; empty = the carrier was asked
  void take(String carrier, String link, List<Report> reports, Then then);

  /// Takes what a carrier answered when it was asked.
  default void take(String carrier, List<Report> reports, Then then) {
    take(carrier, "", reports, then);
  }

  /// Nothing comes over a connection any more ([Report.Delivery]), and what had not been answered
  /// over it by now is not. Answers at once.
  ///
  /// @param inOrder whether both ends agreed to it, so that what had been answered came
  default void ended(long connection, boolean inOrder) {}

  /// Told how a batch ended.
  @FunctionalInterface
  interface Then {
    void kept(boolean synced);
  }
}
