package io.carillon.sandbox.smsc;

import java.util.List;

/// A message that a person writes, from the person to a sender.
record Written(long id, long at, Ends ends, String text) implements Kept {
  @Override
  public List<Delivery> owed() {
    return List.of(new Delivery.Words(ends, text));
  }

  /// Without the text.
  @Override
  public String toString() {
    return "Written[" + name() + "]";
  }
}
