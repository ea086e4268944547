package io.carillon.app.settings;

import io.carillon.store.Retention;
import java.time.Duration;

/// Reads the part `retention` of the settings.
final class RetentionReader {
  /// What else speaks of a message is kept as long: idempotency keys, told notices, halves of
  /// receipts.
  private static final int MESSAGES_MIN_DAYS = 7;

  /// Idempotency keys name lines of it, and a month ends before it is folded.
  private static final int LEDGER_MIN_DAYS = 31;

  private static final int DAYS_MAX = 36_500;
  private static final String EVER = "ever";

  private RetentionReader() {}

  static Retention read(Section section) {
    int messages = days(section, "messages", MESSAGES_MIN_DAYS);
    boolean archives = section.flag("archive");
    int archived = days(section, "archived", 1);
    if (messages > 0 && archived > 0 && archived <= messages) {
      section.trouble(
          "archived",
          "is to be more days than retention.messages: both count from about the acceptance");
    }
    int ledger = days(section, "ledger", LEDGER_MIN_DAYS);
    section.refuseUnknown();
    return new Retention(
        Duration.ofDays(messages), archives, Duration.ofDays(archived), Duration.ofDays(ledger));
  }

  /// How many; 0 = for ever.
  private static int days(Section section, String key, int least) {
    var text = section.text(key);
    if (text.equals(EVER)) {
      return 0;
    }
    if (text.matches("[0-9]{1,5}d")) {
      int days = Integer.parseInt(text.substring(0, text.length() - 1));
      if (days >= least && days <= DAYS_MAX) {
        return days;
      }
    }
    section.trouble(
        key, "is to be ever, or from " + least + "d to " + DAYS_MAX + "d, not '" + text + "'");
    return 0;
  }
}
