package io.carillon.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.model.Erasure;
import io.carillon.store.vault.SealingKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// What a certificate of an erasure says: JSON on one line, in which no address stands.
///
/// What other programs read is never renamed; a certificate of another shape has another `type`.
final class ErasureCertificate {
  private static final String TYPE = "carillon-erasure-1";
  private static final int KEY_OCTETS = 8;
  private static final JsonFactory JSON = new JsonFactory();

  /// What is kept all the same, and why nobody is named by it.
  private static final List<String> KEPT =
      List.of(
          "of each message its id, times, status, carrier, segments and price",
          "what the person stopped, by the keyed hash, so that nobody writes to them again",
          "the ledger and the usage, which name no person");

  private ErasureCertificate() {}

  /// What was done in the archive and to the keys of persons.
  ///
  /// @param unread how many blocks of the archive could not be read
  record Elsewhere(int unread, PersonTree.Destroyed keys) {}

  static String of(Erasure erasure, Instant finished, Elsewhere elsewhere, byte[] publicKey) {
    var out = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", TYPE);
      json.writeStringField("id", erasure.id().uuid());
      json.writeStringField("account", "AC" + erasure.account());
      json.writeBooleanField("accounts_below", true);
      texts(json, "people_hmac_sha256_128", erasure.marks());
      json.writeStringField("reason", erasure.reason());
      json.writeStringField("ordered", erasure.ordered().toString());
      json.writeStringField("finished", finished.toString());
      json.writeObjectFieldStart("erased");
      for (var count : new TreeMap<>(erasure.progress().erased()).entrySet()) {
        json.writeNumberField(count.getKey(), count.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("archive_blocks_unreadable", elsewhere.unread());
      keys(json, elsewhere.keys());
      texts(json, "kept", KEPT);
      json.writeStringField("key", name(publicKey));
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /// Copies of the keys in which fewer changes were made still hold those that were destroyed.
  private static void keys(JsonGenerator json, PersonTree.Destroyed keys) throws IOException {
    json.writeObjectFieldStart("person_keys");
    json.writeStringField("tree", SealingKey.word(keys.tree().id()));
    json.writeNumberField("destroyed", keys.last().size());
    json.writeNumberField("change", keys.tree().changes());
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (var text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /// How a certificate names the key that signed it: the first 16 hexadecimal digits of its
  /// SHA-256.
  private static String name(byte[] publicKey) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(publicKey);
      return HexFormat.of().formatHex(digest, 0, KEY_OCTETS);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
