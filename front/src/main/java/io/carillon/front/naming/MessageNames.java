package io.carillon.front.naming;

import io.carillon.model.Id;
import io.carillon.model.MessageId;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/// Reads every form in which a dialect prints a message's id, whichever dialect is asked.
///
/// | form | printed by |
/// |---|---|
/// | `msg_<uuid>` | PantheonCloud, unified messages; the native API |
/// | `msg-<decimal of the 120-bit name>` | PantheonCloud, SMS and MMS |
/// | `SM` or `MM` and 32 hex digits | mycpaas and Restcomm, texts and media |
/// | `SM` and the 30 hex digits of that name | IntelePeer |
/// | `<uuid>`, `<32 hex>` | ourselves, in logs |
public final class MessageNames {
  private static final int NAME_BITS = 120;
  private static final int NAME_HEX_DIGITS = NAME_BITS / 4;
  private static final int DECIMAL_DIGITS_MAX = 37;
  private static final String UUID_PREFIX = "msg_";
  private static final String DECIMAL_PREFIX = "msg-";
  private static final String TEXT_PREFIX = "SM";
  private static final String MEDIA_PREFIX = "MM";
  private static final int SID_LENGTH = 34;
  private static final int REFID_LENGTH = 32;

  private MessageNames() {}

  /// The message that a name in any form means; empty where it is none.
  public static Optional<MessageId> read(String name) {
    if (name.startsWith(DECIMAL_PREFIX)) {
      return decimal(name.substring(DECIMAL_PREFIX.length())).map(MessageId::new);
    }
    if (name.length() == SID_LENGTH
        && (name.startsWith(TEXT_PREFIX) || name.startsWith(MEDIA_PREFIX))) {
      return Id.fromHex(name.substring(TEXT_PREFIX.length())).map(MessageId::new);
    }
    if (name.length() == REFID_LENGTH && name.startsWith(TEXT_PREFIX)) {
      return Id.fromName120(name.substring(TEXT_PREFIX.length())).map(MessageId::new);
    }
    var bare = name.startsWith(UUID_PREFIX) ? name.substring(UUID_PREFIX.length()) : name;
    return Id.fromUuid(bare).or(() -> Id.fromHex(bare)).map(MessageId::new);
  }

  /// `msg_` and the UUID.
  public static String uuid(MessageId id) {
    return UUID_PREFIX + id.value().uuid();
  }

  /// `msg-` and the 120-bit name as a decimal number.
  public static String decimal(MessageId id) {
    return DECIMAL_PREFIX + new BigInteger(id.value().name120(), 16);
  }

  /// `SM` and the 32 hexadecimal digits: how texts are named, and by some all messages.
  public static String textSid(MessageId id) {
    return TEXT_PREFIX + id.value().hex();
  }

  /// `MM` and the 32 hexadecimal digits: how messages with media are named.
  public static String mediaSid(MessageId id) {
    return MEDIA_PREFIX + id.value().hex();
  }

  /// `SM` and the 120-bit name in 30 upper-case hexadecimal digits.
  public static String refid(MessageId id) {
    return TEXT_PREFIX + id.value().name120().toUpperCase(Locale.ROOT);
  }

  private static Optional<Id> decimal(String digits) {
    if (digits.isEmpty()
        || digits.length() > DECIMAL_DIGITS_MAX
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    var hex = new BigInteger(digits).toString(16);
    return hex.length() > NAME_HEX_DIGITS
        ? Optional.empty()
        : Id.fromName120("0".repeat(NAME_HEX_DIGITS - hex.length()) + hex);
  }
}
