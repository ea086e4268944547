package io.carillon.front.v2;

import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Timing;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.front.json.Fields;
import io.carillon.front.json.Fields.LabelLimits;
import io.carillon.front.v2.Replacements.Smart;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the body of a send: types, limits and words. Whether numbers, texts and URLs are good for
/// anything is decided by the engine. A field that is not known is refused, so that a mistyped one
/// is no silent loss.
final class V2Requests {
  /// Every field of a send.
  static final Set<String> KNOWN =
      Set.of(
          "channel",
          "from",
          "calling_code",
          "to",
          "text",
          "content",
          "purpose",
          "priority",
          "encoding",
          "smart_encoding",
          "wants_receipt",
          "validity",
          "send_at",
          "webhook",
          "reference",
          "tags");

  private static final LabelLimits TAGS = new LabelLimits(50, 64, 256);
  private static final int REFERENCE_MAX = 255;
  private static final int WORD_MAX = 64;
  private static final int ADDRESS_MAX = 255;
  private static final int URL_MAX = 2_048;
  private static final int VALIDITY_MIN = 1;
  private static final int VALIDITY_MAX = 7 * 24 * 3_600;
  private static final Set<Status> ALL = EnumSet.allOf(Status.class);

  private static final Set<String> OF_REPLY = ofReply();

  private final Fields fields;

  private V2Requests(Fields fields) {
    this.fields = fields;
  }

  private static Set<String> ofReply() {
    var names = new HashSet<>(KNOWN);
    names.removeAll(Set.of("from", "to", "calling_code"));
    return Set.copyOf(names);
  }

  /// What a reply takes from what it replies to.
  ///
  /// @param channel on which it goes where none is named
  record Given(Address from, Address to, Channel channel) {}

  /// What a body turned out to be.
  sealed interface Read {
    /// A send of the right shape.
    record Asked(Send send) implements Read {}

    /// Not one; the refusal names every field that is missing or wrong.
    record Refused(Refusal refusal) implements Read {}
  }

  /// A send of the right shape, in canonical words.
  ///
  /// @param smart its content, after smart encoding
  record Send(
      Channel channel,
      Ends ends,
      Smart smart,
      Wishes wishes,
      String reference,
      Map<String, String> tags) {}

  /// Reads one body.
  static Read read(byte[] body) {
    var fields = Fields.readAll(body);
    var send = new V2Requests(fields).send();
    return fields.refusal().<Read>map(Read.Refused::new).orElseGet(() -> new Read.Asked(send));
  }

  /// Reads the body of a reply, which names neither end.
  static Read reply(byte[] body, Given given) {
    var fields = Fields.readAll(body);
    var send = new V2Requests(fields).reply(given);
    return fields.refusal().<Read>map(Read.Refused::new).orElseGet(() -> new Read.Asked(send));
  }

  private Send reply(Given given) {
    fields.only(OF_REPLY);
    var content = content();
    boolean byPhone = given.channel() == Channel.SMS || given.channel() == Channel.MMS;
    var channel = byPhone || fields.has("channel") ? channel(content) : given.channel();
    return send(channel, new Ends(given.from().value(), "", given.to().value()), content);
  }

  private Send send() {
    fields.only(KNOWN);
    fields.require("from", "to");
    var content = content();
    return send(
        channel(content),
        new Ends(
            fields.text("from", ADDRESS_MAX).orElse(""),
            callingCode(),
            fields.text("to", ADDRESS_MAX).orElse("")),
        content);
  }

  private Send send(Channel channel, Ends ends, Content content) {
    return new Send(
        channel,
        ends,
        smart(channel, content),
        wishes(),
        fields.text("reference", REFERENCE_MAX).orElse(""),
        fields.labels("tags", TAGS));
  }

  /// Where no channel is named, text is an SMS and media are an MMS; all else must name one.
  private Channel channel(Content content) {
    var named = word("channel", Channel::of, "must be a channel, such as sms, mms or whatsapp");
    return switch (content) {
      case Content.Text _,
          Content.Flash _,
          Content.Binary _,
          Content.Shredded _,
          Content.Sealed _ ->
          named.orElse(Channel.SMS);
      case Content.Media _ -> named.orElse(Channel.MMS);
      case Content.Location _,
          Content.Template _,
          Content.Choices _,
          Content.Cards _,
          Content.Contact _,
          Content.File _ -> {
        fields.require("channel");
        yield named.orElse(Channel.SMS);
      }
    };
  }

  private Content content() {
    if (fields.has("text") && fields.has("content")) {
      fields.wrong("content", "goes without text");
    }
    if (!fields.has("content")) {
      fields.require("text");
      return new Content.Text(fields.text("text").orElse(""));
    }
    return fields.object("content").flatMap(V2Contents::read).orElse(new Content.Text(""));
  }

  /// Smart encoding is of use in an SMS only.
  private Smart smart(Channel channel, Content content) {
    var depth =
        word("smart_encoding", V2Mapping::smart, "must be off, look-alikes or readable")
            .flatMap(V2Mapping.Smartness::depth);
    return Replacements.in(content, depth.filter(_ -> channel == Channel.SMS));
  }

  private String callingCode() {
    var code = fields.text("calling_code", WORD_MAX).orElse("");
    if (!code.isEmpty() && !code.matches("[1-9][0-9]{0,3}")) {
      fields.wrong("calling_code", "must be 1 to 4 digits, such as 1 or 49");
    }
    return code;
  }

  private Wishes wishes() {
    return new Wishes(
        word("encoding", V2Mapping::encoding, "must be auto, gsm-7, ucs-2 or latin-1")
            .orElse(WantedEncoding.AUTO),
        word("purpose", V2Mapping::purpose, "must be otp, transactional or promotional")
            .orElse(Purpose.TRANSACTIONAL),
        word("priority", V2Mapping::priority, "must be high, normal or low")
            .orElse(Priority.NORMAL),
        fields.flag("wants_receipt", true),
        new Timing(Duration.ofSeconds(validity(fields).orElse(0L)), fields.moment("send_at")),
        fields.object("webhook").flatMap(V2Requests::callback));
  }

  /// How long delivery may be tried, in seconds.
  static Optional<Long> validity(Fields fields) {
    var seconds = fields.whole("validity", VALIDITY_MIN, VALIDITY_MAX);
    return seconds.isPresent() ? Optional.of(seconds.getAsLong()) : Optional.empty();
  }

  private static Optional<Callback> callback(Fields webhook) {
    webhook.only(Set.of("url", "events"));
    webhook.require("url");
    var events = webhook.has("events") ? events(webhook) : ALL;
    return webhook.text("url", URL_MAX).map(url -> new Callback(url, events));
  }

  private static Set<Status> events(Fields webhook) {
    var events = EnumSet.noneOf(Status.class);
    for (var event : webhook.texts("events", 0, 2 * ALL.size())) {
      Status.of(event)
          .ifPresentOrElse(
              events::add,
              () -> webhook.wrong("events", "must hold statuses, such as sent or delivered"));
    }
    return events;
  }

  private <T> Optional<T> word(String name, Function<String, Optional<T>> table, String rule) {
    return fields
        .text(name, WORD_MAX)
        .flatMap(word -> {
          var meaning = table.apply(word);
          if (meaning.isEmpty()) {
            fields.wrong(name, rule);
          }
          return meaning;
        });
  }
}
