package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Octets that are put together or taken apart from left to right.
///
/// A count is 7 bits an octet, least significant first, the highest bit set on all but the last. A
/// text is the count `2 × octets`, then UTF-8; where UTF-8 cannot say it (a surrogate alone) the
/// count is odd and UTF-16BE follows.
final class Octets {
  private byte[] octets;
  private int at;

  private Octets(byte[] octets) {
    this.octets = octets;
  }

  static Octets empty() {
    return new Octets(new byte[64]);
  }

  static Octets reading(byte[] octets) {
    return new Octets(octets);
  }

  byte[] bytes() {
    return Arrays.copyOf(octets, at);
  }

  Octets put(int octet) {
    room(1);
    octets[at++] = (byte) octet;
    return this;
  }

  Octets put(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, octets, at, more.length);
    at += more.length;
    return this;
  }

  Octets putCount(int count) {
    int rest = count;
    while (rest >= 0x80) {
      put((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    return put(rest);
  }

  Octets putText(String text) {
    if (hasLoneSurrogate(text)) {
      return putWide(text);
    }
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    return putCount(utf8.length * 2).put(utf8);
  }

  private Octets putWide(String text) {
    putCount(text.length() * 4 + 1);
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i) >>> 8).put(text.charAt(i));
    }
    return this;
  }

  Octets putNumber(double number) {
    long bits = Double.doubleToRawLongBits(number);
    for (int shift = 56; shift >= 0; shift -= 8) {
      put((int) (bits >>> shift));
    }
    return this;
  }

  /// Texts by text, in the order of their keys.
  Octets putTexts(Map<String, String> texts) {
    putCount(texts.size());
    new TreeMap<>(texts).forEach((key, value) -> putText(key).putText(value));
    return this;
  }

  int take() {
    need(1);
    return octets[at++] & 0xFF;
  }

  byte[] take(int count) {
    need(count);
    at += count;
    return Arrays.copyOfRange(octets, at - count, at);
  }

  byte[] takeRest() {
    return take(octets.length - at);
  }

  int takeCount() {
    int count = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int octet = take();
      count |= (octet & 0x7F) << shift;
      if (octet < 0x80) {
        if (count < 0) {
          throw unreadable();
        }
        return count;
      }
    }
    throw unreadable();
  }

  String takeText() {
    int count = takeCount();
    var octets = take(count >>> 1);
    if ((count & 1) == 0) {
      return new String(octets, StandardCharsets.UTF_8);
    }
    if (octets.length % 2 != 0) {
      throw unreadable();
    }
    var text = new StringBuilder(octets.length / 2);
    for (int i = 0; i < octets.length; i += 2) {
      text.append((char) (((octets[i] & 0xFF) << 8) | (octets[i + 1] & 0xFF)));
    }
    return text.toString();
  }

  double takeNumber() {
    long bits = 0;
    for (var octet : take(8)) {
      bits = (bits << 8) | (octet & 0xFF);
    }
    return Double.longBitsToDouble(bits);
  }

  Map<String, String> takeTexts() {
    int count = takeCount();
    var texts = new HashMap<String, String>();
    for (int i = 0; i < count; i++) {
      texts.put(takeText(), takeText());
    }
    return texts;
  }

  <T> List<T> takeList(Supplier<T> one) {
    int count = takeCount();
    var list = new ArrayList<T>();
    for (int i = 0; i < count; i++) {
      list.add(one.get());
    }
    return list;
  }

  static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  static StoreException unreadable() {
    return new StoreException("octets in the store that cannot be read");
  }

  private void need(int count) {
    if (count > octets.length - at) {
      throw unreadable();
    }
  }

  private void room(int more) {
    if (at + more > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, at + more));
    }
  }
}
