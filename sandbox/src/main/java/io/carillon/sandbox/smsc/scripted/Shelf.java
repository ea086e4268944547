package io.carillon.sandbox.smsc.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The messages that were taken last, to be asked for: the newest `MESSAGES_MAX` ids, each with all
/// its recipients. Safe for use by many threads, none of which waits.
final class Shelf {
  /// A power of two: a message stands in the place of its number.
  static final int MESSAGES_MAX = 1 << 14;

  private static final Pattern DECIMAL = Pattern.compile("0*([0-9]{1,19})");
  private static final Pattern HEX = Pattern.compile("0*([0-9A-Fa-f]{1,16})");
  private static final int UUID_LENGTH = 36;

  private final AtomicReferenceArray<Message> places = new AtomicReferenceArray<>(MESSAGES_MAX);

  void put(Message message) {
    places.setRelease(place(message.number()), message);
  }

  private static int place(long number) {
    return (int) (number & (MESSAGES_MAX - 1));
  }

  /// The account's message of this id, as responses or as receipts write it; null where it is not
  /// known, or no longer.
  @Nullable Message find(String id, Postbox postbox) {
    for (var number : List.of(decimal(id), hexadecimal(id), ofUuid(id))) {
      var message = number.isEmpty() ? null : places.getAcquire(place(number.getAsLong()));
      if (message != null && message.postbox() == postbox && isCalled(message, id)) {
        return message;
      }
    }
    return null;
  }

  private static boolean isCalled(Message message, String id) {
    return message.id().equalsIgnoreCase(id) || message.receiptId().equalsIgnoreCase(id);
  }

  private static OptionalLong decimal(String id) {
    var digits = DECIMAL.matcher(id);
    return digits.matches() ? parsed(digits.group(1), 10) : OptionalLong.empty();
  }

  private static OptionalLong hexadecimal(String id) {
    var digits = HEX.matcher(id);
    return digits.matches() ? parsed(digits.group(1), 16) : OptionalLong.empty();
  }

  private static OptionalLong parsed(String digits, int radix) {
    try {
      return OptionalLong.of(Long.parseUnsignedLong(digits, radix));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong ofUuid(String id) {
    try {
      return id.length() == UUID_LENGTH
          ? OptionalLong.of(UUID.fromString(id).getLeastSignificantBits())
          : OptionalLong.empty();
    } catch (IllegalArgumentException _) {
      return OptionalLong.empty();
    }
  }

  /// The newest that fit, the newest first.
  ///
  /// @param last the number given last
  List<Message> newest(long last, int limit, Predicate<Message> fits) {
    var found = new ArrayList<Message>();
    for (long number = last; number > last - MESSAGES_MAX && found.size() < limit; number--) {
      var message = places.getAcquire(place(number));
      if (message == null || message.number() != number) {
        continue;
      }
      for (var one = message; one != null && found.size() < limit; one = one.sibling()) {
        if (fits.test(one)) {
          found.add(one);
        }
      }
    }
    return found;
  }
}
