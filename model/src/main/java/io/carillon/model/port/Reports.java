package io.carillon.model.port;

import io.carillon.model.Report;
import java.util.List;

/// Takes what carriers bring in by themselves. Only what is synced may be answered to the far end.
public interface Reports {
  /// Takes a batch and returns at once; `then` is told exactly once, from any thread, whether all
  /// of it is on disk. What is not must not be answered as taken: the far end then sends it again.
  void take(String carrier, List<Report> reports, Then then);

  /// Told how a batch ended.
  @FunctionalInterface
  interface Then {
    void kept(boolean synced);
  }
}
