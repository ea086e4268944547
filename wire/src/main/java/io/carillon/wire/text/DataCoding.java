package io.carillon.wire.text;

import java.util.OptionalInt;

/// The values of data_coding (SMPP 3.4 §5.2.19, which takes 0x10 and up from 3GPP TS 23.038 §4).
public final class DataCoding {
  /// The message centre's default alphabet: nearly always GSM 03.38, one octet a character.
  public static final int DEFAULT = 0x00;

  public static final int ASCII = 0x01;
  public static final int LATIN1 = 0x03;
  public static final int BINARY = 0x04;
  public static final int CYRILLIC = 0x06;
  public static final int HEBREW = 0x07;
  public static final int UCS2 = 0x08;

  /// GSM 03.38, message class 0: shown at once and not stored ("flash").
  public static final int GSM7_FLASH = 0x10;

  /// UCS-2, message class 0.
  public static final int UCS2_FLASH = 0x18;

  private DataCoding() {}

  /// The data_coding of a text that is shown at once and not stored; none for Latin-1, which has no
  /// message classes.
  public static OptionalInt flash(TextEncoding encoding) {
    return switch (encoding) {
      case GSM7 -> OptionalInt.of(GSM7_FLASH);
      case UCS2 -> OptionalInt.of(UCS2_FLASH);
      case LATIN1 -> OptionalInt.empty();
    };
  }

  /// The alphabet of a data_coding where `byDefault` stands for 0.
  public static Alphabet alphabet(int dataCoding, Alphabet byDefault) {
    return switch (dataCoding) {
      case DEFAULT -> byDefault;
      case ASCII -> Alphabet.ASCII;
      case LATIN1 -> Alphabet.LATIN1;
      case CYRILLIC -> Alphabet.CYRILLIC;
      case HEBREW -> Alphabet.HEBREW;
      case UCS2 -> Alphabet.UCS2;
      default -> dataCoding < 0x10 ? Alphabet.BINARY : gsmAlphabet(dataCoding);
    };
  }

  /// 23.038 §4 by the upper four bits, the *coding group*.
  private static Alphabet gsmAlphabet(int dataCoding) {
    return switch (dataCoding >>> 4) {
      // General group; 0x2_, 0x3_, 0x6_ and 0x7_ are compressed, which nobody sends.
      case 0x1, 0x4, 0x5 -> generalAlphabet(dataCoding >>> 2 & 3);
      // Message waiting: discard, store, store in UCS-2.
      case 0xC, 0xD -> Alphabet.GSM7;
      case 0xE -> Alphabet.UCS2;
      case 0xF -> (dataCoding & 4) == 0 ? Alphabet.GSM7 : Alphabet.BINARY;
      default -> Alphabet.BINARY;
    };
  }

  private static Alphabet generalAlphabet(int bits) {
    return switch (bits) {
      case 0 -> Alphabet.GSM7;
      case 2 -> Alphabet.UCS2;
      default -> Alphabet.BINARY;
    };
  }

  /// The message class (0 flash, 1 handset, 2 SIM, 3 terminal) where the data_coding names one.
  public static OptionalInt messageClass(int dataCoding) {
    return switch (dataCoding >>> 4) {
      case 0x1, 0x5, 0xF -> OptionalInt.of(dataCoding & 3);
      default -> OptionalInt.empty();
    };
  }
}
