package io.carillon.engine.comply.content;

import io.carillon.model.Content;
import java.util.List;

/// All that a person reads of a content, as one text: body, captions, titles and links.
final class Spoken {
  private Spoken() {}

  static String of(Content content) {
    return switch (content) {
      case Content.Text(var body) -> body;
      case Content.Flash(var body) -> body;
      case Content.Media(var body, var items) -> {
        var text = new StringBuilder(body);
        items.forEach(item -> add(text, item.caption()));
        yield text.toString();
      }
      case Content.Choices(var body, _, var choices) -> {
        var text = new StringBuilder(body);
        add(text, choices);
        yield text.toString();
      }
      case Content.Cards(var body, _, var cards) -> {
        var text = new StringBuilder(body);
        for (var card : cards) {
          add(text, card.title());
          add(text, card.body());
          add(text, card.choices());
        }
        yield text.toString();
      }
      case Content.Template(_, _, var parameters) -> String.join(" ", parameters.values());
      case Content.Location location -> location.words();
      case Content.File file -> file.words();
      case Content.Contact contact -> contact.words();
      case Content.Binary _, Content.Shredded _, Content.Sealed _ -> "";
    };
  }

  private static void add(StringBuilder text, List<Content.Choice> choices) {
    for (var choice : choices) {
      add(text, choice.title());
      add(text, choice.link());
    }
  }

  private static void add(StringBuilder text, String more) {
    if (!more.isEmpty()) {
      text.append(' ').append(more);
    }
  }
}
