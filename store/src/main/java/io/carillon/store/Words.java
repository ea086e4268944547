package io.carillon.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Words that repeat on many rows, kept once each in a side table and named by a small number.
///
/// The empty word is 0 and has no row. What is known is remembered, up to a bound at which all is
/// forgotten and read again. A word that the open transaction adds is known to the writer alone
/// until that transaction is committed.
final class Words {
  private static final int DIGEST_OCTETS = 16;

  private final String noun;
  private final int knownMax;
  private final Map<String, Integer> keys = new ConcurrentHashMap<>();
  private final Map<Integer, String> texts = new ConcurrentHashMap<>();
  private final Map<String, Integer> fresh = new HashMap<>();

  Words(String noun, int knownMax) {
    this.noun = noun;
    this.knownMax = knownMax;
  }

  /// The number of a word, which is added where it is new. For the writer only.
  int key(Session writer, String text) throws SQLException {
    if (text.isEmpty()) {
      return 0;
    }
    var known = keys.get(text);
    if (known == null) {
      known = fresh.get(text);
    }
    if (known == null) {
      known = added(writer, text);
      fresh.put(text, known);
    }
    return known;
  }

  private int added(Session writer, String text) throws SQLException {
    int found = read(writer, text);
    if (found != 0) {
      return found;
    }
    writer.prepared(noun + "_add").octets(digest(text)).text(text).change();
    return read(writer, text);
  }

  /// The number of a word; 0 where the store has none.
  int find(Session reader, String text) throws SQLException {
    var known = text.isEmpty() ? Integer.valueOf(0) : keys.get(text);
    if (known != null) {
      return known;
    }
    int found = read(reader, text);
    if (found != 0) {
      remember(text, found);
    }
    return found;
  }

  /// The word with a number; empty for 0.
  String text(Session reader, int key) throws SQLException {
    if (key == 0) {
      return "";
    }
    var known = texts.get(key);
    if (known != null) {
      return known;
    }
    var text =
        reader
            .prepared(noun + "_text")
            .number(key)
            .one(Row::text)
            .orElseThrow(() -> new SQLException("no " + noun + " " + key));
    remember(text, key);
    return text;
  }

  /// What the transaction added stands now.
  void committed() {
    if (!fresh.isEmpty()) {
      fresh.forEach(this::remember);
      fresh.clear();
    }
  }

  /// What the transaction added may be gone.
  void rolledBack() {
    fresh.clear();
  }

  private void remember(String text, int key) {
    if (keys.size() >= knownMax) {
      keys.clear();
      texts.clear();
    }
    keys.put(text, key);
    texts.put(key, text);
  }

  private int read(Session session, String text) throws SQLException {
    return session.prepared(noun + "_find").octets(digest(text)).one(Row::number).orElse(0);
  }

  private static byte[] digest(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Arrays.copyOf(digest.digest(text.getBytes(StandardCharsets.UTF_8)), DIGEST_OCTETS);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
