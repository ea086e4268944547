package io.carillon.store.vault;

import io.carillon.model.Id;
import java.nio.ByteBuffer;
import java.util.Locale;

/// Where a sealed body stands: it opens as this part of this message of this account, and nowhere
/// else.
public record BodyPlace(Id account, Id message, Part part) {
  static final int OCTETS = 1 + 16 + 16;

  /// What of a message is sealed.
  public enum Part {
    /// What it says.
    CONTENT(1),
    /// What its dialect keeps with it.
    KEEPSAKE(2),
    /// A part of what a person wrote, under the id of its series.
    FRAGMENT(3),
    /// What went over the wire when something was told of it.
    EXCHANGE(4);

    private final int code;

    Part(int code) {
      this.code = code;
    }
  }

  /// What a body is bound to.
  void put(ByteBuffer to) {
    to.put((byte) part.code)
        .putLong(account.high())
        .putLong(account.low())
        .putLong(message.high())
        .putLong(message.low());
  }

  @Override
  public String toString() {
    return "the " + part.name().toLowerCase(Locale.ROOT) + " of message " + message.hex();
  }
}
