package io.carillon.wire.text;

/// What became of measuring a text against an encoding.
public sealed interface Measure {
  /// The text can be sent: its encoding, its units and into how many segments it falls.
  record Fits(TextEncoding encoding, int units, int segments) implements Measure {}

  /// The wanted encoding lacks `codePoint`, which stands at `index` (UTF-16, from 0).
  record Misfit(WantedEncoding wanted, int codePoint, int index) implements Measure {}

  /// The text falls into more than `Segmentation.SEGMENTS_MAX` segments.
  record TooLong(TextEncoding encoding, int segments) implements Measure {}
}
