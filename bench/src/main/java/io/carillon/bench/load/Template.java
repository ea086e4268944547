package io.carillon.bench.load;

import io.carillon.bench.mark.Recipients;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The bytes of a request in which only the messages' numbers change, so that making the next
/// request costs a copy and a few byte stores.
public final class Template {
  /// Stands in a body for the seven digits of a message's recipient (`Recipients`).
  public static final String NUMBER = "#######";

  private final byte[] bytes;
  private final int[] places;
  private final int messages;

  /// Each message of the request names its number equally often, one message after the other.
  Template(Request request) {
    var length = request.body().getBytes(StandardCharsets.UTF_8).length;
    var lengthLine = request.body().isEmpty() ? "" : "Content-Length: " + length + "\r\n";
    this.bytes =
        (request.head() + lengthLine + "\r\n" + request.body()).getBytes(StandardCharsets.UTF_8);
    this.places = places(bytes);
    this.messages = request.messages();
    if (messages < 1 || places.length == 0 || places.length % messages != 0) {
      throw new IllegalArgumentException("each message must name its number equally often");
    }
  }

  /// How many messages one request carries.
  int messages() {
    return messages;
  }

  /// How many bytes one request has.
  int length() {
    return bytes.length;
  }

  /// Writes the request of the messages from `first` on.
  void write(int first, byte[] to) {
    System.arraycopy(bytes, 0, to, 0, bytes.length);
    var each = places.length / messages;
    for (var i = 0; i < places.length; i++) {
      Recipients.digits(first + i / each, to, places[i]);
    }
  }

  /// The request cut at its numbers, for a generator that joins it by itself.
  List<String> pieces() {
    return List.of(new String(bytes, StandardCharsets.UTF_8).split(NUMBER, -1));
  }

  private static int[] places(byte[] bytes) {
    var places = new ArrayList<Integer>();
    // One character a byte, so that places in the text are places in the bytes.
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (var at = text.indexOf(NUMBER); at >= 0; at = text.indexOf(NUMBER, at + 1)) {
      places.add(at);
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }
}
