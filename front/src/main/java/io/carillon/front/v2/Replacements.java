package io.carillon.front.v2;

import io.carillon.front.json.JsonWriter;
import io.carillon.model.Content;
import io.carillon.model.Keepsake;
import io.carillon.wire.text.Transliteration;
import io.carillon.wire.text.Transliteration.Depth;
import io.carillon.wire.text.Transliteration.Replaced;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What smart encoding replaced in a text. The message keeps it in its keepsake, so that it is told
/// whenever the message is read.
///
/// @param count how many characters were replaced
/// @param kinds of which kinds: the first 100
record Replacements(int count, List<Replaced> kinds) {
  /// Nothing was replaced.
  static final Replacements NONE = new Replacements(0, List.of());

  private static final int KINDS_MAX = 100;

  /// A longer text is refused, whatever it says.
  private static final int TEXT_MAX = 4_000;

  private static final byte VERSION = 1;

  Replacements {
    kinds = List.copyOf(kinds);
  }

  /// A content as it is to be sent, and what was replaced in it.
  record Smart(Content content, Replacements replaced) {}

  /// Replaces in a text as far as `depth` says; nowhere where there is none.
  static Smart in(Content content, Optional<Depth> depth) {
    if (depth.isEmpty() || content.words().length() > TEXT_MAX) {
      return new Smart(content, NONE);
    }
    var smart = Transliteration.of(content.words(), depth.get());
    var kinds = smart.replaced();
    var replaced =
        new Replacements(smart.count(), kinds.subList(0, Math.min(KINDS_MAX, kinds.size())));
    return content
        .saying(smart.text())
        .map(next -> new Smart(next, replaced))
        .orElseGet(() -> new Smart(content, NONE));
  }

  /// What a message keeps of it.
  Keepsake keepsake() {
    if (count == 0) {
      return Keepsake.NONE;
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeShort(count);
      out.writeByte(kinds.size());
      for (var kind : kinds) {
        out.writeUTF(kind.what());
        out.writeUTF(kind.by());
        out.writeShort(kind.times());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return new Keepsake(bytes.toByteArray());
  }

  /// What a message of this dialect kept; nothing where it cannot be read.
  static Replacements of(Keepsake keepsake) {
    if (keepsake.isEmpty()) {
      return NONE;
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(keepsake.octets()))) {
      if (in.readByte() != VERSION) {
        return NONE;
      }
      int count = in.readUnsignedShort();
      int size = in.readUnsignedByte();
      var kinds = new ArrayList<Replaced>(size);
      for (int i = 0; i < size; i++) {
        kinds.add(new Replaced(in.readUTF(), in.readUTF(), in.readUnsignedShort()));
      }
      return new Replacements(count, kinds);
    } catch (IOException _) {
      return NONE;
    }
  }

  /// The member `replaced`: `null` where nothing was.
  void write(JsonWriter json) {
    if (count == 0) {
      json.none("replaced");
      return;
    }
    json.object("replaced").number("count", count).array("characters");
    for (var kind : kinds) {
      json.object().text("what", kind.what()).text("by", kind.by());
      json.number("times", kind.times()).end();
    }
    json.endArray().end();
  }
}
