package io.carillon.wire.text;

/// One short message of a text: segment `number` (from 1) of `total`.
///
/// `header` is the user data header or `Octets.NONE`; `body` the text without it.
public record Segment(int number, int total, Octets header, Octets body) {
  /// Whether esm_class must carry the UDH indicator.
  public boolean hasHeader() {
    return !header.isEmpty();
  }

  /// Header and body together, as short_message carries them.
  public Octets octets() {
    return header.plus(body);
  }
}
