package io.carillon.engine.frequency;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.model.Commit.Write;

/// Counts a message no more that ended and never left: canceled, stopped, expired, or refused by
/// its carrier. Its person heard nothing of it.
public final class Uncounting implements Consequence {
  private final Frequency frequency;

  public Uncounting(Frequency frequency) {
    this.frequency = frequency;
  }

  @Override
  public Change follow(Change change) {
    var message = change.after();
    boolean comesBack =
        message.isBack() && change.before().filter(before -> !before.isBack()).isPresent();
    return comesBack && frequency.counts(message)
        ? change.with(new Write.Untouched(message.id(), message.account(), message.parties().to()))
        : change;
  }
}
