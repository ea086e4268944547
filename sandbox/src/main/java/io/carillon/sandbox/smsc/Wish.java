package io.carillon.sandbox.smsc;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.sandbox.smsc.Dictation.Cutting;
import io.carillon.wire.text.Alphabet;
import io.carillon.wire.text.Gsm;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads how a handset is to write.
final class Wish {
  private static final int TEXT_MAX = 10_000;
  private static final int OCTETS_MAX = 32 * 1024;
  private static final int REFERENCE_MAX = 0xFFFF;
  private static final int ORDER_MAX = 1_000;
  private static final Set<String> SPECIAL =
      Set.of("octets", "encoding", "split", "reference", "order", "udh");
  private static final Map<String, Alphabet> ENCODINGS =
      Map.of(
          "gsm7", Alphabet.GSM7,
          "ucs2", Alphabet.UCS2,
          "latin1", Alphabet.LATIN1,
          "binary", Alphabet.BINARY);
  private static final Map<String, Cutting> CUTTINGS =
      Map.of(
          "none", Cutting.NONE,
          "udh8", Cutting.UDH8,
          "udh16", Cutting.UDH16,
          "sar", Cutting.SAR);

  private final JsonNode body;
  private Optional<HandsetRefusal> refusal = Optional.empty();

  Wish(JsonNode body) {
    this.body = body;
  }

  /// Whether more is wished than a plain text.
  boolean isSpecial() {
    return SPECIAL.stream().anyMatch(body::has);
  }

  /// The first thing that is wrong.
  Optional<HandsetRefusal> refusal() {
    return refusal;
  }

  /// The plain text.
  String text() {
    var text = body.path("text");
    if (!text.isTextual() || text.asText().isEmpty() || text.asText().length() > TEXT_MAX) {
      wrong("text", "1 to " + TEXT_MAX + " characters");
      return "";
    }
    return text.asText();
  }

  /// How it is to be written.
  ///
  /// @param reference of its parts where none is wished
  Dictation dictation(int reference) {
    boolean raw = body.has("octets");
    var text = raw ? "" : text();
    var usual = raw ? "binary" : Gsm.fits(text) ? "gsm7" : "ucs2";
    var alphabet = word("encoding", ENCODINGS, usual);
    var octets = raw ? octets("octets") : encoded(text, alphabet);
    var order = order();
    var dictation =
        new Dictation(
            octets,
            alphabet,
            word("split", CUTTINGS, "none"),
            octets("udh"),
            number("reference", reference),
            order);
    if (dictation.cutting() == Cutting.NONE && !order.isEmpty()) {
      wrong("order", "'split': there are no parts without it");
    } else if (dictation.cutting() != Cutting.NONE && body.has("udh")) {
      wrong("udh", "no 'split': it is one or the other");
    } else {
      dictation.trouble().ifPresent(why -> wrong(order.isEmpty() ? "text" : "order", why));
    }
    return dictation;
  }

  private Octets encoded(String text, Alphabet alphabet) {
    if (alphabet == Alphabet.GSM7 && !Gsm.fits(text)) {
      wrong("encoding", "an alphabet that has all characters of the text");
      return Octets.NONE;
    }
    return switch (alphabet) {
      case GSM7 -> Gsm.encode(text);
      case UCS2 -> Octets.owning(text.getBytes(StandardCharsets.UTF_16BE));
      case LATIN1, BINARY, ASCII, CYRILLIC, HEBREW ->
          Octets.owning(text.getBytes(StandardCharsets.ISO_8859_1));
    };
  }

  private <T> T word(String field, Map<String, T> words, String usual) {
    var word = body.path(field).asText(usual);
    var meant = words.get(word);
    if (meant != null) {
      return meant;
    }
    wrong(field, "one of " + String.join(", ", words.keySet().stream().sorted().toList()));
    return words.values().iterator().next();
  }

  private Octets octets(String field) {
    var hex = body.path(field).asText("");
    try {
      var octets = HexFormat.of().parseHex(hex);
      if (octets.length <= OCTETS_MAX) {
        return Octets.owning(octets);
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    wrong(field, "hexadecimal digits, two an octet, at most " + OCTETS_MAX + " octets");
    return Octets.NONE;
  }

  private int number(String field, int usual) {
    var node = body.path(field);
    if (node.isMissingNode()) {
      return usual;
    }
    if (node.isInt() && node.asInt() >= 0 && node.asInt() <= REFERENCE_MAX) {
      return node.asInt();
    }
    wrong(field, "a number from 0 to " + REFERENCE_MAX);
    return usual;
  }

  private List<Integer> order() {
    var order = new ArrayList<Integer>();
    var node = body.path("order");
    if (node.isMissingNode()) {
      return order;
    }
    for (var number : node) {
      order.add(number.isInt() ? number.asInt() : 0);
    }
    if (!node.isArray() || order.isEmpty() || order.size() > ORDER_MAX) {
      wrong("order", "1 to " + ORDER_MAX + " numbers of parts in the order in which they are sent");
      return List.of();
    }
    return order;
  }

  private void wrong(String field, String wants) {
    if (refusal.isEmpty()) {
      refusal = Optional.of(HandsetRefusal.field(field, wants));
    }
  }
}
