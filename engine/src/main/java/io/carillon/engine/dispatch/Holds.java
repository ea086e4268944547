package io.carillon.engine.dispatch;

import io.carillon.engine.comply.Allowances;
import io.carillon.engine.comply.Holding;

/// What keeps a message whose turn has come: its account or its hour, or that there is nothing left
/// for it.
public record Holds(Holding turn, Allowances allowances) {
  /// Nothing.
  public static final Holds NONE = new Holds(Holding.NONE, Allowances.NONE);
}
