package io.carillon.engine.comply.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// What a character looks like to a reader: lower case, without marks, and Latin where a letter of
/// another script, a full-width or a mathematical form looks like a Latin one.
///
/// The pairs stand in `lookalikes.txt`; a small choice from Unicode's confusables (UTS 39 §4), of
/// which the whole would fold far more than what is used to deceive.
final class Letters {
  /// Characters from here on are folded by rule, not by table.
  private static final int TABLE_END = 0x600;

  private static final char[] TABLE = table();

  private Letters() {}

  /// The character that this one is read as; itself where it looks like no other.
  static int fold(int character) {
    if (character < TABLE_END) {
      return TABLE[character];
    }
    if (character >= 0xFF01 && character <= 0xFF5E) { // full-width forms of ASCII
      return TABLE[character - 0xFF01 + '!'];
    }
    if (character >= 0x1D400 && character < 0x1D6A4) { // mathematical alphabets, 52 letters each
      return 'a' + (character - 0x1D400) % 26;
    }
    if (character >= 0x1D7CE && character < 0x1D800) { // mathematical digits, 10 each
      return '0' + (character - 0x1D7CE) % 10;
    }
    return character;
  }

  private static char[] table() {
    var alike = new char[TABLE_END];
    for (int i = 0; i < alike.length; i++) {
      alike[i] = (char) i;
    }
    read("lookalikes.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> line.chars().skip(2).forEach(other -> alike[other] = line.charAt(0)));
    var table = new char[TABLE_END];
    for (int i = 0; i < table.length; i++) {
      int low = Character.toLowerCase(i);
      table[i] = low < TABLE_END ? alike[low] : (char) i;
    }
    return table;
  }

  /// A text of ours beside this class.
  static String read(String name) {
    try (var in = Letters.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
