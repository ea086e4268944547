package io.carillon.wire.text;

/// The encoding a sender asks for.
public enum WantedEncoding {
  /// Whatever takes the fewest segments: GSM 03.38 where every character fits, else UCS-2; national
  /// tables where they are allowed.
  AUTO,
  /// GSM 03.38, with national tables where they are allowed, or a refusal.
  GSM7,
  /// ISO 8859-1 or a refusal.
  LATIN1,
  /// UCS-2 always.
  UCS2
}
