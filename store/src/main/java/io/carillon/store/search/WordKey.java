package io.carillon.store.search;

import java.util.Map;

/// Words that are found whole only, as 64 bits each (FNV-1a over UTF-16, then mixed). Two words
/// with one key are never expected; where they come, a list still tells them apart.
final class WordKey {
  private static final long[] NONE = {};
  private static final long OFFSET = 0xcbf2_9ce4_8422_2325L;
  private static final long PRIME = 0x100_0000_01b3L;

  private WordKey() {}

  /// The key of a client's reference; 0 for none.
  static long ofReference(String reference) {
    return reference.isEmpty() ? 0 : mixed(hash(OFFSET, reference));
  }

  /// The keys of labels.
  static long[] ofTags(Map<String, String> tags) {
    if (tags.isEmpty()) {
      return NONE;
    }
    var keys = new long[tags.size()];
    int count = 0;
    for (var tag : tags.entrySet()) {
      keys[count++] = ofTag(tag.getKey(), tag.getValue());
    }
    return keys;
  }

  /// The key of a label with its value.
  static long ofTag(String name, String value) {
    return mixed(hash((hash(OFFSET, name) ^ name.length()) * PRIME, value));
  }

  private static long hash(long begin, String text) {
    long hash = begin;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }

  /// Never 0, which stands for no word, and never negative: keys are ordered as signed numbers.
  private static long mixed(long hash) {
    long z = (hash ^ (hash >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return ((z ^ (z >>> 31)) & Long.MAX_VALUE) | 1;
  }
}
