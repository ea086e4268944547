package io.carillon.engine.comply.content;

/// Cuts a text into what the classifier knows it by: words, pairs of words, runs of 3 to 5
/// characters, and its shape. Each feature is a bucket out of [#BUCKETS], found by a hash; what
/// shares a bucket shares its weight.
///
/// Characters are folded first (`Letters`), digits are all alike, and white space is one space. One
/// pass, no garbage: what is found goes to a sink. Training and judging both come through here, so
/// they cannot see different things.
final class SpamFeatures {
  /// A power of two.
  static final int BUCKETS = 1 << 16;

  /// Only so many characters of a text are read.
  static final int CHARACTERS_MAX = 2_000;

  private static final int GREEK = 0x370;
  private static final int FORMS = 0xFF00;
  private static final int HASH_SHIFT = 64 - Integer.numberOfTrailingZeros(BUCKETS);
  private static final long WORD_START = 0xCBF29CE484222325L; // FNV-1a
  private static final long WORD_STEP = 0x100000001B3L;

  private final Sink sink;

  private long window = ' '; // the last 8 characters, an octet each
  private int length = 1;
  private long word = WORD_START;
  private long wordBefore;
  private boolean inWord;
  private int capitals;
  private int letters;
  private int digits;
  private int foreign;

  private SpamFeatures(Sink sink) {
    this.sink = sink;
  }

  /// Takes what is found.
  interface Sink {
    void word(int bucket);

    void run(int bucket);

    void shape(int bucket);
  }

  /// Whether it is written in a script that the model has learnt: half of its letters are Latin, or
  /// stand for Latin ones in a word of them.
  static boolean scan(String text, Sink sink) {
    var features = new SpamFeatures(sink);
    int end = Math.min(text.length(), CHARACTERS_MAX);
    for (int i = 0; i < end; i++) {
      char unit = text.charAt(i);
      if (Character.isHighSurrogate(unit) && i + 1 < end) {
        features.read(Character.toCodePoint(unit, text.charAt(++i)));
      } else {
        features.read(unit);
      }
    }
    features.end(end);
    return 2 * features.foreign <= features.letters;
  }

  private void read(int character) {
    int folded = Letters.fold(character);
    if (isOther(character)) {
      letters++;
      foreign++;
    }
    if (folded >= 'a' && folded <= 'z') {
      letters += isOther(character) ? 0 : 1;
      capitals += character != folded && Character.isUpperCase(character) ? 1 : 0;
      step(folded, true);
    } else if (folded >= '0' && folded <= '9') {
      digits++;
      step('0', true);
    } else if (folded <= ' ' || folded == 0xA0) {
      if ((window & 0xFF) != ' ') {
        step(' ', false);
      }
    } else if (folded < 0x80) {
      step(folded, folded == '$');
    } else {
      step(0x80 | (folded * 0x9E3779B9) >>> 25, Character.isLetter(folded) || folded == '£');
    }
  }

  /// A letter of another script; the forms of Latin letters beyond them are none.
  private static boolean isOther(int character) {
    return character >= GREEK && character < FORMS && Character.isLetter(character);
  }

  private void step(int octet, boolean ofWord) {
    window = window << 8 | octet;
    length++;
    if (length >= 3) {
      sink.run(bucket(window & 0xFF_FFFFL, 3));
      if (length >= 4) {
        sink.run(bucket(window & 0xFFFF_FFFFL, 4));
        if (length >= 5) {
          sink.run(bucket(window & 0xFF_FFFF_FFFFL, 5));
        }
      }
    }
    if (ofWord) {
      word = (word ^ octet) * WORD_STEP;
      inWord = true;
    } else if (inWord) {
      endWord();
    }
  }

  private void endWord() {
    sink.word(bucket(word, 1));
    if (wordBefore != 0) {
      sink.word(bucket(wordBefore * 31 + word, 2));
    }
    wordBefore = word;
    word = WORD_START;
    inWord = false;
  }

  private void end(int size) {
    if ((window & 0xFF) != ' ') {
      step(' ', false);
    }
    sink.shape(bucket(Math.min(digits / 2, 15), 6));
    sink.shape(bucket(Math.min(size / 20, 10), 7));
    sink.shape(bucket(letters == 0 ? 0 : capitals * 10L / letters, 8));
  }

  private static int bucket(long value, int kind) {
    long hash = (value + ((long) kind << 56)) * 0x9E3779B97F4A7C15L;
    hash = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
    return (int) (hash >>> HASH_SHIFT);
  }
}
