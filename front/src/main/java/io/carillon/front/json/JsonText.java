package io.carillon.front.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Reads one JSON object strictly: UTF-8 and nothing else, no name twice, no lone surrogate, no
/// U+0000, at most 16 levels deep, nothing behind it. Values of names that nobody asked for are
/// stepped over without being built.
///
/// Values become `String`, `Long`, `Double`, `Boolean`, `List<Object>`, `Map<String, Object>` and
/// [Absent#NULL].
final class JsonText {
  private static final int DEPTH_MAX = 16;
  private static final int NUMBER_MAX = 100;
  private static final int NAME_MAX = 1_000;
  private static final int SHOWN_MAX = 64;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          // Names come from strangers: a shared symbol table would be theirs to fill.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // A buffer for each thread means one for each request on virtual threads.
          .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(NUMBER_MAX)
                  .maxNameLength(NAME_MAX)
                  .build())
          .build();

  /// What is wrong with a text that is no JSON object; safe to show.
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String why) {
      super(why, null, false, false);
    }

    /// One sentence.
    String why() {
      return String.valueOf(getMessage());
    }
  }

  private final JsonParser parser;

  private JsonText(JsonParser parser) {
    this.parser = parser;
  }

  /// The values of the names that are `known`; fails when the text is not exactly one JSON object.
  static Map<String, Object> object(byte[] body, Predicate<String> known) throws Malformed {
    var text = decode(body);
    int start = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    if (text.length() == start) {
      throw new Malformed("The body is empty; it must be a JSON object.");
    }
    var chars = text.toCharArray();
    try (var parser = FACTORY.createParser(chars, start, chars.length - start)) {
      return new JsonText(parser).whole(known);
    } catch (JsonProcessingException e) {
      throw new Malformed(where(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decode(byte[] body) throws Malformed {
    var text = new String(body, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      } catch (CharacterCodingException _) {
        throw new Malformed("The body is not UTF-8.");
      }
    }
    return text;
  }

  /// Where a body stopped being JSON.
  static String where(JsonProcessingException e) {
    var at = e.getLocation();
    return at == null
        ? "The body is not JSON, or is nested too deeply."
        : "The body is not JSON, or is nested too deeply: see line %d, column %d."
            .formatted(at.getLineNr(), at.getColumnNr());
  }

  private Map<String, Object> whole(Predicate<String> known) throws IOException, Malformed {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new Malformed("The body must be a JSON object.");
    }
    var values = fields(known);
    if (parser.nextToken() != null) {
      throw new Malformed("Something stands behind the JSON object.");
    }
    return values;
  }

  /// The rest of an object whose brace was read.
  private Map<String, Object> fields(Predicate<String> known) throws IOException, Malformed {
    var values = new HashMap<String, Object>();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (!known.test(name)) {
        parser.skipChildren();
        continue;
      }
      put(values, name);
    }
    return values;
  }

  /// A parser of the body as UTF-8, which reads it piece by piece.
  static JsonParser parser(byte[] body) throws IOException {
    int start = body.length >= 3 && body[0] == -17 && body[1] == -69 && body[2] == -65 ? 3 : 0;
    var octets = new ByteArrayInputStream(body, start, body.length - start);
    return FACTORY.createParser(new InputStreamReader(octets, StandardCharsets.UTF_8.newDecoder()));
  }

  /// The element of the outermost array that the parser stands at, read to its end also where it is
  /// malformed.
  static Map<String, Object> element(JsonParser parser, Predicate<String> known)
      throws IOException, Malformed {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      throw new Malformed("It must be a JSON object.");
    }
    try {
      return new JsonText(parser).fields(known);
    } catch (Malformed e) {
      leave(parser);
      throw e;
    } catch (JsonProcessingException e) {
      // The grammar was checked before: what is left is a number beyond what we read.
      leave(parser);
      throw new Malformed(where(e));
    }
  }

  private static void leave(JsonParser parser) throws IOException {
    while (!parser.getParsingContext().inArray()
        || !parser.getParsingContext().getParent().inRoot()) {
      parser.nextToken();
    }
  }

  private Map<String, Object> map() throws IOException, Malformed {
    var values = new HashMap<String, Object>();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      wellFormed(name);
      parser.nextToken();
      put(values, name);
    }
    return values;
  }

  private List<Object> list() throws IOException, Malformed {
    var values = new ArrayList<Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value());
    }
    return values;
  }

  private Object value() throws IOException, Malformed {
    return switch (parser.currentToken()) {
      case START_OBJECT -> map();
      case START_ARRAY -> list();
      case VALUE_STRING -> wellFormed(parser.getText());
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> Absent.NULL;
    };
  }

  private Object whole() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case null, default -> parser.getDoubleValue();
    };
  }

  private String wellFormed(String value) throws Malformed {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        throw new Malformed("A string holds U+0000, which no channel carries.");
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == value.length()
            || !Character.isLowSurrogate(value.charAt(i + 1))) {
          throw new Malformed("A string holds half a surrogate pair, which is no character.");
        }
        i++;
      }
    }
    return value;
  }

  private void put(Map<String, Object> values, String name) throws IOException, Malformed {
    if (values.put(name, value()) != null) {
      throw new Malformed("A name stands twice in one object: \"" + shown(name) + "\".");
    }
  }

  private static String shown(String name) {
    return name.length() <= SHOWN_MAX ? name : name.substring(0, SHOWN_MAX) + "…";
  }

  /// JSON's `null`.
  enum Absent {
    NULL
  }
}
