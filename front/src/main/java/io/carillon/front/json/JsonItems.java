package io.carillon.front.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The elements of a body that is one JSON array, built a few at a time, so that a large body costs
/// little more memory than its octets.
///
/// A body is read twice: first for its grammar alone ([#objection]), so that nothing is done for
/// one that breaks off; then for its elements. What is wrong inside an element is that element's
/// own refusal. Not safe for two threads.
public final class JsonItems implements AutoCloseable {
  private final JsonParser parser;
  private final Set<String> known;
  private boolean ended;

  /// Over a body without objection; names that are not `known` are ignored.
  public JsonItems(byte[] body, Set<String> known) {
    this.known = known;
    try {
      parser = JsonText.parser(body);
      parser.nextToken();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the first character that counts begins an array.
  public static boolean isArray(byte[] body) {
    for (byte octet : body) {
      switch (octet) {
        case ' ', '\t', '\r', '\n', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> {}
        default -> {
          return octet == '[';
        }
      }
    }
    return false;
  }

  /// Why the body as a whole cannot be read; empty where it is one array of at most `itemsMax`.
  public static Optional<Refusal> objection(byte[] body, int itemsMax) {
    try (var parser = JsonText.parser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return malformed("The body must be a JSON array.");
      }
      int items = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        parser.skipChildren();
        items++;
        if (items > itemsMax) {
          var words = "At most " + itemsMax + " messages fit in one request.";
          return Optional.of(Refusal.of(Fault.BODY_TOO_LARGE, "", words));
        }
      }
      return parser.nextToken() == null
          ? Optional.empty()
          : malformed("Something stands behind the JSON array.");
    } catch (JsonProcessingException e) {
      return malformed(JsonText.where(e));
    } catch (CharacterCodingException _) {
      return malformed("The body is not UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next elements, up to `count`; empty at the end. One that is no sound object has no fields
  /// and one refusal.
  public List<Fields> next(int count) {
    var items = new ArrayList<Fields>();
    try {
      while (items.size() < count && !ended) {
        ended = parser.nextToken() == JsonToken.END_ARRAY;
        if (!ended) {
          items.add(item());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return items;
  }

  private Fields item() throws IOException {
    try {
      return Fields.of(JsonText.element(parser, known::contains));
    } catch (JsonText.Malformed e) {
      return Fields.malformed(e.why());
    }
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Refusal> malformed(String why) {
    return Optional.of(Refusal.of(Fault.MALFORMED, "", why));
  }
}
