package io.carillon.front.markup;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads an XML 1.0 document into elements, strictly and within bounds.
///
/// A document type declaration is refused whole, so that there are no entities but the five of XML,
/// nothing is expanded and nothing is fetched. Comments and processing instructions are passed
/// over. Names are taken without their prefixes.
public final class MarkupReader {
  /// Elements in one document.
  public static final int ELEMENTS_MAX = 500;

  /// Elements inside each other.
  public static final int DEPTH_MAX = 16;

  private static final int WORDS_MAX = 120;

  private MarkupReader() {}

  /// What a document turned out to be.
  public sealed interface Read {
    /// A well-formed document.
    record Good(Element root) implements Read {}

    /// None; `why` is for its author and holds nothing of the document's texts.
    record Bad(String why) implements Read {}
  }

  /// Reads one document, at most 64 KiB of it having come.
  ///
  /// @param charset as the content type names it; empty = the document says it itself
  public static Read read(byte[] document, Optional<Charset> charset) {
    try {
      var stream = new ByteArrayInputStream(document);
      var factory = factory();
      var reader =
          charset.isPresent()
              ? factory.createXMLStreamReader(stream, charset.get().name())
              : factory.createXMLStreamReader(stream);
      return new MarkupReader().read(reader);
    } catch (XMLStreamException | RuntimeException unreadable) {
      // The parser throws what it likes at broken bytes; each means the same to the author.
      return new Read.Bad(place(unreadable));
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("nothing is fetched for a document");
    });
    return factory;
  }

  /// Where it broke, and not at what: that may be a person's words.
  private static String place(Exception unreadable) {
    return unreadable instanceof XMLStreamException broken && broken.getLocation() != null
        ? "it is not well-formed at line "
            + broken.getLocation().getLineNumber()
            + ", column "
            + broken.getLocation().getColumnNumber()
        : "it is not well-formed";
  }

  private final Deque<Open> open = new ArrayDeque<>();
  private Optional<Element> root = Optional.empty();
  private int elements;

  /// An element whose end has not come.
  private record Open(
      String name, Map<String, String> attributes, List<Element> children, StringBuilder text) {}

  private Read read(XMLStreamReader reader) throws XMLStreamException {
    while (reader.hasNext()) {
      int event = reader.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++elements > ELEMENTS_MAX) {
            return new Read.Bad("it has more than " + ELEMENTS_MAX + " elements");
          }
          if (open.size() >= DEPTH_MAX) {
            return new Read.Bad("its elements are nested deeper than " + DEPTH_MAX);
          }
          start(reader);
        }
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (!open.isEmpty()) {
            open.peek().text().append(reader.getText());
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
          return new Read.Bad("it has a document type or entities, which are not read");
        }
        default -> {
          // Comments and processing instructions say nothing; the rest begins and ends documents.
        }
      }
    }
    return root.<Read>map(Read.Good::new).orElseGet(() -> new Read.Bad("it has no element"));
  }

  private void start(XMLStreamReader reader) {
    var attributes = new HashMap<String, String>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    open.push(new Open(reader.getLocalName(), attributes, new ArrayList<>(), new StringBuilder()));
  }

  private void end() {
    var one = open.pop();
    var element = new Element(one.name(), one.attributes(), one.children(), one.text().toString());
    if (open.isEmpty()) {
      root = Optional.of(element);
    } else {
      open.peek().children().add(element);
    }
  }

  /// A name from a document, fit for a notification.
  public static String shown(String name) {
    var cut = name.length() <= WORDS_MAX ? name : name.substring(0, WORDS_MAX);
    return "<" + cut.replaceAll("[^A-Za-z0-9_.-]", "?") + ">";
  }
}
