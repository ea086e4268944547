package io.carillon.wire.smpp;

import org.jspecify.annotations.Nullable;

/// The keys of a receipt's text (SMPP 3.4 Appendix B), in its order. Each stands before a colon, in
/// any case, and not behind a letter, a digit or an underscore. Half of all a busy client reads are
/// receipts, so keys are looked for by hand, from their colon backwards.
public enum ReceiptKey {
  ID("id"),
  SUB("sub"),
  DLVRD("dlvrd"),
  SUBMIT_DATE("submit date"),
  DONE_DATE("done date"),
  STAT("stat"),
  ERR("err"),
  TEXT("text");

  private static final ReceiptKey[] ALL = values();

  /// In small letters. A space stands for an underscore, too, or for nothing.
  private final String word;

  private final String closed;

  ReceiptKey(String word) {
    this.word = word;
    closed = word.replace(" ", "");
  }

  /// As the standard writes it before the colon.
  public String word() {
    return word;
  }

  /// The key that ends at `colon` and does not begin before `from`, or null where there is none.
  static @Nullable ReceiptKey before(String text, int from, int colon) {
    for (ReceiptKey key : ALL) {
      if (endsWith(text, from, colon, key.word) || endsWith(text, from, colon, key.closed)) {
        return key;
      }
    }
    return null;
  }

  /// Whether a key is all that stands from `from` to `colon`.
  static boolean isWhole(String text, int from, int colon) {
    for (ReceiptKey key : ALL) {
      if (isWhole(text, from, colon, key.word) || isWhole(text, from, colon, key.closed)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWhole(String text, int from, int colon, String word) {
    return colon - from == word.length() && endsWith(text, from, colon, word);
  }

  private static boolean endsWith(String text, int from, int end, String word) {
    int start = end - word.length();
    if (start < from || (start > 0 && isOfWord(text.charAt(start - 1)))) {
      return false;
    }
    for (int i = word.length() - 1; i >= 0; i--) {
      if (small(text.charAt(start + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static char small(char character) {
    if (character >= 'A' && character <= 'Z') {
      return (char) (character + ('a' - 'A'));
    }
    return character == '_' ? ' ' : character;
  }

  private static boolean isOfWord(char character) {
    char small = small(character);
    return (small >= 'a' && small <= 'z')
        || (character >= '0' && character <= '9')
        || character == '_';
  }

  /// What a regular expression calls white space.
  static boolean isSpace(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
