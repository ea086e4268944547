package io.carillon.front.mycpaas;

import io.carillon.front.form.FormFields;
import io.carillon.front.json.Fields;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the form of a send: words, limits and what belongs together. Whether numbers and texts are
/// good for anything is decided by the engine.
///
/// The first thing that is wrong is the answer, since each has a code of its own. What is not
/// listed in `docs/reference/mycpaas.md` is ignored.
final class MessageRequests {
  private static final int URL_MAX = 2_048;
  private static final int MEDIA_MAX = 10;
  private static final int VALIDITY_MIN = 1;
  private static final int VALIDITY_MAX = 36_000;
  private static final int ATTEMPT_MAX = 1_000_000;

  private final FormFields fields;
  private final Surface surface;
  private final Instant now;
  private final List<Denial> denials = new ArrayList<>();

  private MessageRequests(FormFields fields, Surface surface, Instant now) {
    this.fields = fields;
    this.surface = surface;
    this.now = now;
  }

  /// What a form turned out to be.
  sealed interface Read {
    /// A send of the right shape.
    record Asked(Send send) implements Read {}

    /// Not one.
    record Refused(Denial denial) implements Read {}
  }

  /// Reads one form.
  static Read read(byte[] body, Surface surface, Instant now) {
    var fields = FormFields.read(body);
    var unreadable = fields.refusal();
    if (unreadable.isPresent()) {
      return new Read.Refused(Denial.of(unreadable.get()));
    }
    var requests = new MessageRequests(fields, surface, now);
    var send = requests.send();
    return requests.denial().<Read>map(Read.Refused::new).orElseGet(() -> new Read.Asked(send));
  }

  private Optional<Denial> denial() {
    return denials.stream().findFirst().or(() -> fields.refusal().map(Denial::of));
  }

  private void deny(Code code) {
    denials.add(Denial.of(code));
  }

  private void deny(Code code, String words) {
    denials.add(Denial.of(code, words));
  }

  private Send send() {
    var to = to();
    var service = service();
    var from = from(to, service.isPresent());
    var words = words(to.channel());
    var options =
        new Send.Options(
            callback(), validity(), sendAt(), smart(), fields.flag("ProvideFeedback", false));
    retention();
    withoutEffect();
    return new Send(to, from, service, application(), words, options);
  }

  private Party to() {
    var given = fields.filled("To");
    if (given.isEmpty()) {
      deny(Code.TO_MISSING);
    }
    var party = given.flatMap(Party::read);
    if (given.isPresent() && party.isEmpty()) {
      deny(Code.TO_INVALID, "'To' names a channel that is not known here.");
    }
    if (party.filter(one -> one.value().matches(" [0-9]+")).isPresent()) {
      deny(Code.TO_INVALID, "'To' begins with a space: in a form a plus is written %2B.");
    }
    return party.orElse(new Party(Channel.SMS, ""));
  }

  /// A messaging service may stand in either field.
  private Optional<String> service() {
    var given = fields.filled("MessagingServiceSid");
    if (given.filter(sid -> !Pool.isSid(sid)).isPresent()) {
      deny(Code.SERVICE_INVALID);
    }
    return given.or(() -> fields.filled("From").filter(Pool::isSid));
  }

  private Optional<Party> from(Party to, boolean hasService) {
    var given = fields.filled("From").filter(from -> !Pool.isSid(from));
    if (given.isEmpty()) {
      if (!hasService) {
        deny(Code.FROM_MISSING);
      }
      return Optional.empty();
    }
    var from = Party.read(given.get());
    if (from.isEmpty()) {
      deny(Code.FROM_INVALID, "'From' names a channel that is not known here.");
    } else if (from.get().channel() != to.channel()) {
      deny(Code.TWO_CHANNELS);
    } else if (from.get().equals(to)) {
      deny(Code.SAME_ENDS);
    }
    return from;
  }

  private Send.Words words(Channel channel) {
    var body = fields.text("Body").orElse("");
    var media = media();
    template();
    boolean rich = channel != Channel.SMS;
    var place = rich ? place(body) : Optional.<Content.Location>empty();
    if (body.isEmpty() && media.isEmpty() && place.isEmpty()) {
      deny(
          fields.has("Body") || surface == Surface.LAML
              ? Code.BODY_REQUIRED
              : Code.CONTENT_MISSING);
    }
    return new Send.Words(body, media, !rich && fields.flag("SendAsMms", false), place);
  }

  private List<Content.Item> media() {
    if (fields.count("MediaUrl") > MEDIA_MAX) {
      deny(Code.MEDIA_TOO_MANY);
    }
    var items = new ArrayList<Content.Item>();
    for (var url : fields.texts("MediaUrl", MEDIA_MAX)) {
      if (url.length() > URL_MAX || !url.matches("(?i)https?://[^\\s/?#][^\\s]*")) {
        deny(Code.MEDIA_INVALID);
      }
      items.add(new Content.Item(url, "", ""));
    }
    return items;
  }

  /// No templates are kept here yet, so none is known.
  private void template() {
    var variables = fields.filled("ContentVariables").orElse("{}");
    var read = Fields.read(variables.getBytes(StandardCharsets.UTF_8), Set.of());
    if (read.refusal().isPresent()) {
      deny(Code.CONTENT_VARIABLES_INVALID);
    } else if (fields.filled("ContentSid").isPresent()) {
      deny(Code.CONTENT_SID_INVALID);
    }
  }

  /// `geo:latitude,longitude|label`, with the body as the address.
  private Optional<Content.Location> place(String body) {
    var action = fields.filled("PersistentAction").filter(text -> text.startsWith("geo:"));
    if (action.isEmpty()) {
      return Optional.empty();
    }
    var parts = action.get().substring("geo:".length()).split("\\|", 2);
    var point = parts[0].split(",", -1);
    try {
      return Optional.of(
          new Content.Location(
              Double.parseDouble(point[0]),
              point.length == 2 ? Double.parseDouble(point[1]) : Double.NaN,
              parts.length == 2 ? parts[1] : "",
              body));
    } catch (IllegalArgumentException _) {
      deny(Code.BAD_REQUEST, "'PersistentAction' must be geo:latitude,longitude|label.");
      return Optional.empty();
    }
  }

  private Optional<CallbackUrl> callback() {
    return fields
        .filled("StatusCallback")
        .flatMap(text ->
            switch (CallbackUrl.read(text)) {
              case CallbackUrl.Read.Good(var callback) -> Optional.of(callback);
              case CallbackUrl.Read.Bad(var rule) -> {
                deny(Code.CALLBACK_INVALID, "'StatusCallback' " + rule + ".");
                yield Optional.empty();
              }
            });
  }

  private Optional<String> application() {
    return fields.filled("ApplicationSid");
  }

  private Optional<Duration> validity() {
    var seconds = fields.whole("ValidityPeriod", VALIDITY_MIN, VALIDITY_MAX);
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  private Optional<Instant> sendAt() {
    var type = fields.filled("ScheduleType");
    var given = fields.filled("SendAt");
    if (type.isEmpty() && given.isEmpty()) {
      return Optional.empty();
    }
    if (!type.orElse("").equals("fixed")) {
      deny(Code.SCHEDULE_TYPE_INVALID);
    } else if (given.isEmpty()) {
      deny(Code.SEND_AT_MISSING);
    }
    var at = given.flatMap(Moments::moment);
    if (given.isPresent() && at.filter(now::isBefore).isEmpty()) {
      deny(Code.SEND_AT_INVALID);
    }
    return at;
  }

  private Optional<Boolean> smart() {
    return fields.filled("SmartEncoded").map(_ -> fields.flag("SmartEncoded", false));
  }

  /// A message is kept as it is until its owner redacts or deletes it: to promise anything else
  /// would be a lie.
  private void retention() {
    if (!fields.filled("ContentRetention").orElse("retain").equals("retain")) {
      deny(
          Code.CONTENT_RETENTION,
          "'ContentRetention' can only be 'retain' here; redact the message by an empty 'Body'.");
    }
    if (!fields.filled("AddressRetention").orElse("retain").equals("retain")) {
      deny(
          Code.ADDRESS_RETENTION,
          "'AddressRetention' can only be 'retain' here; delete the message to forget it.");
    }
  }

  /// Fields that only have to be of their type.
  private void withoutEffect() {
    fields.whole("Attempt", 1, ATTEMPT_MAX);
    fields.flag("ForceDelivery", false);
    fields.flag("ShortenUrls", false);
    oneOf("TrafficType", Set.of("free"));
    oneOf("RiskCheck", Set.of("enable", "disable"));
  }

  private void oneOf(String name, Set<String> words) {
    if (fields.filled(name).filter(word -> !words.contains(word)).isPresent()) {
      fields.wrong(name, "must be " + String.join(" or ", words.stream().sorted().toList()));
    }
  }
}
