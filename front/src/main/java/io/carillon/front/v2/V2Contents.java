package io.carillon.front.v2;

import io.carillon.front.json.Fields;
import io.carillon.front.json.Fields.LabelLimits;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.Content;
import io.carillon.model.Payload;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The object `content`: read from a request and written into a reply, the same keys both ways.
///
/// | `kind` | keys |
/// |---|---|
/// | `text` | `text` |
/// | `flash` | `text` |
/// | `binary` | `data` in base64, `destination_port`, `source_port` |
/// | `media` | `text`, `items` of `source`, `type`, `caption` |
/// | `location` | `latitude`, `longitude`, `label`, `address` |
/// | `template` | `name`, `language`, `parameters` |
/// | `choices` | `text`, `style`, `choices` of `title`, `payload`, `link` |
/// | `cards` | `text`, `catalog`, `cards` of `title`, `text`, `picture`, `choices` |
/// | `contact` | `name`, `vcard` |
/// | `file` | `source`, `type`, `name`, `caption` |
/// | `shredded` | none: nobody can read it any more; in replies only |
/// | `sealed` | `jwe`: only the holder of the private key can read it; in replies only |
final class V2Contents {
  private static final int URL_MAX = 2_048;
  private static final int TITLE_MAX = 256;
  private static final int TEXT_MAX = 4_096;
  private static final int VCARD_MAX = 64 * 1024;
  private static final int DATA_MAX = 8 * 1024;
  private static final int PORT_MAX = 65_535;
  private static final int ITEMS_MAX = 10;
  private static final int CHOICES_MAX = 20;
  private static final LabelLimits PARAMETERS = new LabelLimits(50, 64, 1_024);

  private static final String KINDS =
      "text, flash, binary, media, location, template, choices, cards, contact or file";

  private V2Contents() {}

  /// What the object says; empty where its kind is missing or none. What else is wrong with it is
  /// gathered in `fields`.
  static Optional<Content> read(Fields fields) { // table
    fields.require("kind");
    return switch (fields.text("kind").orElse("")) {
      case "text" -> Optional.of(new Content.Text(text(fields)));
      case "flash" -> Optional.of(new Content.Flash(text(fields)));
      case "binary" -> Optional.of(binary(fields));
      case "media" -> Optional.of(media(fields));
      case "location" -> Optional.of(location(fields));
      case "template" -> Optional.of(template(fields));
      case "choices" -> Optional.of(choices(fields));
      case "cards" -> Optional.of(cards(fields));
      case "contact" -> Optional.of(contact(fields));
      case "file" -> Optional.of(file(fields));
      case "" -> Optional.empty();
      default -> {
        fields.wrong("kind", "must be " + KINDS);
        yield Optional.empty();
      }
    };
  }

  private static String text(Fields fields) {
    fields.only(Set.of("kind", "text"));
    fields.require("text");
    return fields.text("text").orElse("");
  }

  private static Content binary(Fields fields) {
    fields.only(Set.of("kind", "data", "destination_port", "source_port"));
    fields.require("data");
    if (fields.has("source_port")) {
      fields.require("destination_port");
    }
    long source = fields.whole("source_port", 0, PORT_MAX).orElse(0);
    var port = fields.whole("destination_port", 0, PORT_MAX);
    return new Content.Binary(
        data(fields),
        port.isPresent()
            ? Optional.of(new Content.Ports((int) port.getAsLong(), (int) source))
            : Optional.empty());
  }

  private static Payload data(Fields fields) {
    try {
      return new Payload(Base64.getDecoder().decode(fields.text("data", DATA_MAX).orElse("")));
    } catch (IllegalArgumentException _) {
      fields.wrong("data", "must be base64");
      return new Payload(new byte[0]);
    }
  }

  private static Content media(Fields fields) {
    fields.only(Set.of("kind", "text", "items"));
    fields.require("items");
    var items = new ArrayList<Content.Item>();
    for (var item : fields.objects("items", 1, ITEMS_MAX)) {
      item.only(Set.of("source", "type", "caption"));
      items.add(
          new Content.Item(
              source(item),
              item.text("type", TITLE_MAX).orElse(""),
              item.text("caption", TEXT_MAX).orElse("")));
    }
    return new Content.Media(fields.text("text").orElse(""), items);
  }

  private static Content location(Fields fields) {
    fields.only(Set.of("kind", "latitude", "longitude", "label", "address"));
    fields.require("latitude", "longitude");
    return new Content.Location(
        fields.number("latitude", 90).orElse(0),
        fields.number("longitude", 180).orElse(0),
        fields.text("label", TITLE_MAX).orElse(""),
        fields.text("address", TITLE_MAX).orElse(""));
  }

  private static Content template(Fields fields) {
    fields.only(Set.of("kind", "name", "language", "parameters"));
    fields.require("name", "language");
    return new Content.Template(
        fields.text("name", TITLE_MAX).orElse(""),
        fields.text("language", TITLE_MAX).orElse(""),
        fields.labels("parameters", PARAMETERS));
  }

  private static Content choices(Fields fields) {
    fields.only(Set.of("kind", "text", "style", "choices"));
    fields.require("text", "style", "choices");
    var style = fields.text("style").flatMap(V2Mapping::style);
    if (fields.has("style") && style.isEmpty()) {
      fields.wrong("style", "must be buttons, quick_replies or suggestions");
    }
    return new Content.Choices(
        fields.text("text", TEXT_MAX).orElse(""),
        style.orElse(Content.Choices.Style.BUTTONS),
        choices(fields, 1));
  }

  private static List<Content.Choice> choices(Fields fields, int min) {
    var choices = new ArrayList<Content.Choice>();
    for (var choice : fields.objects("choices", min, CHOICES_MAX)) {
      choice.only(Set.of("title", "payload", "link"));
      choice.require("title");
      choices.add(
          new Content.Choice(
              choice.text("title", TITLE_MAX).orElse(""),
              choice.text("payload", URL_MAX).orElse(""),
              choice.text("link", URL_MAX).orElse("")));
    }
    return choices;
  }

  private static Content cards(Fields fields) {
    fields.only(Set.of("kind", "text", "catalog", "cards"));
    fields.require("cards");
    var cards = new ArrayList<Content.Card>();
    for (var card : fields.objects("cards", 1, ITEMS_MAX)) {
      card.only(Set.of("title", "text", "picture", "choices"));
      card.require("title");
      cards.add(
          new Content.Card(
              card.text("title", TITLE_MAX).orElse(""),
              card.text("text", TEXT_MAX).orElse(""),
              card.text("picture", URL_MAX).orElse(""),
              choices(card, 0)));
    }
    return new Content.Cards(
        fields.text("text", TEXT_MAX).orElse(""), fields.flag("catalog", false), cards);
  }

  private static Content contact(Fields fields) {
    fields.only(Set.of("kind", "name", "vcard"));
    fields.require("name", "vcard");
    return new Content.Contact(
        fields.text("name", TITLE_MAX).orElse(""), fields.text("vcard", VCARD_MAX).orElse(""));
  }

  private static Content file(Fields fields) {
    fields.only(Set.of("kind", "source", "type", "name", "caption"));
    fields.require("name");
    return new Content.File(
        source(fields),
        fields.text("type", TITLE_MAX).orElse(""),
        fields.text("name", TITLE_MAX).orElse(""),
        fields.text("caption", TEXT_MAX).orElse(""));
  }

  private static String source(Fields fields) {
    fields.require("source");
    var source = fields.text("source", URL_MAX).orElse("");
    if (!source.isEmpty() && !source.matches("(?i)https?://[^\\s/?#][^\\s]*")) {
      fields.wrong("source", "must be an absolute http or https URL");
    }
    return source;
  }

  /// Writes the object.
  static void write(JsonWriter json, Content content) {
    json.object("content");
    fill(json, content);
    json.end();
  }

  /// The object by itself, in UTF-8.
  static byte[] octets(Content content) {
    var json = new JsonWriter();
    json.object();
    fill(json, content);
    return json.end().bytes();
  }

  private static void fill(JsonWriter json, Content content) { // table
    switch (content) {
      case Content.Text(var body) -> json.text("kind", "text").text("text", body);
      case Content.Flash(var body) -> json.text("kind", "flash").text("text", body);
      case Content.Binary(var data, var ports) -> {
        json.text("kind", "binary");
        json.text("data", Base64.getEncoder().encodeToString(data.octets()));
        port(json, "destination_port", ports.map(Content.Ports::destination));
        port(json, "source_port", ports.map(Content.Ports::source));
      }
      case Content.Media(var body, var items) -> {
        json.text("kind", "media").text("text", body).array("items");
        for (var item : items) {
          json.object().text("source", item.source()).textOrNull("type", item.type());
          json.textOrNull("caption", item.caption()).end();
        }
        json.endArray();
      }
      case Content.Location(var latitude, var longitude, var label, var address) -> {
        json.text("kind", "location").number("latitude", latitude).number("longitude", longitude);
        json.textOrNull("label", label).textOrNull("address", address);
      }
      case Content.Template(var name, var language, var parameters) ->
          json.text("kind", "template")
              .text("name", name)
              .text("language", language)
              .labels("parameters", parameters);
      case Content.Choices(var body, var style, var choices) -> {
        json.text("kind", "choices").text("text", body).text("style", V2Mapping.word(style));
        choices(json, choices);
      }
      case Content.Cards(var body, var catalog, var cards) -> {
        json.text("kind", "cards").text("text", body).flag("catalog", catalog).array("cards");
        for (var card : cards) {
          json.object().text("title", card.title()).textOrNull("text", card.body());
          json.textOrNull("picture", card.picture());
          choices(json, card.choices());
          json.end();
        }
        json.endArray();
      }
      case Content.Contact(var name, var vcard) ->
          json.text("kind", "contact").text("name", name).text("vcard", vcard);
      case Content.File(var source, var type, var name, var caption) ->
          json.text("kind", "file")
              .text("source", source)
              .textOrNull("type", type)
              .text("name", name)
              .textOrNull("caption", caption);
      case Content.Shredded _ -> json.text("kind", "shredded");
      case Content.Sealed(var jwe) -> json.text("kind", "sealed").text("jwe", jwe);
    }
  }

  private static void port(JsonWriter json, String name, Optional<Integer> port) {
    port.ifPresentOrElse(number -> json.number(name, number), () -> json.none(name));
  }

  private static void choices(JsonWriter json, List<Content.Choice> choices) {
    json.array("choices");
    for (var choice : choices) {
      json.object().text("title", choice.title()).textOrNull("payload", choice.payload());
      json.textOrNull("link", choice.link()).end();
    }
    json.endArray();
  }
}
