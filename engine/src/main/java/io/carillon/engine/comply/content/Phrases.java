package io.carillon.engine.comply.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The words of a text in their order, as they are read (`Letters`), each by its hash: what they
/// say can be looked up, and not read again.
final class Phrases {
  /// Only so many words of a text are looked at.
  private static final int WORDS_MAX = 400;

  /// Binary digits of a count of up to two votes a word.
  private static final int PLANES = 10;

  private static final long START = 0xCBF29CE484222325L; // FNV-1a
  private static final long STEP = 0x100000001B3L;

  private final long[] words;

  /// The same words with all digits alike.
  private final long[] alike;

  private int size;

  private Phrases(int wordsMax) {
    words = new long[wordsMax];
    alike = new long[wordsMax];
  }

  static Phrases of(String text) {
    var phrases = new Phrases(Math.min(WORDS_MAX, text.length() / 2 + 1));
    long word = START;
    long like = START;
    for (int i = 0; i <= text.length() && phrases.size < phrases.words.length; ) {
      int character = i < text.length() ? text.codePointAt(i) : ' ';
      i += Character.charCount(character);
      int letter = Letters.fold(character);
      if (Character.isLetterOrDigit(letter) || letter == '+') {
        word = (word ^ letter) * STEP;
        like = (like ^ (Character.isDigit(letter) ? '0' : letter)) * STEP;
      } else if (word != START) {
        phrases.alike[phrases.size] = mixed(like);
        phrases.words[phrases.size++] = mixed(word);
        word = START;
        like = START;
      }
    }
    return phrases;
  }

  /// The hash of all its words as one phrase.
  long whole() {
    long hash = 0;
    for (int i = 0; i < size; i++) {
      hash = joined(hash, words[i]);
    }
    return hash;
  }

  /// What the phrases in it stand for, each phrase once.
  <V> List<V> found(Map<Long, V> phrases, int wordsMax) {
    var found = new ArrayList<V>(0);
    Set<Long> seen = new HashSet<>();
    for (int from = 0; from < size; from++) {
      long hash = 0;
      for (int to = from; to < Math.min(size, from + wordsMax); to++) {
        hash = joined(hash, words[to]);
        var value = phrases.get(hash);
        if (value != null && seen.add(hash)) {
          found.add(value);
        }
      }
    }
    return found;
  }

  /// Phrases by their hashes, as [#found] looks for them.
  static <V> Map<Long, V> table(Map<String, V> phrases) {
    var table = new HashMap<Long, V>();
    phrases.forEach((phrase, value) -> table.put(of(phrase).whole(), value));
    return Map.copyOf(table);
  }

  /// Alike for texts that are nearly the same: each bit is what most words and pairs of words have
  /// there (SimHash: Charikar, *Similarity estimation techniques from rounding algorithms*, STOC
  /// 2002 §3). Digits are all alike.
  long fingerprint() {
    var planes = new long[PLANES];
    long before = 0;
    for (int i = 0; i < size; i++) {
      vote(planes, alike[i]);
      vote(planes, joined(before, alike[i]));
      before = alike[i];
    }
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      int votes = 0;
      for (int plane = 0; plane < PLANES; plane++) {
        votes |= (int) (planes[plane] >>> i & 1) << plane;
      }
      bits |= votes > size ? 1L << i : 0;
    }
    return bits;
  }

  /// Counts the bits of a hash, all at once: plane n holds digit n of every count.
  private static void vote(long[] planes, long hash) {
    long carry = hash;
    for (int i = 0; carry != 0; i++) {
      long both = planes[i] & carry;
      planes[i] ^= carry;
      carry = both;
    }
  }

  private static long joined(long before, long word) {
    return mixed(before * 31 + word);
  }

  private static long mixed(long value) { // the end of SplitMix64
    long hash = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
    return hash ^ hash >>> 31;
  }
}
