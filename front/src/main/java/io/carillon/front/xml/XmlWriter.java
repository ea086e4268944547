package io.carillon.front.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writes one XML 1.0 document, elements in the order in which they are given. Not safe for two
/// threads.
///
/// Characters that XML 1.0 cannot carry (§2.2), such as most controls and lone surrogates, become
/// U+FFFD: a reply is always well-formed, whatever a text holds. Names are the caller's own words
/// and are not checked.
public final class XmlWriter {
  private static final int USUAL_LENGTH = 512;
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder text = new StringBuilder(USUAL_LENGTH);
  private final Deque<String> open = new ArrayDeque<>();
  private boolean inTag;

  /// Begins with the declaration (UTF-8).
  public XmlWriter() {
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  /// Opens an element.
  public XmlWriter open(String name) {
    closeTag();
    text.append('<').append(name);
    open.push(name);
    inTag = true;
    return this;
  }

  /// An attribute of the element that was opened last, before anything is put into it.
  ///
  /// @throws IllegalStateException where something is in it already
  public XmlWriter attribute(String name, String value) {
    if (!inTag) {
      throw new IllegalStateException("attribute " + name + " comes after content");
    }
    text.append(' ').append(name).append("=\"");
    escaped(value, true);
    text.append('"');
    return this;
  }

  /// Closes the innermost element; one without content becomes an empty tag.
  ///
  /// @throws java.util.NoSuchElementException where none is open
  public XmlWriter end() {
    var name = open.pop();
    if (inTag) {
      text.append("/>");
      inTag = false;
    } else {
      text.append("</").append(name).append('>');
    }
    return this;
  }

  /// An element that holds only a text; an empty tag where the text is empty.
  public XmlWriter text(String name, String value) {
    open(name);
    if (!value.isEmpty()) {
      closeTag();
      escaped(value, false);
    }
    return end();
  }

  /// An element without content.
  public XmlWriter empty(String name) {
    return text(name, "");
  }

  /// The document so far, as UTF-8.
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "XmlWriter[" + text.length() + " characters]";
  }

  private void closeTag() {
    if (inTag) {
      text.append('>');
      inTag = false;
    }
  }

  /// XML 1.0 §2.4; line ends in attributes, and carriage returns everywhere, would not survive a
  /// parser (§2.11, §3.3.3) and are written as references.
  private void escaped(String value, boolean inAttribute) {
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '\r' -> text.append("&#13;");
        case '"' -> text.append(inAttribute ? "&quot;" : "\"");
        case '\n' -> text.append(inAttribute ? "&#10;" : "\n");
        case '\t' -> text.append(inAttribute ? "&#9;" : "\t");
        default -> text.appendCodePoint(isCharacter(c) ? c : REPLACEMENT);
      }
    }
  }

  private static boolean isCharacter(int c) {
    return (c >= ' ' && c < 0xD800) || (c >= 0xE000 && c != 0xFFFE && c != 0xFFFF);
  }
}
