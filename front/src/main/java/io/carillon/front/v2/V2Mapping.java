package io.carillon.front.v2;

import io.carillon.model.Content.Choices.Style;
import io.carillon.model.Direction;
import io.carillon.model.Encoding;
import io.carillon.model.Notice;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.wire.text.Transliteration.Depth;
import io.carillon.wire.text.WantedEncoding;
import java.util.Locale;
import java.util.Optional;

/// The native API's words where they are not the canonical ones themselves, a row each.
final class V2Mapping {
  /// The dialect's word in messages and notices.
  static final String DIALECT = "v2";

  private V2Mapping() {}

  /// How a message is encoded; empty where it is no text of a short message.
  static String word(Encoding encoding) { // table
    return switch (encoding) {
      case GSM7 -> "gsm-7";
      case UCS2 -> "ucs-2";
      case LATIN1 -> "latin-1";
      case NONE -> "";
    };
  }

  /// The words of `encoding` in a request.
  static Optional<WantedEncoding> encoding(String word) { // table
    return switch (word) {
      case "auto" -> Optional.of(WantedEncoding.AUTO);
      case "gsm-7" -> Optional.of(WantedEncoding.GSM7);
      case "ucs-2" -> Optional.of(WantedEncoding.UCS2);
      case "latin-1" -> Optional.of(WantedEncoding.LATIN1);
      default -> Optional.empty();
    };
  }

  /// How far smart encoding goes; not at all where there is no depth.
  record Smartness(Optional<Depth> depth) {}

  /// The words of `smart_encoding` in a request.
  static Optional<Smartness> smart(String word) { // table
    return switch (word) {
      case "off" -> Optional.of(new Smartness(Optional.empty()));
      case "look-alikes" -> Optional.of(new Smartness(Optional.of(Depth.LOOKALIKES)));
      case "readable" -> Optional.of(new Smartness(Optional.of(Depth.READABLE)));
      default -> Optional.empty();
    };
  }

  static Optional<Purpose> purpose(String word) { // table
    return switch (word) {
      case "otp" -> Optional.of(Purpose.OTP);
      case "transactional" -> Optional.of(Purpose.TRANSACTIONAL);
      case "promotional" -> Optional.of(Purpose.PROMOTIONAL);
      default -> Optional.empty();
    };
  }

  static Optional<Priority> priority(String word) { // table
    return switch (word) {
      case "high" -> Optional.of(Priority.HIGH);
      case "normal" -> Optional.of(Priority.NORMAL);
      case "low" -> Optional.of(Priority.LOW);
      default -> Optional.empty();
    };
  }

  static Optional<Boolean> flag(String word) { // table
    return switch (word) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<Direction> direction(String word) { // table
    return switch (word) {
      case "outbound" -> Optional.of(Direction.OUTBOUND);
      case "inbound" -> Optional.of(Direction.INBOUND);
      default -> Optional.empty();
    };
  }

  static String word(Style style) {
    return style.name().toLowerCase(Locale.ROOT);
  }

  /// The words of a choice's `style`.
  static Optional<Style> style(String word) { // table
    return switch (word) {
      case "buttons" -> Optional.of(Style.BUTTONS);
      case "quick_replies" -> Optional.of(Style.QUICK_REPLIES);
      case "suggestions" -> Optional.of(Style.SUGGESTIONS);
      default -> Optional.empty();
    };
  }

  static String word(Notice.Progress progress) {
    return progress.name().toLowerCase(Locale.ROOT);
  }

  /// The words of a webhook's `state`.
  static Optional<Notice.Progress> progress(String word) { // table
    return switch (word) {
      case "open" -> Optional.of(Notice.Progress.OPEN);
      case "told" -> Optional.of(Notice.Progress.TOLD);
      case "dead" -> Optional.of(Notice.Progress.DEAD);
      default -> Optional.empty();
    };
  }
}
