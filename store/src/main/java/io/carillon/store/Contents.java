package io.carillon.store;

import io.carillon.model.Content;
import io.carillon.model.Content.Card;
import io.carillon.model.Content.Choice;
import io.carillon.model.Content.Item;
import io.carillon.model.Keepsake;
import io.carillon.model.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How what people wrote is put into octets: 0, then the octets. Before they are kept they are
/// sealed, see [Bodies]; what is sealed begins with another number.
final class Contents {
  private static final int PLAIN = 0;

  private static final int TEXT = 1;
  private static final int TEXT_WIDE = 2;
  private static final int MEDIA = 3;
  private static final int LOCATION = 4;
  private static final int TEMPLATE = 5;
  private static final int CHOICES = 6;
  private static final int CARDS = 7;
  private static final int CONTACT = 8;
  private static final int FILE = 9;
  private static final int FLASH = 10;
  private static final int BINARY = 11;
  private static final int BINARY_TO_PORT = 12;
  private static final int SHREDDED = 13;
  private static final int SEALED = 14;

  private static final List<Content.Choices.Style> STYLES = List.of(Content.Choices.Style.values());

  private Contents() {}

  /// The octets of a content.
  static byte[] octets(Content content) {
    return switch (content) {
      case Content.Text(var body) -> text(body);
      case Content.Flash(var body) -> tagged(FLASH).putText(body).bytes();
      case Content.Binary(var data, var ports) ->
          ports
              .map(to -> tagged(BINARY_TO_PORT).putCount(to.destination()).putCount(to.source()))
              .orElseGet(() -> tagged(BINARY))
              .put(data.octets())
              .bytes();
      case Content.Media(var body, var items) -> {
        var octets = tagged(MEDIA).putText(body).putCount(items.size());
        items.forEach(
            item -> octets.putText(item.source()).putText(item.type()).putText(item.caption()));
        yield octets.bytes();
      }
      case Content.Location(var latitude, var longitude, var label, var address) ->
          tagged(LOCATION)
              .putNumber(latitude)
              .putNumber(longitude)
              .putText(label)
              .putText(address)
              .bytes();
      case Content.Template(var name, var language, var parameters) ->
          tagged(TEMPLATE).putText(name).putText(language).putTexts(parameters).bytes();
      case Content.Choices(var body, var style, var choices) ->
          put(tagged(CHOICES).putText(body).putCount(STYLES.indexOf(style)), choices).bytes();
      case Content.Cards(var body, var catalog, var cards) -> {
        var octets = tagged(CARDS).putText(body).put(catalog ? 1 : 0).putCount(cards.size());
        cards.forEach(card ->
            put(
                octets.putText(card.title()).putText(card.body()).putText(card.picture()),
                card.choices()));
        yield octets.bytes();
      }
      case Content.Contact(var name, var vcard) ->
          tagged(CONTACT).putText(name).putText(vcard).bytes();
      case Content.File(var source, var type, var name, var caption) ->
          tagged(FILE).putText(source).putText(type).putText(name).putText(caption).bytes();
      case Content.Shredded _ -> tagged(SHREDDED).bytes();
      case Content.Sealed(var jwe) -> tagged(SEALED).putText(jwe).bytes();
    };
  }

  /// The content that [#octets] made; fails on anything else.
  static Content content(byte @Nullable [] octets) {
    var in = plain(octets);
    return switch (in.take()) {
      case TEXT -> new Content.Text(new String(in.takeRest(), StandardCharsets.UTF_8));
      case TEXT_WIDE -> new Content.Text(in.takeText());
      case FLASH -> new Content.Flash(in.takeText());
      case BINARY -> new Content.Binary(new Payload(in.takeRest()), Optional.empty());
      case BINARY_TO_PORT -> {
        var ports = new Content.Ports(in.takeCount(), in.takeCount());
        yield new Content.Binary(new Payload(in.takeRest()), Optional.of(ports));
      }
      case MEDIA ->
          new Content.Media(
              in.takeText(),
              in.takeList(() -> new Item(in.takeText(), in.takeText(), in.takeText())));
      case LOCATION ->
          new Content.Location(in.takeNumber(), in.takeNumber(), in.takeText(), in.takeText());
      case TEMPLATE -> new Content.Template(in.takeText(), in.takeText(), in.takeTexts());
      case CHOICES -> new Content.Choices(in.takeText(), style(in), choices(in));
      case CARDS ->
          new Content.Cards(
              in.takeText(),
              in.take() == 1,
              in.takeList(
                  () -> new Card(in.takeText(), in.takeText(), in.takeText(), choices(in))));
      case CONTACT -> new Content.Contact(in.takeText(), in.takeText());
      case FILE -> new Content.File(in.takeText(), in.takeText(), in.takeText(), in.takeText());
      case SHREDDED -> new Content.Shredded();
      case SEALED -> new Content.Sealed(in.takeText());
      default -> throw Octets.unreadable();
    };
  }

  static byte @Nullable [] tags(Map<String, String> tags) {
    return tags.isEmpty() ? null : Octets.empty().put(PLAIN).putTexts(tags).bytes();
  }

  static Map<String, String> tags(byte @Nullable [] octets) {
    return octets == null ? Map.of() : plain(octets).takeTexts();
  }

  static byte @Nullable [] keepsake(Keepsake keepsake) {
    return keepsake.isEmpty() ? null : Octets.empty().put(PLAIN).put(keepsake.octets()).bytes();
  }

  static Keepsake keepsake(byte @Nullable [] octets) {
    return octets == null ? Keepsake.NONE : new Keepsake(plain(octets).takeRest());
  }

  private static byte[] text(String body) {
    if (Octets.hasLoneSurrogate(body)) {
      return tagged(TEXT_WIDE).putText(body).bytes();
    }
    var utf8 = body.getBytes(StandardCharsets.UTF_8);
    var octets = new byte[utf8.length + 2];
    octets[0] = PLAIN;
    octets[1] = TEXT;
    System.arraycopy(utf8, 0, octets, 2, utf8.length);
    return octets;
  }

  private static Octets tagged(int tag) {
    return Octets.empty().put(PLAIN).put(tag);
  }

  private static Octets plain(byte @Nullable [] octets) {
    if (octets == null) {
      throw Octets.unreadable();
    }
    var in = Octets.reading(octets);
    if (in.take() != PLAIN) {
      throw Octets.unreadable();
    }
    return in;
  }

  private static Octets put(Octets octets, List<Choice> choices) {
    octets.putCount(choices.size());
    choices.forEach(
        choice -> octets.putText(choice.title()).putText(choice.payload()).putText(choice.link()));
    return octets;
  }

  private static List<Choice> choices(Octets in) {
    return in.takeList(() -> new Choice(in.takeText(), in.takeText(), in.takeText()));
  }

  private static Content.Choices.Style style(Octets in) {
    int index = in.takeCount();
    if (index >= STYLES.size()) {
      throw Octets.unreadable();
    }
    return STYLES.get(index);
  }
}
