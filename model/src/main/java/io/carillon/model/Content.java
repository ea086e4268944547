package io.carillon.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a message says, in the widest vocabulary of all channels. Each channel declares which of
/// these it carries and how the others degrade.
public sealed interface Content {

  /// Plain text.
  record Text(String body) implements Content {
    @Override
    public String toString() {
      return "Text[" + body.length() + " characters]";
    }
  }

  /// Plain text that is shown at once and not stored ("flash"): SMS alone has it.
  record Flash(String body) implements Content {
    @Override
    public String toString() {
      return "Flash[" + body.length() + " characters]";
    }
  }

  /// Octets for a program on the handset, such as a business card: SMS alone has it.
  ///
  /// @param ports which program; empty = the data themselves say it
  record Binary(Payload data, Optional<Ports> ports) implements Content {}

  /// The ports of programs, 0–65,535 each.
  record Ports(int destination, int source) {
    private static final int PORT_MAX = 65_535;

    public Ports {
      if (destination < 0 || destination > PORT_MAX || source < 0 || source > PORT_MAX) {
        throw new IllegalArgumentException("ports: 0 to " + PORT_MAX);
      }
    }
  }

  /// Pictures, sounds, videos, each with a caption, under an optional text (empty = none).
  record Media(String body, List<Item> items) implements Content {
    public Media {
      items = List.copyOf(items);
    }
  }

  /// One piece of media: where it is fetched from or kept, its type (empty = not known yet) and its
  /// caption (empty = none).
  record Item(String source, String type, String caption) {}

  /// A point on the map, WGS 84 degrees; label and address may be empty.
  record Location(double latitude, double longitude, String label, String address)
      implements Content {
    public Location {
      if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
        throw new IllegalArgumentException("outside WGS 84");
      }
    }
  }

  /// A text that the channel's owner approved beforehand, named and filled with parameters.
  record Template(String name, String language, Map<String, String> parameters) implements Content {
    public Template {
      parameters = Map.copyOf(parameters);
    }
  }

  /// A text with buttons, quick replies or suggested actions.
  record Choices(String body, Style style, List<Choice> choices) implements Content {
    public Choices {
      choices = List.copyOf(choices);
    }

    /// How the choices are shown.
    public enum Style {
      BUTTONS,
      QUICK_REPLIES,
      SUGGESTIONS
    }
  }

  /// One thing a person can choose: what it shows, what comes back or is opened.
  record Choice(String title, String payload, String link) {}

  /// A carousel or a product catalog.
  record Cards(String body, boolean catalog, List<Card> cards) implements Content {
    public Cards {
      cards = List.copyOf(cards);
    }
  }

  /// One card: title, text, picture (empty = none) and its choices.
  record Card(String title, String body, String picture, List<Choice> choices) {
    public Card {
      choices = List.copyOf(choices);
    }
  }

  /// A business card (RFC 6350 vCard text).
  record Contact(String name, String vcard) implements Content {}

  /// A document.
  record File(String source, String type, String name, String caption) implements Content {}

  /// What nobody can read any more: the keys that opened it were destroyed.
  record Shredded() implements Content {}

  /// What only the holder of a private key can read: it was sealed for the reader key that its
  /// account registered.
  ///
  /// @param jwe a compact JWE (RFC 7516): of a text the text itself, of all else the native API's
  ///   `content` as JSON; its header `cty` says which
  record Sealed(String jwe) implements Content {
    @Override
    public String toString() {
      return "Sealed[" + jwe.length() + " characters]";
    }
  }

  /// The same with other words; empty where it is no text.
  default Optional<Content> saying(String other) {
    return switch (this) {
      case Text _ -> Optional.of(new Text(other));
      case Flash _ -> Optional.of(new Flash(other));
      case Binary _,
          Media _,
          Location _,
          Template _,
          Choices _,
          Cards _,
          Contact _,
          File _,
          Shredded _,
          Sealed _ ->
          Optional.empty();
    };
  }

  /// The plain words in it, empty where there are none: what SMS could carry. Of what is sealed,
  /// the JWE.
  default String words() {
    return switch (this) {
      case Text(var body) -> body;
      case Flash(var body) -> body;
      case Media(var body, _) -> body;
      case Choices(var body, _, _) -> body;
      case Cards(var body, _, _) -> body;
      case Location(_, _, var label, _) -> label;
      case File(_, _, _, var caption) -> caption;
      case Contact(var name, _) -> name;
      case Sealed(var jwe) -> jwe;
      case Binary _, Template _, Shredded _ -> "";
    };
  }
}
