package io.carillon.front.restcomm;

import io.carillon.front.json.Fields;
import io.carillon.front.json.Fields.LabelLimits;
import io.carillon.model.Content;
import io.carillon.model.Content.Choice;
import io.carillon.model.Content.Choices.Style;
import java.util.ArrayList;
import java.util.List;

/// Reads what a message of the Messages API says. The page speaks of an exact layout for what only
/// some channels have, and shows none: all but `body` is our choice.
///
/// | key | content |
/// |---|---|
/// | `body` | a text, or the text that stands with media, choices and cards |
/// | `media_urls` | media |
/// | `location` | `latitude`, `longitude`, `label`, `address` |
/// | `contacts` | one object with `name` and `vcard` |
/// | `content` | by its `type`, see [#special] |
final class ChannelContents {
  private static final int URL_MAX = 2_048;
  private static final int MEDIA_MAX = 10;
  private static final int LABEL_MAX = 256;
  private static final int TEXT_MAX = 4_096;
  private static final int VCARD_MAX = 64 * 1024;
  private static final int CHOICES_MAX = 20;
  private static final int CARDS_MAX = 10;
  private static final double LATITUDE_MAX = 90;
  private static final double LONGITUDE_MAX = 180;
  private static final LabelLimits PARAMETERS = new LabelLimits(50, 64, 1_024);
  private static final List<String> ALONE =
      List.of("media_urls", "location", "contacts", "content");

  private final Fields fields;
  private final String body;

  ChannelContents(Fields fields) {
    this.fields = fields;
    this.body = fields.text("body").orElse("");
  }

  /// The content; an empty text where there is none, or where it is wrong.
  Content read() {
    var given = ALONE.stream().filter(fields::has).toList();
    if (given.size() > 1) {
      fields.wrong(given.getFirst(), "cannot stand beside \"" + given.get(1) + "\"");
      return new Content.Text(body);
    }
    return switch (given.isEmpty() ? "" : given.getFirst()) {
      case "media_urls" -> media();
      case "location" -> fields.object("location").map(this::location).orElseGet(this::text);
      case "contacts" -> contact();
      case "content" -> fields.object("content").map(this::special).orElseGet(this::text);
      default -> {
        fields.require("body");
        yield text();
      }
    };
  }

  private Content text() {
    return new Content.Text(body);
  }

  private Content media() {
    var items = new ArrayList<Content.Item>();
    for (var url : fields.texts("media_urls", 1, MEDIA_MAX)) {
      if (url.length() > URL_MAX || !isUrl(url)) {
        fields.wrong("media_urls", "must be absolute http or https URLs of up to 2048 characters");
      }
      items.add(new Content.Item(url, "", ""));
    }
    return new Content.Media(body, items);
  }

  private static boolean isUrl(String text) {
    return text.matches("(?i)https?://[^\\s/?#][^\\s]*");
  }

  private Content location(Fields location) {
    alone("location");
    location.require("latitude", "longitude");
    return new Content.Location(
        location.number("latitude", LATITUDE_MAX).orElse(0),
        location.number("longitude", LONGITUDE_MAX).orElse(0),
        location.text("label", LABEL_MAX).orElse(""),
        location.text("address", LABEL_MAX).orElse(""));
  }

  /// What has no room for a text.
  private void alone(String name) {
    if (!body.isEmpty()) {
      fields.wrong("body", "cannot stand beside \"" + name + "\"");
    }
  }

  private Content contact() {
    alone("contacts");
    for (var contact : fields.objects("contacts", 1, 1)) {
      contact.require("name", "vcard");
      return new Content.Contact(
          contact.text("name", LABEL_MAX).orElse(""), contact.text("vcard", VCARD_MAX).orElse(""));
    }
    return text();
  }

  /// What only some channels have.
  private Content special(Fields special) { // table
    special.require("type");
    return switch (special.text("type").orElse("")) {
      case "template" -> template(special);
      case "buttons" -> choices(special, Style.BUTTONS);
      case "quick_replies" -> choices(special, Style.QUICK_REPLIES);
      case "suggestions" -> choices(special, Style.SUGGESTIONS);
      case "carousel" -> cards(special, false);
      case "catalog" -> cards(special, true);
      case "file" -> file(special);
      case "" -> text();
      default -> {
        special.wrong(
            "type",
            "must be template, buttons, quick_replies, suggestions, carousel, catalog or file");
        yield text();
      }
    };
  }

  private Content template(Fields template) {
    alone("content");
    template.require("name", "language");
    return new Content.Template(
        template.text("name", LABEL_MAX).orElse(""),
        template.text("language", LABEL_MAX).orElse(""),
        template.labels("parameters", PARAMETERS));
  }

  private Content choices(Fields special, Style style) {
    fields.require("body");
    special.require("choices");
    return new Content.Choices(body, style, choices(special, 1));
  }

  private static List<Choice> choices(Fields holder, int min) {
    return holder.objects("choices", min, CHOICES_MAX).stream()
        .map(choice -> {
          choice.require("title");
          return new Choice(
              choice.text("title", LABEL_MAX).orElse(""),
              choice.text("payload", URL_MAX).orElse(""),
              choice.text("url", URL_MAX).orElse(""));
        })
        .toList();
  }

  private Content cards(Fields special, boolean catalog) {
    special.require("cards");
    var cards =
        special.objects("cards", 1, CARDS_MAX).stream()
            .map(card -> {
              card.require("title");
              return new Content.Card(
                  card.text("title", LABEL_MAX).orElse(""),
                  card.text("body", TEXT_MAX).orElse(""),
                  card.text("media_url", URL_MAX).orElse(""),
                  choices(card, 0));
            })
            .toList();
    return new Content.Cards(body, catalog, cards);
  }

  private Content file(Fields file) {
    file.require("url", "name");
    var url = file.text("url", URL_MAX).orElse("");
    if (!url.isEmpty() && !isUrl(url)) {
      file.wrong("url", "must be an absolute http or https URL");
    }
    return new Content.File(
        url,
        file.text("content_type", LABEL_MAX).orElse(""),
        file.text("name", LABEL_MAX).orElse(""),
        body);
  }
}
