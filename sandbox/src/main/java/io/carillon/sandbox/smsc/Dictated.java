package io.carillon.sandbox.smsc;

import java.util.List;

/// A message that a person writes as the handset is told to: in parts, in whatever order, broken.
///
/// @param shorts what is delivered, in this order; all have the ends of the message
record Dictated(long id, long at, Ends ends, List<Kept.Delivery.Told> shorts) implements Kept {
  Dictated {
    shorts = List.copyOf(shorts);
  }

  @Override
  public List<Delivery> owed() {
    return List.copyOf(shorts);
  }

  /// Without the text.
  @Override
  public String toString() {
    return "Dictated[" + name() + "]";
  }
}
