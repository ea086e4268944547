package io.carillon.front.pantheon;

import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Timing;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.front.json.Fields;
import io.carillon.front.json.Fields.LabelLimits;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the body of a send in any form: types, limits and words. Whether numbers, texts and URLs
/// are good for anything is decided by the engine.
final class PantheonRequests {
  private static final Set<String> KNOWN =
      Set.of(
          "from",
          "to",
          "text",
          "channel",
          "type",
          "encoding",
          "priority",
          "delivery_receipt",
          "webhook_url",
          "webhook_events",
          "tags",
          "media_urls",
          "media_captions",
          "location",
          "send_at",
          "validity");

  private static final LabelLimits TAGS = new LabelLimits(50, 64, 256);
  private static final int URL_MAX = 2_048;
  private static final int MEDIA_MAX = 10;
  private static final int CAPTION_MAX = 1_000;
  private static final int LABEL_MAX = 256;
  private static final int VALIDITY_MIN = 1;
  private static final int VALIDITY_MAX = 7 * 24 * 3_600;
  private static final Set<Status> ALL = EnumSet.allOf(Status.class);

  private final Fields fields;
  private final Form form;

  private PantheonRequests(Fields fields, Form form) {
    this.fields = fields;
    this.form = form;
  }

  /// What a body turned out to be.
  sealed interface Read {
    /// A send of the right shape.
    record Asked(Send send) implements Read {}

    /// Not one; the refusal names every field that is missing or wrong.
    record Refused(Refusal refusal) implements Read {}
  }

  /// A send of the right shape, in canonical words.
  record Send(
      Channel channel, Ends ends, Content content, Wishes wishes, Map<String, String> tags) {}

  /// Reads one body.
  static Read read(Form form, byte[] body) {
    var fields = Fields.read(body, KNOWN);
    var send = new PantheonRequests(fields, form).send();
    return fields.refusal().<Read>map(Read.Refused::new).orElseGet(() -> new Read.Asked(send));
  }

  private Send send() {
    switch (form) {
      case UNIFIED -> requireUnified();
      case SMS -> fields.require("to", "from", "text");
      case MMS -> fields.require("to", "from", "media_urls");
    }
    var media = media();
    return new Send(
        channel(!media.isEmpty()),
        new Ends(fields.text("from").orElse(""), "", fields.text("to").orElse("")),
        content(media),
        wishes(),
        fields.labels("tags", TAGS));
  }

  private void requireUnified() {
    if (fields.has("media_urls") || fields.has("location")) {
      fields.require("from", "to");
    } else {
      fields.require("from", "to", "text");
    }
  }

  /// The page's own endpoints name their channel; the unified one says it, or lets the content
  /// choose.
  private Channel channel(boolean media) {
    return switch (form) {
      case SMS -> Channel.SMS;
      case MMS -> Channel.MMS;
      case UNIFIED ->
          word("channel", Channel::of, "must be a channel, such as sms, mms or whatsapp")
              .orElse(media ? Channel.MMS : Channel.SMS);
    };
  }

  private Content content(List<Content.Item> media) {
    var text = fields.text("text");
    var location = location();
    if (location.isPresent()) {
      if (text.isPresent() || !media.isEmpty()) {
        fields.wrong("location", "goes without text and media_urls");
      }
      return location.get();
    }
    return media.isEmpty()
        ? new Content.Text(text.orElse(""))
        : new Content.Media(text.orElse(""), media);
  }

  private List<Content.Item> media() {
    if (form == Form.SMS) {
      return List.of();
    }
    var urls = fields.texts("media_urls", form == Form.MMS ? 1 : 0, MEDIA_MAX);
    var captions = fields.texts("media_captions", 0, MEDIA_MAX);
    if (captions.size() > urls.size()) {
      fields.wrong("media_captions", "may not be longer than media_urls");
    }
    if (captions.stream().anyMatch(caption -> caption.length() > CAPTION_MAX)) {
      fields.wrong("media_captions", "may have at most " + CAPTION_MAX + " characters each");
    }
    var items = new ArrayList<Content.Item>();
    for (int i = 0; i < urls.size(); i++) {
      if (!isUrl(urls.get(i))) {
        fields.wrong("media_urls", "must hold absolute http or https URLs");
      }
      items.add(new Content.Item(urls.get(i), "", i < captions.size() ? captions.get(i) : ""));
    }
    return items;
  }

  private Optional<Content> location() {
    if (form != Form.UNIFIED) {
      return Optional.empty();
    }
    return fields
        .object("location")
        .map(place -> {
          place.require("latitude", "longitude");
          return new Content.Location(
              place.number("latitude", 90).orElse(0),
              place.number("longitude", 180).orElse(0),
              place.text("label", LABEL_MAX).orElse(""),
              place.text("address", LABEL_MAX).orElse(""));
        });
  }

  private Wishes wishes() {
    return new Wishes(
        word("encoding", PantheonMapping::encoding, "must be auto, GSM-7 or UCS-2")
            .orElse(WantedEncoding.AUTO),
        purpose(),
        word("priority", PantheonMapping::priority, "must be high, normal or low")
            .orElse(Priority.NORMAL),
        fields.flag("delivery_receipt", true),
        new Timing(
            Duration.ofSeconds(fields.whole("validity", VALIDITY_MIN, VALIDITY_MAX).orElse(0)),
            fields.moment("send_at")),
        callback());
  }

  /// The page prints `type` in its answers with the channel's word, so a client may send it back.
  private Purpose purpose() {
    return word(
            "type",
            word ->
                form.word().equals(word)
                    ? Optional.of(Purpose.TRANSACTIONAL)
                    : PantheonMapping.purpose(word),
            "must be transactional, promotional, marketing or otp")
        .orElse(Purpose.TRANSACTIONAL);
  }

  private Optional<Callback> callback() {
    var url = fields.text("webhook_url", URL_MAX);
    if (url.isEmpty()) {
      if (fields.has("webhook_events") && !fields.has("webhook_url")) {
        fields.wrong("webhook_events", "needs webhook_url");
      }
      return Optional.empty();
    }
    return Optional.of(new Callback(url.get(), fields.has("webhook_events") ? events() : ALL));
  }

  private Set<Status> events() {
    var events = EnumSet.noneOf(Status.class);
    for (var event : fields.texts("webhook_events", 0, 2 * ALL.size())) {
      var statuses = PantheonMapping.statuses(event);
      if (statuses.isEmpty()) {
        fields.wrong("webhook_events", "must hold status words, such as sent or delivered");
      }
      events.addAll(statuses);
    }
    return events;
  }

  private <T> Optional<T> word(String name, Function<String, Optional<T>> table, String rule) {
    return fields
        .text(name, LABEL_MAX)
        .flatMap(word -> {
          var meaning = table.apply(word);
          if (meaning.isEmpty()) {
            fields.wrong(name, rule);
          }
          return meaning;
        });
  }

  private static boolean isUrl(String text) {
    return text.length() <= URL_MAX && text.matches("(?i)https?://[^\\s/?#][^\\s]*");
  }
}
