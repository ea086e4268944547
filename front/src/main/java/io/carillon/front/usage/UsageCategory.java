package io.carillon.front.usage;

import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.port.Usages.Total;
import java.util.Locale;
import java.util.Optional;

/// What is counted, by the words that two dialects have alike (Twilio's "Usage Categories"). They
/// overlap: a message that came in by SMS counts in `sms-inbound`, `sms` and `totalprice`.
public enum UsageCategory {
  TOTAL("totalprice", "Total Price", Of.ALL, Optional.empty()), // table
  SMS("sms", "SMS", Of.SMS, Optional.empty()), // table
  SMS_INBOUND("sms-inbound", "Inbound SMS", Of.SMS, Optional.of(Direction.INBOUND)), // table
  SMS_OUTBOUND("sms-outbound", "Outbound SMS", Of.SMS, Optional.of(Direction.OUTBOUND)), // table
  MMS("mms", "MMS", Of.MMS, Optional.empty()), // table
  MMS_INBOUND("mms-inbound", "Inbound MMS", Of.MMS, Optional.of(Direction.INBOUND)), // table
  MMS_OUTBOUND("mms-outbound", "Outbound MMS", Of.MMS, Optional.of(Direction.OUTBOUND)), // table
  CHANNELS("channels", "Channels", Of.OTHERS, Optional.empty()), // table
  CHANNELS_INBOUND(
      "channels-messaging-inbound",
      "Inbound Channel Messages",
      Of.OTHERS,
      Optional.of(Direction.INBOUND)), // table
  CHANNELS_OUTBOUND(
      "channels-messaging-outbound",
      "Outbound Channel Messages",
      Of.OTHERS,
      Optional.of(Direction.OUTBOUND)); // table

  /// The channels of a category; those beside SMS and MMS share one.
  private enum Of {
    ALL,
    SMS,
    MMS,
    OTHERS
  }

  private final String word;
  private final String description;
  private final Of channels;
  private final Optional<Direction> direction;

  UsageCategory(String word, String description, Of channels, Optional<Direction> direction) {
    this.word = word;
    this.description = description;
    this.channels = channels;
    this.direction = direction;
  }

  /// What it is called.
  public String word() {
    return word;
  }

  /// What it is called in a sentence.
  public String description() {
    return description;
  }

  /// In what its usage is told besides messages: SMS are billed by the segment.
  public String unit() {
    return isBySegment() ? "segments" : "messages";
  }

  /// Whether it is billed by the segment.
  boolean isBySegment() {
    return channels == Of.SMS;
  }

  /// The one with this word, in any case; empty where nothing of that name is counted.
  public static Optional<UsageCategory> of(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    for (var category : values()) {
      if (category.word.equals(lower)) {
        return Optional.of(category);
      }
    }
    return Optional.empty();
  }

  /// Whether it counts what is summed up there.
  boolean counts(Total total) {
    return isOfItsChannels(total.channel())
        && direction.map(total.direction()::equals).orElse(true);
  }

  private boolean isOfItsChannels(Channel channel) {
    return switch (channels) {
      case ALL -> true;
      case SMS -> channel == Channel.SMS;
      case MMS -> channel == Channel.MMS;
      case OTHERS -> channel != Channel.SMS && channel != Channel.MMS;
    };
  }
}
