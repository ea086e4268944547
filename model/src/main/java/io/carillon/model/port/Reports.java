package io.carillon.model.port;

import io.carillon.model.Report;
import java.util.List;

/// Takes what carriers bring in by themselves. Only what is synced may be answered to the far end.
public interface Reports {
  /// Takes a batch and returns at once; `synced` is called exactly once when all of it is on disk,
  /// from any thread. It is never called when the store could not keep it: the far end then sends
  /// it again.
  void take(String carrier, List<Report> reports, Runnable synced);
}
