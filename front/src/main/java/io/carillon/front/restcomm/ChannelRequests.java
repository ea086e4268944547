package io.carillon.front.restcomm;

import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Timing;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.front.json.Fields;
import io.carillon.front.restcomm.Send.Read;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Status;
import io.carillon.wire.text.WantedEncoding;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the JSON of a send to the Messages API. The page names `from`, `to`, `body` and
/// `status_callback`; all else is our choice. Whether numbers, texts and URLs are good for anything
/// is decided by the engine.
final class ChannelRequests {
  private static final int URI_MAX = 320;
  private static final int URL_MAX = 2_048;
  private static final int WORD_MAX = 32;
  private static final int EVENTS_MAX = 20;
  private static final Set<String> KNOWN =
      Set.of(
          "from",
          "to",
          "body",
          "media_urls",
          "location",
          "contacts",
          "content",
          "transcode",
          "status_callback",
          "status_callback_method",
          "status_callback_events");

  private final Fields fields;

  private ChannelRequests(Fields fields) {
    this.fields = fields;
  }

  /// Reads one body.
  static Read read(byte[] body) {
    var fields = Fields.read(body, KNOWN);
    var send = new ChannelRequests(fields).send();
    return fields.refusal().<Read>map(Read.Refused::new).orElseGet(() -> new Read.Asked(send));
  }

  /// A channel URI, taken apart.
  private record Uri(Channel channel, String address) {}

  private Send send() {
    fields.require("from", "to");
    var from = uri("from");
    var to = uri("to");
    if (from.isPresent() && to.isPresent() && from.get().channel() != to.get().channel()) {
      fields.wrong("from", "must have the scheme of \"to\"");
    }
    var channel = to.map(Uri::channel).orElse(Channel.SMS);
    var content = new ChannelContents(fields).read();
    var url = fields.text("status_callback", URL_MAX).filter(text -> !text.isBlank());
    boolean byGet = isGet();
    var events = events();
    var lacking =
        fields.flag("transcode", false) ? Set.<Capability>of() : Matrix.lacking(channel, content);
    return new Send(
        channel,
        new Ends(from.map(Uri::address).orElse(""), "", to.map(Uri::address).orElse("")),
        content,
        new Wishes(
            WantedEncoding.AUTO,
            Purpose.TRANSACTIONAL,
            Priority.NORMAL,
            true,
            Timing.NOW,
            url.map(found -> new Callback(found, events))),
        new Kept(byGet && url.isPresent(), "", Map.of()),
        lacking);
  }

  private Optional<Uri> uri(String name) {
    var text = fields.text(name, URI_MAX);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int colon = text.get().indexOf(':');
    var channel = RestcommMapping.channel(text.get().substring(0, Math.max(0, colon)));
    if (channel.isEmpty()) {
      fields.wrong(name, "must be a channel URI, such as sms:+14155552671");
    }
    return channel.map(found -> new Uri(found, text.get().substring(colon + 1)));
  }

  private boolean isGet() {
    var word = fields.text("status_callback_method", WORD_MAX);
    var byGet = word.flatMap(RestcommMapping::isGet);
    if (word.isPresent() && byGet.isEmpty()) {
      fields.wrong("status_callback_method", "must be GET or POST");
    }
    return byGet.orElse(false);
  }

  private Set<Status> events() {
    if (!fields.has("status_callback_events")) {
      return EnumSet.allOf(Status.class);
    }
    var events = EnumSet.noneOf(Status.class);
    for (var word : fields.texts("status_callback_events", 0, EVENTS_MAX)) {
      var statuses = RestcommMapping.statuses(word);
      if (statuses.isEmpty()) {
        fields.wrong("status_callback_events", "may only name statuses");
      }
      events.addAll(statuses);
    }
    return events;
  }
}
