package io.carillon.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The bytes of a request in which only the messages' numbers change, so that making the next
/// request costs a few byte stores.
final class Template {
  /// Stands in a body for the seven digits of a message's recipient (`Recipients`).
  static final String NUMBER = "#######";

  private final byte[] bytes;
  private final List<Integer> places;
  private final int messages;

  /// @param messages how many messages the body carries; each names its number equally often, one
  ///   message after the other
  Template(String head, String body, int messages) {
    var length = body.getBytes(StandardCharsets.UTF_8).length;
    this.bytes =
        (head + "Content-Length: " + length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    this.places = places(bytes);
    this.messages = messages;
    if (messages < 1 || places.isEmpty() || places.size() % messages != 0) {
      throw new IllegalArgumentException("each message must name its number equally often");
    }
  }

  /// How many messages one request carries.
  int messages() {
    return messages;
  }

  /// A request of its own, to be numbered.
  byte[] copy() {
    return bytes.clone();
  }

  /// Makes a copy the request of the messages from `first` on.
  void number(byte[] copy, int first) {
    var each = places.size() / messages;
    for (var i = 0; i < places.size(); i++) {
      Recipients.digits(first + i / each, copy, places.get(i));
    }
  }

  /// The request cut at its numbers, for a generator that joins it by itself.
  List<String> pieces() {
    return List.of(new String(bytes, StandardCharsets.UTF_8).split(NUMBER, -1));
  }

  private static List<Integer> places(byte[] bytes) {
    var places = new ArrayList<Integer>();
    // One character a byte, so that places in the text are places in the bytes.
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (var at = text.indexOf(NUMBER); at >= 0; at = text.indexOf(NUMBER, at + 1)) {
      places.add(at);
    }
    return List.copyOf(places);
  }
}
