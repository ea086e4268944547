package io.carillon.wire.text;

/// The encoding a sender asks for.
public enum WantedEncoding {
  /// GSM 03.38 where every character fits, else UCS-2.
  AUTO,
  /// GSM 03.38 or a refusal.
  GSM7,
  /// ISO 8859-1 or a refusal.
  LATIN1,
  /// UCS-2 always.
  UCS2
}
