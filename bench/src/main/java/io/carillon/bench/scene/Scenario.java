package io.carillon.bench.scene;

import io.carillon.bench.load.Template;
import io.carillon.bench.mark.Recipients;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be measured.
public enum Scenario {
  SINGLE("single sends, one webhook a message", Text.SHORT),
  TWILIO("single sends as Twilio's form, a callback for each status", Text.SHORT),
  BULK("1,000 messages a request (IntelePeer), a receipt each", Text.SHORT),
  LONG("texts of 3 and 4 segments, one webhook a message", Text.FOUR),
  SILENT("single sends without webhooks", Text.SHORT),
  TENANTS("many accounts, one of which floods", Text.SHORT),
  SLOW_ENDPOINT("two webhook endpoints of three are of no use", Text.SHORT),
  THROTTLING("the far end throttles", Text.SHORT),
  BURST("ten times what the carrier takes", Text.SHORT),
  FLOOD("one-time passwords behind a promotional queue", Text.SHORT),
  DEAD_ENDPOINT("as single, a million webhooks owed to a dead endpoint", Text.SHORT),
  CALLBACKS("a million and a half webhooks told once their endpoint is back", Text.SHORT);

  /// The recipient of a message, as a template.
  public static final String TO = Recipients.PREFIX + Template.NUMBER;

  private final String what;
  private final Text text;

  Scenario(String what, Text text) {
    this.what = what;
    this.text = text;
  }

  /// In words, for the report.
  public String what() {
    return what;
  }

  /// The name as a flag's value.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Scenario> of(String word) {
    return Arrays.stream(values()).filter(scenario -> scenario.word().equals(word)).findFirst();
  }

  /// Whether it can also be sent at a rate of the caller's.
  public boolean takesRate() {
    return play() instanceof Singles;
  }

  /// Whether wrk can send it: requests that are all alike, of one message each.
  public boolean suitsWrk() {
    return this == SINGLE || this == TWILIO || this == SILENT;
  }

  /// The text of a message, as a template.
  public String words() {
    return text.words();
  }

  /// Octets of a message's text, on average.
  public double textOctets() {
    return this == LONG ? (Text.THREE.length() + Text.FOUR.length()) / 2.0 : text.length();
  }

  /// How far end and server are to be set.
  public Stage stage(Wishes wishes) {
    return play().stage(wishes);
  }

  /// What is sent to a server; makes accounts, senders and keys there as it needs them.
  public Cast cast(Wishes wishes, Target target) throws IOException, InterruptedException {
    return play().cast(wishes, target);
  }

  private Play play() {
    return switch (this) {
      case SINGLE -> Singles.JSON;
      case TWILIO -> Singles.FORM;
      case BULK -> Singles.BULK;
      case LONG -> Singles.LONG;
      case SILENT -> Singles.SILENT;
      case TENANTS -> new Tenants();
      case SLOW_ENDPOINT -> new SlowEndpoint();
      case THROTTLING -> new Throttling();
      case BURST -> new Burst();
      case FLOOD -> new Flood();
      case DEAD_ENDPOINT -> new DeadEndpoint();
      case CALLBACKS -> new Callbacks();
    };
  }
}
