package io.carillon.front.intelepeer;

import io.carillon.front.json.Fields;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `media`: links, blocks of text, blocks of data (page "Understanding MMS Messaging").
///
/// Blocks of text join the message's own text, so a message of nothing but text stays an SMS. A
/// block of data is measured and named; nothing keeps its octets yet.
final class IntelePeerMedia {
  /// All blocks of data together, in octets.
  static final int OCTETS_MAX = 5 * 1024 * 1024;

  /// What stands as the source of a block of data.
  static final String INLINE = "inline:";

  private static final int ITEMS_MAX = 10;
  private static final int URL_MAX = 2_048;
  private static final int NAME_MAX = 255;
  private static final String DETECT = "default:<detect>";
  private static final Pattern LINK =
      Pattern.compile("(?i)(?:https?|cpaasmedia)://[^\\s/?#][^\\s]*");
  private static final Pattern TYPE =
      Pattern.compile("([a-z]+)/([a-z0-9][a-z0-9!#$&^_.+-]{0,126})(?:;.*)?");
  private static final Set<String> FAMILIES = Set.of("image", "audio", "video");
  private static final Set<String> TYPES =
      Set.of("text/plain", "text/vcard", "text/x-vcard", "text/calendar", "application/pdf");

  private final Fields fields;
  private final List<String> texts = new ArrayList<>();
  private final List<Content.Item> items = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private long octets;

  IntelePeerMedia(Fields fields) {
    this.fields = fields;
  }

  /// What was read.
  ///
  /// @param texts the blocks of text, in their order
  /// @param files the name of each item, empty where it has none
  record Media(List<String> texts, List<Content.Item> items, List<String> files) {
    /// Whether it takes an MMS to carry it.
    boolean isMessage() {
      return !items.isEmpty();
    }

    /// It together with the text of the message: one line break before each block.
    Content content(String text) {
      var all = new ArrayList<String>();
      if (!text.isEmpty()) {
        all.add(text);
      }
      all.addAll(texts);
      var body = String.join("\n", all);
      return isMessage() ? new Content.Media(body, items) : new Content.Text(body);
    }
  }

  Media read() {
    for (var entry : fields.objects("media", 0, ITEMS_MAX)) {
      read(entry);
    }
    if (octets > OCTETS_MAX) {
      fields.refuse(
          Refusal.of(Fault.MEDIA_TOO_LARGE, "media", "All media together may have at most 5 MB."));
    }
    return new Media(texts, items, files);
  }

  private void read(Fields entry) {
    var link = entry.text("link", URL_MAX);
    var text = entry.text("text");
    var data = entry.text("data");
    if (count(link) + count(text) + count(data) != 1) {
      if (!entry.has("link") && !entry.has("text") && !entry.has("data")) {
        entry.wrong("link", "is missing, and so are text and data");
      } else if (link.isPresent() || text.isPresent() || data.isPresent()) {
        entry.wrong("link", "goes without text and data, and text without data");
      }
      return;
    }
    text.ifPresent(texts::add);
    var type = type(entry);
    var file = file(entry);
    link.ifPresent(url -> link(entry, url, type, file));
    data.ifPresent(block -> data(entry, block, type, file));
  }

  private static int count(Optional<String> value) {
    return value.isPresent() ? 1 : 0;
  }

  private void link(Fields entry, String url, String type, String file) {
    if (!LINK.matcher(url).matches()) {
      entry.wrong("link", "must be an absolute http, https or cpaasmedia URL");
    }
    add(url, type, file);
  }

  private void data(Fields entry, String block, String type, String file) {
    entry.require("encoding");
    var encoding = entry.text("encoding", NAME_MAX);
    if (encoding.isPresent()) {
      if (encoding.get().equalsIgnoreCase("base64")) {
        octets += octets(entry, block);
      } else {
        entry.wrong("encoding", "must be base64");
      }
    }
    if (!type.isEmpty() && !isCarried(type)) {
      fields.refuse(
          Refusal.of(
              Fault.MEDIA_UNSUPPORTED, "media", "A media file has a type that is not carried."));
    }
    add(INLINE + (items.size() + 1), type, file);
  }

  private void add(String source, String type, String file) {
    items.add(new Content.Item(source, type, ""));
    files.add(file);
  }

  private static int octets(Fields entry, String block) {
    try {
      return Base64.getDecoder().decode(block.replaceAll("[\r\n]", "")).length;
    } catch (IllegalArgumentException _) {
      entry.wrong("data", "must be written in its encoding");
      return 0;
    }
  }

  private static String type(Fields entry) {
    var type = entry.text("content-type", NAME_MAX).orElse("").strip().toLowerCase(Locale.ROOT);
    if (type.isEmpty() || type.equals(DETECT)) {
      return "";
    }
    if (!TYPE.matcher(type).matches()) {
      entry.wrong("content-type", "must be a media type, such as image/png");
    }
    return type;
  }

  private static boolean isCarried(String type) {
    var bare = type.split(";", 2)[0].strip();
    return FAMILIES.contains(bare.split("/", 2)[0]) || TYPES.contains(bare);
  }

  private static String file(Fields entry) {
    var file = entry.text("filename", NAME_MAX).orElse("");
    if (file.equals(DETECT)) {
      return "";
    }
    if (file.chars().anyMatch(Character::isISOControl)) {
      entry.wrong("filename", "may have no control characters");
    }
    return file;
  }
}
