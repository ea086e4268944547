package io.carillon.model;

/// How a carrier takes the texts of short messages: it decides into how many segments one falls, so
/// accept counts by it and the carrier cuts by it.
///
/// @param alphabet what the carrier's default alphabet is
/// @param longForm how a text of several segments is handed over
/// @param national whether national tables may be used where they save a segment; they go with
///   alphabets of septets and with headers of our own only
public record Wording(Alphabet alphabet, LongForm longForm, boolean national) {
  /// What nearly every carrier takes.
  public static final Wording USUAL = new Wording(Alphabet.GSM7, LongForm.UDH8, false);

  public Wording {
    if (national && alphabet == Alphabet.LATIN1) {
      throw new IllegalArgumentException("national tables do not go with Latin-1");
    }
    if (national && (longForm == LongForm.SAR || longForm == LongForm.PAYLOAD)) {
      throw new IllegalArgumentException("national tables need a header");
    }
  }

  /// What octets in the default alphabet are.
  public enum Alphabet {
    /// One septet of GSM 03.38 an octet.
    GSM7,
    /// ISO 8859-1.
    LATIN1,
    /// Eight septets of GSM 03.38 in seven octets.
    PACKED_GSM7
  }

  /// How a text of several segments is handed over.
  public enum LongForm {
    /// Each with a header and an 8-bit reference.
    UDH8,
    /// Each with a header and a 16-bit reference.
    UDH16,
    /// Each with parameters that say which one it is.
    SAR,
    /// All in one, which the carrier cuts.
    PAYLOAD
  }
}
