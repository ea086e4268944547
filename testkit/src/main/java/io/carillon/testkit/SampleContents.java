package io.carillon.testkit;

import io.carillon.model.Content;
import io.carillon.model.Content.Card;
import io.carillon.model.Content.Choice;
import io.carillon.model.Content.Item;
import io.carillon.model.Content.Ports;
import io.carillon.model.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// SampleContents of every kind, for tests.
public final class SampleContents {
  /// One of each kind, with odd texts among them.
  public static final List<Content> EACH =
      List.of(
          new Content.Text(""),
          new Content.Text("Grüße 🦆"),
          new Content.Text("half a pair: \uD83E"),
          new Content.Flash("now: \uD83E"),
          new Content.Binary(new Payload(new byte[] {0, -1, 7}), Optional.empty()),
          new Content.Binary(new Payload(new byte[0]), Optional.of(new Ports(9204, 65_535))),
          new Content.Media("", List.of()),
          new Content.Media("look", List.of(new Item("https://a.example/1", "image/png", "one"))),
          new Content.Location(-89.5, 179.25, "Pole", ""),
          new Content.Template("hello", "de_AT", Map.of("1", "Anna", "2", "\uDD86")),
          new Content.Choices(
              "which?",
              Content.Choices.Style.SUGGESTIONS,
              List.of(new Choice("yes", "y", ""), new Choice("no", "n", "https://b.example"))),
          new Content.Cards(
              "see", true, List.of(new Card("t", "b", "p", List.of(new Choice("c", "", ""))))),
          new Content.Contact("Anna", "BEGIN:VCARD\r\nEND:VCARD\r\n"),
          new Content.File("https://c.example/f.pdf", "application/pdf", "f.pdf", ""),
          new Content.Sealed("e30.AA.AA.AA.AA"));

  private static final int KINDS = 10;
  private static final List<Content.Choices.Style> STYLES = List.of(Content.Choices.Style.values());

  private SampleContents() {}

  /// Any content: any kind, sizes and characters by chance.
  public static Content random(RandomGenerator chance) {
    return switch (chance.nextInt(KINDS)) {
      case 0 -> new Content.Text(text(chance));
      case 1 -> new Content.Media(text(chance), items(chance));
      case 2 ->
          new Content.Location(
              chance.nextDouble(-90, 90), chance.nextDouble(-180, 180), text(chance), text(chance));
      case 3 -> new Content.Template(text(chance), text(chance), texts(chance));
      case 4 ->
          new Content.Choices(
              text(chance), STYLES.get(chance.nextInt(STYLES.size())), choices(chance));
      case 5 -> new Content.Cards(text(chance), chance.nextBoolean(), cards(chance));
      case 7 -> new Content.Flash(text(chance));
      case 8 -> binary(chance);
      case 6 -> new Content.Contact(text(chance), text(chance));
      default -> new Content.File(text(chance), text(chance), text(chance), text(chance));
    };
  }

  private static Content binary(RandomGenerator chance) {
    byte[] data = new byte[chance.nextInt(40)];
    chance.nextBytes(data);
    var ports = new Ports(chance.nextInt(0x1_0000), chance.nextInt(0x1_0000));
    return new Content.Binary(new Payload(data), Optional.of(ports).filter(_ -> data.length > 9));
  }

  /// Any text of up to 40 UTF-16 units: mostly ASCII, now and then anything, halves of pairs too.
  public static String text(RandomGenerator chance) {
    int length = chance.nextInt(40);
    var text = new StringBuilder(length);
    boolean odd = chance.nextInt(4) == 0;
    for (int i = 0; i < length; i++) {
      text.append((char) (odd ? chance.nextInt(0x1_0000) : chance.nextInt(' ', 0x7F)));
    }
    return text.toString();
  }

  /// Some texts by text.
  public static Map<String, String> texts(RandomGenerator chance) {
    var texts = new HashMap<String, String>();
    for (int i = chance.nextInt(4); i > 0; i--) {
      texts.put(text(chance), text(chance));
    }
    return texts;
  }

  private static List<Item> items(RandomGenerator chance) {
    var items = new ArrayList<Item>();
    for (int i = chance.nextInt(4); i > 0; i--) {
      items.add(new Item(text(chance), text(chance), text(chance)));
    }
    return items;
  }

  private static List<Choice> choices(RandomGenerator chance) {
    var choices = new ArrayList<Choice>();
    for (int i = chance.nextInt(4); i > 0; i--) {
      choices.add(new Choice(text(chance), text(chance), text(chance)));
    }
    return choices;
  }

  private static List<Card> cards(RandomGenerator chance) {
    var cards = new ArrayList<Card>();
    for (int i = chance.nextInt(4); i > 0; i--) {
      cards.add(new Card(text(chance), text(chance), text(chance), choices(chance)));
    }
    return cards;
  }
}
