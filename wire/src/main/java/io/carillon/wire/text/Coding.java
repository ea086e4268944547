package io.carillon.wire.text;

/// What a text is said in: an encoding and, for GSM 03.38, the tables in use.
public record Coding(TextEncoding encoding, Shifts shifts) {
  public static final Coding GSM7 = new Coding(TextEncoding.GSM7, Shifts.NONE);
  public static final Coding LATIN1 = new Coding(TextEncoding.LATIN1, Shifts.NONE);
  public static final Coding UCS2 = new Coding(TextEncoding.UCS2, Shifts.NONE);

  public Coding {
    if (encoding != TextEncoding.GSM7 && shifts.headerOctets() > 0) {
      throw new IllegalArgumentException("only GSM 03.38 has shift tables, not " + encoding);
    }
  }

  /// GSM 03.38 with these tables.
  public static Coding gsm7(Shifts shifts) {
    return shifts.equals(Shifts.NONE) ? GSM7 : new Coding(TextEncoding.GSM7, shifts);
  }

  /// The encoding with the default tables.
  public static Coding of(TextEncoding encoding) {
    return switch (encoding) {
      case GSM7 -> GSM7;
      case LATIN1 -> LATIN1;
      case UCS2 -> UCS2;
    };
  }
}
