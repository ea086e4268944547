package io.carillon.front.mycpaas;

import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ids that the dialect prints: two letters and 32 hexadecimal digits.
final class Sids {
  private static final String MEDIA = "ME";
  private static final int DIGITS = 32;

  private Sids() {}

  /// An account.
  static String account(AccountId account) {
    return Logins.sid(account);
  }

  /// A message: the LaML pages know one prefix only, the other surface tells texts from media.
  static String message(Message message, Surface surface) {
    boolean media = isMedia(message);
    return switch (surface) {
      case LAML -> MessageNames.textSid(message.id());
      case BARE -> media ? MessageNames.mediaSid(message.id()) : MessageNames.textSid(message.id());
    };
  }

  /// Of what nobody here can read any more its channel tells.
  private static boolean isMedia(Message message) {
    return switch (message.content()) {
      case Content.Media _ -> true;
      case Content.Shredded _, Content.Sealed _ -> message.parties().channel() == Channel.MMS;
      case Content.Text _,
          Content.Flash _,
          Content.Binary _,
          Content.Location _,
          Content.Template _,
          Content.Choices _,
          Content.Cards _,
          Content.Contact _,
          Content.File _ ->
          false;
    };
  }

  /// The id behind a prefix and 32 hexadecimal digits; empty where a text is no such thing.
  static Optional<Id> arranged(String prefix, String sid) {
    return sid.startsWith(prefix) ? Id.fromHex(sid.substring(prefix.length())) : Optional.empty();
  }

  /// The media of a message, in their order. An id comes from the message and what the item is, so
  /// that it stays the same when another item is deleted.
  static List<Medium> media(Message message) {
    if (!(message.content() instanceof Content.Media(_, var items))) {
      return List.of();
    }
    var media = new ArrayList<Medium>(items.size());
    for (var item : items) {
      long twins = media.stream().filter(other -> other.item().equals(item)).count();
      media.add(new Medium(sid(message, item, twins), item));
    }
    return media;
  }

  /// One medium of a message.
  record Medium(String sid, Content.Item item) {}

  private static String sid(Message message, Content.Item item, long twins) {
    var hash =
        Keys.sha256(
            message.id().value().bytes(),
            Long.toString(twins).getBytes(StandardCharsets.US_ASCII),
            new byte[1],
            item.source().getBytes(StandardCharsets.UTF_8));
    return MEDIA + hash.substring(0, DIGITS);
  }
}
