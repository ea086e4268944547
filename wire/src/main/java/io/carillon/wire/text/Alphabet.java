package io.carillon.wire.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The alphabets in which text can arrive.
public enum Alphabet {
  /// GSM 03.38, unpacked.
  GSM7,
  ASCII,
  LATIN1,
  /// ISO 8859-5.
  CYRILLIC,
  /// ISO 8859-8.
  HEBREW,
  /// UTF-16, big-endian.
  UCS2,
  /// Not text, or text in an alphabet we do not read.
  BINARY;

  private static final Charset ISO_8859_5 = Charset.forName("ISO-8859-5");
  private static final Charset ISO_8859_8 = Charset.forName("ISO-8859-8");

  /// The text of `octets`, or nothing where they are no text. What is malformed becomes U+FFFD.
  ///
  /// Join the bodies of all segments before decoding: some senders split pairs between them.
  public Optional<String> decode(Octets octets) {
    return switch (this) {
      case GSM7 -> Optional.of(Gsm.decode(octets));
      case ASCII -> Optional.of(octets.decode(StandardCharsets.US_ASCII));
      case LATIN1 -> Optional.of(octets.decode(StandardCharsets.ISO_8859_1));
      case CYRILLIC -> Optional.of(octets.decode(ISO_8859_5));
      case HEBREW -> Optional.of(octets.decode(ISO_8859_8));
      case UCS2 -> Optional.of(octets.decode(StandardCharsets.UTF_16BE));
      case BINARY -> Optional.empty();
    };
  }
}
