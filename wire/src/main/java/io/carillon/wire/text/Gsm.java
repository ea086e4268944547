package io.carillon.wire.text;

import java.util.Arrays;
import java.util.OptionalInt;

/// The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038 §6.2.1), *unpacked*: one
/// septet in each octet, as SMPP carries it. A character of the extension table takes two octets.
///
/// Packing eight septets into seven octets is the business of `SeptetPacking`, other tables than
/// the default ones that of `ShiftedGsm`.
public final class Gsm {
  /// The octet that says that the next one is of the extension table.
  public static final int ESCAPE = 0x1B;

  /// What `code` answers for a character outside the alphabet.
  static final int NONE = 0xFF;

  /// Set in the answer of `code` for a character of the extension table.
  static final int EXTENDED = 0x80;

  private static final char UNREADABLE = '\uFFFD';

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ"
          + " !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
          + "¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final String EXTENSION_CHARACTERS = "\f^{}\\[~]|€";
  private static final byte[] EXTENSION_CODES = {
    0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65
  };

  /// By character, up to the euro sign, the last one of the alphabet in Unicode order.
  private static final byte[] CODES = codes();

  /// By code; 0 where the extension table has nothing.
  private static final char[] EXTENSION = extension();

  private Gsm() {}

  private static byte[] codes() {
    byte[] codes = new byte['€' + 1];
    Arrays.fill(codes, (byte) NONE);
    for (int code = 0; code < BASIC.length(); code++) {
      codes[BASIC.charAt(code)] = (byte) code;
    }
    codes[ESCAPE] = (byte) NONE;
    for (int i = 0; i < EXTENSION_CODES.length; i++) {
      codes[EXTENSION_CHARACTERS.charAt(i)] = (byte) (EXTENDED | EXTENSION_CODES[i]);
    }
    return codes;
  }

  private static char[] extension() {
    char[] characters = new char[128];
    for (int i = 0; i < EXTENSION_CODES.length; i++) {
      characters[EXTENSION_CODES[i]] = EXTENSION_CHARACTERS.charAt(i);
    }
    return characters;
  }

  /// The septet of `character`, or'ed with `EXTENDED` where it needs an escape, or `NONE`.
  static int code(char character) {
    return character < CODES.length ? CODES[character] & 0xFF : NONE;
  }

  /// Whether every character of `text` is in the alphabet.
  public static boolean fits(String text) {
    return septets(text) >= 0;
  }

  /// The index (UTF-16) of the first character that is not in the alphabet.
  public static OptionalInt firstMisfit(String text) {
    int septets = septets(text);
    return septets < 0 ? OptionalInt.of(~septets) : OptionalInt.empty();
  }

  /// How many septets `text` takes, or the bitwise complement of the index of its first misfit.
  static int septets(String text) {
    int septets = 0;
    for (int i = 0; i < text.length(); i++) {
      int code = code(text.charAt(i));
      if (code == NONE) {
        return ~i;
      }
      septets += 1 + (code >>> 7);
    }
    return septets;
  }

  /// The octets of `text`.
  ///
  /// @throws IllegalArgumentException where `text` does not fit
  public static Octets encode(String text) {
    int septets = septets(text);
    if (septets < 0) {
      throw new IllegalArgumentException("no GSM 03.38 character at index " + ~septets);
    }
    byte[] octets = new byte[septets];
    write(text, 0, text.length(), octets, 0);
    return Octets.owning(octets);
  }

  /// Writes the septets of a part of a fitting text into `target` and returns the index behind
  /// them.
  static int write(String text, int from, int to, byte[] target, int at) {
    int next = at;
    for (int i = from; i < to; i++) {
      int code = code(text.charAt(i));
      if (code >= EXTENDED) {
        target[next++] = ESCAPE;
      }
      target[next++] = (byte) (code & 0x7F);
    }
    return next;
  }

  /// The text of unpacked octets. An escape before a code that the extension table lacks is read as
  /// the default character (a space before another escape or at the end), as 23.038 asks; an octet
  /// over 0x7F becomes U+FFFD.
  public static String decode(Octets octets) {
    var text = new StringBuilder(octets.size());
    for (int i = 0; i < octets.size(); i++) {
      int octet = octets.at(i);
      if (octet == ESCAPE) {
        i++;
        text.append(i < octets.size() ? extended(octets.at(i)) : ' ');
      } else {
        text.append(basic(octet));
      }
    }
    return text.toString();
  }

  private static char extended(int octet) {
    if (octet == ESCAPE) {
      return ' ';
    }
    char character = octet < EXTENSION.length ? EXTENSION[octet] : 0;
    return character == 0 ? basic(octet) : character;
  }

  /// The character of a septet in the default alphabet.
  static char basic(int octet) {
    return octet < BASIC.length() ? BASIC.charAt(octet) : UNREADABLE;
  }

  /// The character of a septet behind an escape in the default extension table; 0 where it has
  /// none.
  static char extension(int septet) {
    return EXTENSION[septet];
  }
}
