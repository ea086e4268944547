package io.carillon.engine.comply;

import io.carillon.model.port.Meters;

/// How often a rule of a check found something: what it marked, and what it refused.
public final class Figure {
  private final Meters.Count marked;
  private final Meters.Count refused;

  /// @param name of the figure, with the labels `rule` and `reaction`
  public Figure(Meters meters, String name, String rule) {
    marked = meters.count(name, "rule", rule, "reaction", Reaction.MARK.word());
    refused = meters.count(name, "rule", rule, "reaction", Reaction.REFUSE.word());
  }

  /// Once more.
  public void add(Reaction reaction) {
    switch (reaction) {
      case OFF -> {}
      case MARK -> marked.add(1);
      case REFUSE -> refused.add(1);
    }
  }
}
