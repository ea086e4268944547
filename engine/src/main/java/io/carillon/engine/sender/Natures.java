package io.carillon.engine.sender;

import io.carillon.model.Sender;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers what senders are, since reading a number takes some microseconds: up to 10,000, then
/// it begins anew.
public final class Natures {
  private static final int REMEMBERED_MAX = 10_000;

  private final ConcurrentHashMap<Sender, Nature> remembered = new ConcurrentHashMap<>();

  /// What a sender is.
  public Nature of(Sender sender) {
    var known = remembered.get(sender);
    if (known != null) {
      return known;
    }
    var nature = Nature.of(sender);
    if (remembered.size() >= REMEMBERED_MAX) {
      remembered.clear();
    }
    remembered.put(sender, nature);
    return nature;
  }
}
