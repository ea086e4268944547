package io.carillon.wire.text;

/// What became of measuring a text against an encoding.
public sealed interface Measure {
  /// The text can be sent: what it is said in, its units and into how many segments it falls on the
  /// air, which is what is billed.
  record Fits(Coding coding, int units, int segments) implements Measure {
    /// Its encoding, whichever tables it uses.
    public TextEncoding encoding() {
      return coding.encoding();
    }
  }

  /// The wanted encoding lacks `codePoint`, which stands at `index` (UTF-16, from 0).
  record Misfit(WantedEncoding wanted, int codePoint, int index) implements Measure {}

  /// The text falls into more than `Segmentation.SEGMENTS_MAX` segments.
  record TooLong(Coding coding, int segments) implements Measure {}
}
