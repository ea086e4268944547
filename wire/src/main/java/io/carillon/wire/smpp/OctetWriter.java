package io.carillon.wire.smpp;

import io.carillon.wire.text.Octets;
import java.io.IOException;
import java.util.Arrays;

/// A growing run of octets, big-endian. Not safe for use by more than one thread at a time.
final class OctetWriter {
  private byte[] bytes;
  private int size;

  OctetWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  int capacity() {
    return bytes.length;
  }

  /// Forgets all octets from `size` on.
  void truncate(int size) {
    this.size = size;
  }

  void octet(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void u16(int value) {
    reserve(2);
    bytes[size] = (byte) (value >>> 8);
    bytes[size + 1] = (byte) value;
    size += 2;
  }

  void u32(int value) {
    reserve(4);
    size += 4;
    u32At(size - 4, value);
  }

  void u32At(int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  void cString(Field field, String value) {
    int length = value.length();
    if (length >= field.octetsMax()) {
      throw new PduEncodeException(
          "%s takes at most %d characters, not %d"
              .formatted(field.standardName(), field.octetsMax() - 1, length));
    }
    reserve(length + 1);
    for (int i = 0; i < length; i++) {
      char character = value.charAt(i);
      if (character == 0 || character > 0xFF) {
        throw new PduEncodeException(field.standardName() + " takes Latin-1 without NUL");
      }
      bytes[size + i] = (byte) character;
    }
    bytes[size + length] = 0;
    size += length + 1;
  }

  void octets(Octets value) {
    reserve(value.size());
    value.copyTo(bytes, size);
    size += value.size();
  }

  /// Writes what goes without waiting; says how many octets did.
  int writeNow(Link link) throws IOException {
    return link.writeNow(bytes, 0, size);
  }

  /// Writes the octets from `from` on, however long it takes.
  void write(Link link, int from) throws IOException {
    link.write(bytes, from, size);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
