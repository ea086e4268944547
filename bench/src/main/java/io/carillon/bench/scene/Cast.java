package io.carillon.bench.scene;

import java.util.List;
import java.util.Optional;

/// What is sent in a run.
///
/// @param acts sent side by side, warmed up and measured
/// @param fill sent before them, whole
public record Cast(List<Act> acts, Optional<Act> fill) {
  public Cast {
    acts = List.copyOf(acts);
  }

  static Cast of(Act... acts) {
    return new Cast(List.of(acts), Optional.empty());
  }
}
