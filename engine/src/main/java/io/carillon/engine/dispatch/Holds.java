package io.carillon.engine.dispatch;

import io.carillon.engine.comply.Allowances;
import io.carillon.engine.comply.Holding;
import io.carillon.engine.frequency.Frequency;

/// What keeps a message whose turn has come: its account or its hour, that there is nothing left
/// for it, or that its person was written to before.
public record Holds(Holding turn, Allowances allowances, Frequency frequency) {
  /// Nothing.
  public static final Holds NONE = new Holds(Holding.NONE, Allowances.NONE, Frequency.NONE);
}
