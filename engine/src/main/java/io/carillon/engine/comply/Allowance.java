package io.carillon.engine.comply;

import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Spending;
import java.util.List;

/// What a message whose turn has come gets of what is bounded.
public sealed interface Allowance {
  /// Nothing bounds it.
  Allowance FREE = new Taken(List.of(), () -> {});

  /// It may go.
  ///
  /// @param spent what it uses up, to be written with its claim
  /// @param giveBack to be called once where it is not claimed after all
  record Taken(List<Spending> spent, Runnable giveBack) implements Allowance {
    public Taken {
      spent = List.copyOf(spent);
    }
  }

  /// There is nothing left of it now.
  record Waits(Verdict.Later later) implements Allowance {}
}
