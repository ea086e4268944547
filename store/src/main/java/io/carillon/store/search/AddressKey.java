package io.carillon.store.search;

/// An address as a number whose order is that of the address read from its end, so that all
/// addresses with one end lie in one range.
///
/// Each character takes 4 bits, the last character the highest ones: a digit is 1–10, a plus sign
/// 11, anything else 12 and two times 4 bits of its lower-case form; 0 stands behind the first. 15
/// times 4 bits fit: a number of up to 14 digits and its plus sign stand in it whole.
final class AddressKey {
  private static final int PLACES = 15;
  private static final int PLUS = 11;
  private static final int OTHER = 12;

  /// Stands for whatever is not ASCII, so that it is never taken for what is.
  private static final int FOREIGN = 0xFF;

  private long key;
  private int places;
  private boolean exact = true;

  private AddressKey() {}

  /// The keys of all addresses that may be meant.
  ///
  /// @param exact whether no other address has one of these keys
  record Range(long least, long most, boolean exact) {}

  /// The key of an address.
  static long of(String address) {
    return read(address).key;
  }

  /// The keys of one address, upper and lower case being one.
  static Range whole(String address) {
    var read = read(address);
    return new Range(read.key, read.key, read.exact && read.places < PLACES);
  }

  /// The keys of all addresses with this end.
  static Range end(String end) {
    var read = read(end);
    int open = 4 * (PLACES - Math.min(read.places, PLACES));
    return new Range(read.key, read.key | ((1L << open) - 1), read.exact);
  }

  private static AddressKey read(String text) {
    var key = new AddressKey();
    for (int i = text.length() - 1; i >= 0 && key.places <= PLACES; i--) {
      key.put(text.charAt(i));
    }
    return key;
  }

  private void put(char raw) {
    if (raw >= '0' && raw <= '9') {
      place(raw - '0' + 1);
      return;
    }
    if (raw == '+') {
      place(PLUS);
      return;
    }
    int c = Character.toLowerCase(Character.toUpperCase(raw));
    if (c >= 0x80) {
      exact = false;
      c = FOREIGN;
    }
    place(OTHER);
    place(c >>> 4);
    place(c & 0xF);
  }

  private void place(int value) {
    if (places < PLACES) {
      key |= (long) value << (4 * (PLACES - 1 - places));
    } else {
      exact = false;
    }
    places++;
  }
}
