package io.carillon.store;

/// Looks after the keys under which an open store seals. Belongs to one thread, save what it
/// counts.
public final class StoreKeys {
  private final KeyWatch watch;
  private final PlainBodies plain;
  private final BodyKeys bodies;
  private final PersonTree people;

  StoreKeys(KeyWatch watch, PlainBodies plain, BodyKeys bodies, PersonTree people) {
    this.watch = watch;
    this.plain = plain;
    this.bodies = bodies;
    this.people = people;
  }

  /// Looks whether the file of the master key was changed, and wraps the store's keys anew if so;
  /// clears what destroyed keys left behind. To be called every second.
  public void watch() throws InterruptedException {
    watch.look();
  }

  /// Seals bodies that stand in the clear: as many as the writer bears now, for a second at most.
  /// To be called every second; does nothing once all are sealed.
  public void sealPlain() throws InterruptedException {
    plain.some();
  }

  /// How many keys were destroyed since the store was opened. Answers at once.
  public KeyFigures figures() {
    return new KeyFigures(bodies.destroyed(), people.destroyed(), people.keys().tree().size());
  }
}
