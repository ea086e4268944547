package io.carillon.front.v2;

import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import java.util.Optional;

/// How the API names one webhook: `whk_`, the UUID of its message, `_` and its number there. It
/// stays the same over all tries, so that who hears it twice can tell.
record WebhookName(MessageId message, int sequence) {
  private static final String PREFIX = "whk_";
  private static final int UUID_LENGTH = 36;
  private static final int DIGITS_MAX = 9;

  static WebhookName of(Notice notice) {
    return new WebhookName(notice.message(), notice.sequence());
  }

  /// The name that a text is; empty where it is none.
  static Optional<WebhookName> read(String text) {
    int mark = PREFIX.length() + UUID_LENGTH;
    if (!text.startsWith(PREFIX) || text.length() < mark + 2 || text.charAt(mark) != '_') {
      return Optional.empty();
    }
    var number = text.substring(mark + 1);
    boolean counts =
        number.length() <= DIGITS_MAX && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return Id.fromUuid(text.substring(PREFIX.length(), mark))
        .filter(_ -> counts)
        .map(id -> new WebhookName(new MessageId(id), Integer.parseInt(number)));
  }

  String text() {
    return PREFIX + message.value().uuid() + '_' + sequence;
  }
}
