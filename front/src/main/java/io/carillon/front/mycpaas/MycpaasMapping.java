package io.carillon.front.mycpaas;

import io.carillon.model.Channel;
import io.carillon.model.Message;
import io.carillon.model.Reply;
import io.carillon.model.Status;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The dialect's words, a row each, and nothing else.
///
/// Sources: *mycpaas* = the page "Send an SMS"; *OAI* = Twilio's OpenAPI description of the
/// resource; *ours* = our choice, written down in `docs/reference/mycpaas.md`.
final class MycpaasMapping {
  private MycpaasMapping() {}

  /// The status word of a message.
  static String word(Status status, Surface surface) {
    return switch (surface) {
      case BARE -> bare(status);
      case LAML -> laml(status);
    };
  }

  private static String bare(Status status) { // table
    return switch (status) {
      case ACCEPTED -> "accepted"; // OAI
      case SCHEDULED -> "scheduled"; // OAI
      case QUEUED -> "queued"; // OAI
      case SENDING -> "sending"; // OAI
      case SENT -> "sent"; // OAI
      case DELIVERED -> "delivered"; // OAI
      case READ -> "read"; // OAI
      case UNDELIVERED -> "undelivered"; // OAI
      case EXPIRED, FAILED -> "failed"; // OAI; that an expired one is failed is ours
      case CANCELED -> "canceled"; // OAI
      case RECEIVED -> "received"; // OAI
    };
  }

  private static String laml(Status status) { // table
    return switch (status) {
      case ACCEPTED, SCHEDULED, QUEUED -> "queued"; // mycpaas; scheduled ones: ours
      case SENDING -> "sending"; // mycpaas
      case SENT -> "sent"; // mycpaas
      case DELIVERED -> "delivered"; // mycpaas
      case READ, RECEIVED -> "delivered"; // ours: the page knows five words
      case UNDELIVERED, EXPIRED, CANCELED -> "failed"; // ours: the page knows five words
      case FAILED -> "failed"; // mycpaas
    };
  }

  /// The statuses that a word of the list's filter stands for: none for a word of the family that
  /// no message of ours has, empty where it is no word of the surface.
  static Optional<Set<Status>> statuses(String word, Surface surface) {
    var statuses = EnumSet.noneOf(Status.class);
    for (var status : Status.values()) {
      if (word(status, surface).equals(word)) {
        statuses.add(status);
      }
    }
    return statuses.isEmpty() && !isOther(word, surface) ? Optional.empty() : Optional.of(statuses);
  }

  private static boolean isOther(String word, Surface surface) {
    return surface == Surface.BARE
        && Set.of("receiving", "partially_delivered").contains(word); // OAI
  }

  /// The changes that are told: every one that moves the word, so a message of five words never
  /// tells `queued`, which is where it begins.
  static Set<Status> told(Surface surface) {
    return switch (surface) {
      case BARE -> EnumSet.complementOf(EnumSet.of(Status.ACCEPTED, Status.RECEIVED));
      case LAML ->
          EnumSet.complementOf(
              EnumSet.of(Status.ACCEPTED, Status.SCHEDULED, Status.QUEUED, Status.RECEIVED));
    };
  }

  /// The word of a message's direction.
  static String direction(Message message) { // table
    return switch (message.parties().direction()) {
      case INBOUND -> "inbound"; // OAI
      case OUTBOUND -> Reply.isOne(message) ? "outbound-reply" : "outbound-api"; // OAI
    };
  }

  /// What stands before an address that is no SMS or MMS one, with its colon.
  static String prefix(Channel channel) { // table
    return switch (channel) {
      case SMS, MMS -> ""; // OAI
      case RCS -> "rcs:"; // OAI
      case WHATSAPP -> "whatsapp:"; // OAI
      case MESSENGER -> "messenger:"; // OAI
      case INSTAGRAM,
          APPLE,
          PUSH_ANDROID,
          PUSH_IOS,
          PUSH_WEB,
          EMAIL,
          TELEGRAM,
          VIBER,
          LINE,
          WECHAT,
          X ->
          channel.word() + ":"; // ours
    };
  }

  /// The channel that a prefix asks for, without its colon.
  static Optional<Channel> channel(String prefix) { // table
    return switch (prefix.toLowerCase(Locale.ROOT)) {
      case "rcs" -> Optional.of(Channel.RCS); // OAI
      case "whatsapp" -> Optional.of(Channel.WHATSAPP); // OAI
      case "messenger" -> Optional.of(Channel.MESSENGER); // OAI
      default -> Optional.empty();
    };
  }

  /// The media type that an extension of a URL's path means; empty where it means none that we
  /// know.
  static Optional<String> mediaType(String extension) { // table
    return switch (extension.toLowerCase(Locale.ROOT)) {
      case "jpg", "jpeg" -> Optional.of("image/jpeg"); // mycpaas
      case "png" -> Optional.of("image/png"); // mycpaas
      case "gif" -> Optional.of("image/gif"); // mycpaas
      case "mp4" -> Optional.of("video/mp4"); // mycpaas
      case "mp3" -> Optional.of("audio/mpeg"); // ours
      case "pdf" -> Optional.of("application/pdf"); // ours
      case "vcf" -> Optional.of("text/vcard"); // ours
      default -> Optional.empty();
    };
  }
}
