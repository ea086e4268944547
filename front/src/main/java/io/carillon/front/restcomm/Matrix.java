package io.carillon.front.restcomm;

import io.carillon.model.Channel;
import io.carillon.model.Content;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What each channel carries out by the Messages API, and nothing else: the table "Outbound
/// Messaging" of the page "Messages API Overview" (M). What stands in no row of it is not judged.
final class Matrix {
  private Matrix() {}

  /// The ticked cells of a channel's row.
  static Set<Capability> outbound(Channel channel) { // table
    return switch (channel) {
      case SMS -> EnumSet.of(Capability.TEXT); // M
      case MMS -> EnumSet.of(Capability.TEXT, Capability.IMAGE); // M
      case RCS, WHATSAPP, APPLE, MESSENGER -> EnumSet.allOf(Capability.class); // M
      case PUSH_ANDROID, PUSH_IOS, PUSH_WEB -> // M
          EnumSet.range(Capability.TEXT, Capability.LOCATION);
      case EMAIL, INSTAGRAM, TELEGRAM, VIBER, LINE, WECHAT, X -> // ours: no row
          EnumSet.allOf(Capability.class);
    };
  }

  /// What a content needs that a channel does not carry; empty where it carries all.
  static Set<Capability> lacking(Channel channel, Content content) {
    var needed = needed(content);
    needed.removeAll(outbound(channel));
    return needed;
  }

  private static Set<Capability> needed(Content content) { // table
    return switch (content) {
      case Content.Text _,
          Content.Flash _,
          Content.Binary _,
          Content.Shredded _,
          Content.Sealed _ ->
          EnumSet.of(Capability.TEXT);
      case Content.Media(var body, var items) ->
          with(body, items.stream().map(item -> media(item.source())).toList());
      case Content.Location _ -> EnumSet.of(Capability.LOCATION);
      case Content.Template _ -> EnumSet.of(Capability.TEMPLATE);
      case Content.Choices _ -> EnumSet.of(Capability.CHOICES);
      case Content.Cards _ -> EnumSet.of(Capability.CARDS);
      case Content.Contact _ -> EnumSet.of(Capability.CONTACT);
      case Content.File _ -> EnumSet.of(Capability.FILE);
    };
  }

  private static Set<Capability> with(String body, Collection<Capability> media) {
    var needed = EnumSet.noneOf(Capability.class);
    needed.addAll(media);
    if (!body.isEmpty()) {
      needed.add(Capability.TEXT);
    }
    return needed;
  }

  /// What a URL seems to lead to, by the ending of its path; it is not fetched yet.
  static Capability media(String url) { // table
    var path = url.replaceFirst("[?#].*", "");
    return switch (path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "mp3", "aac", "m4a", "amr", "ogg", "oga", "wav" -> Capability.AUDIO; // ours
      case "mp4", "m4v", "3gp", "3gpp", "mov", "webm" -> Capability.VIDEO; // ours
      case "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "txt", "csv" ->
          Capability.FILE; // ours
      case "vcf", "vcard" -> Capability.CONTACT; // ours
      default -> Capability.IMAGE; // ours: what tells nothing
    };
  }
}
