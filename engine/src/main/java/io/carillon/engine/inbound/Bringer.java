package io.carillon.engine.inbound;

import io.carillon.engine.change.Matter.Ending;
import java.util.function.Consumer;

/// Who brought something, maybe with more at once, and has one answer to all of it.
public interface Bringer extends Ending {
  /// Has somebody told just before the answer is given, which may be long after this one's ending,
  /// whether it says that all is kept.
  void onAnswer(Consumer<Boolean> told);
}
