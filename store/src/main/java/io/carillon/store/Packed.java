package io.carillon.store;

import io.carillon.model.Id;
import java.util.List;

/// Messages, packed for a file.
final class Packed {
  private final byte[] octets;
  private final Id firstId;
  private final Id lastId;
  private final int messages;

  private Packed(byte[] octets, Id firstId, Id lastId, int messages) {
    this.octets = octets;
    this.firstId = firstId;
    this.lastId = lastId;
    this.messages = messages;
  }

  /// @param lines of messages with these ids
  static Packed of(List<byte[]> lines, List<Id> ids) {
    return new Packed(ArchiveLines.packed(lines), ids.getFirst(), ids.getLast(), ids.size());
  }

  byte[] octets() {
    return octets;
  }

  Id firstId() {
    return firstId;
  }

  Id lastId() {
    return lastId;
  }

  int messages() {
    return messages;
  }
}
