package io.carillon.front.mycpaas;

import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Money;
import io.carillon.model.Notice.Change;
import io.carillon.model.Status;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Makes a message into the resource that both surfaces print: every key is there, null where
/// nothing is known.
final class MessageReplies {
  private static final Set<String> FAILURES = Set.of("failed", "undelivered");
  private static final int DECIMALS_MIN = 5;

  private final Surface surface;
  private final Shape shape;

  MessageReplies(Surface surface, Shape shape) {
    this.surface = surface;
    this.shape = shape;
  }

  static MessageReplies of(Visit visit) {
    return new MessageReplies(visit.surface(), visit.shape());
  }

  /// The answer to a send: the message as it was accepted, whatever became of it since, so that a
  /// repeated request with an idempotency key hears the same.
  Representation accepted(Message message) {
    var at = message.state().times().accepted();
    boolean later = message.terms().sendAt().filter(at::isBefore).isPresent();
    boolean chosen = !Kept.of(message).service().isEmpty();
    var first = later ? Status.SCHEDULED : chosen ? Status.ACCEPTED : Status.QUEUED;
    return resource(message, new Change(first, at, Optional.empty()), false);
  }

  /// The message as it stands.
  Representation message(Message message) {
    var state = message.state();
    var change = new Change(state.status(), state.times().updated(), state.facts().fault());
    return resource(message, change, true);
  }

  private Representation resource(Message message, Change change, boolean asItStands) {
    var status = MycpaasMapping.word(change.status(), surface);
    var fault = change.fault().filter(_ -> isFailure(status));
    var parties = message.parties();
    var sent = asItStands ? sent(message) : Optional.<Instant>empty();
    return new Representation("Message")
        .text("account_sid", Sids.account(parties.account()))
        .text("api_version", Surface.VERSION)
        .text("body", message.content().words())
        .text("date_created", surface.printed(message.state().times().accepted()))
        .text("date_sent", sent.map(surface::printed))
        .text("date_updated", surface.printed(change.at()))
        .text("direction", MycpaasMapping.direction(message))
        .whole("error_code", fault.map(MessageReplies::code))
        .text("error_message", fault.map(Fault::words))
        .text("from", Party.printed(parties.channel(), parties.from()))
        .text(
            "messaging_service_sid",
            Optional.of(Kept.of(message).service()).filter(sid -> !sid.isEmpty()))
        .text("num_media", Integer.toString(media(message)))
        .text("num_segments", Integer.toString(message.bill().segments()))
        .text("price", asItStands ? price(message) : Optional.empty())
        .text("price_unit", message.bill().price().currency())
        .text("sid", Sids.message(message, surface))
        .text("status", status)
        .group("subresource_uris", subresources(message, sent.isPresent()))
        .text("to", Party.printed(parties.channel(), parties.to()))
        .text("uri", path(message) + shape.printed());
  }

  /// Feedback has its place where it was announced, and on everything that was sent.
  private Representation subresources(Message message, boolean sent) {
    var uris =
        new Representation("SubresourceUris")
            .text("media", path(message) + "/Media" + shape.printed());
    boolean out = message.parties().direction() == Direction.OUTBOUND;
    return Kept.of(message).feedback() || (sent && out)
        ? uris.text("feedback", path(message) + "/Feedback" + shape.printed())
        : uris;
  }

  /// The path of a message, without extension.
  String path(Message message) {
    return surface.path(message.account(), "/Messages/" + Sids.message(message, surface));
  }

  /// Whether a status word is one with an error code.
  static boolean isFailure(String status) {
    return FAILURES.contains(status);
  }

  private static long code(Fault fault) {
    return MycpaasFault.of(fault).failed();
  }

  /// When it was sent, or came in.
  private static Optional<Instant> sent(Message message) {
    var times = message.state().times();
    return switch (message.parties().direction()) {
      case OUTBOUND -> times.sent();
      case INBOUND -> Optional.of(times.accepted());
    };
  }

  private static int media(Message message) {
    return message.content() instanceof Content.Media(_, var items) ? items.size() : 0;
  }

  /// What it cost, as a negative number: known once it was sent. What never left costs nothing.
  private static Optional<String> price(Message message) {
    boolean left = message.state().times().sent().isPresent();
    boolean out = message.parties().direction() == Direction.OUTBOUND;
    return left && out ? Optional.of(negative(message.bill().price())) : Optional.empty();
  }

  private static String negative(Money price) {
    var amount = price.negated().decimal();
    return amount
        .setScale(Math.max(DECIMALS_MIN, amount.scale()), RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  /// One medium of a message.
  Representation medium(Message message, Sids.Medium medium) {
    var at = surface.printed(message.state().times().accepted());
    return new Representation("Media")
        .text("account_sid", Sids.account(message.account()))
        .text("content_type", contentType(medium.item()))
        .text("date_created", at)
        .text("date_updated", at)
        .text("parent_sid", Sids.message(message, surface))
        .text("sid", medium.sid())
        .text("uri", path(message) + "/Media/" + medium.sid() + shape.printed());
  }

  private static Optional<String> contentType(Content.Item item) {
    if (!item.type().isEmpty()) {
      return Optional.of(item.type());
    }
    var path = item.source().replaceFirst("[?#].*", "");
    int dot = path.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : MycpaasMapping.mediaType(path.substring(dot + 1));
  }

  /// What somebody said of a message.
  Representation feedback(Message message, String outcome, Instant now) {
    return new Representation("MessageFeedback")
        .text("account_sid", Sids.account(message.account()))
        .text("date_created", surface.printed(now))
        .text("date_updated", surface.printed(now))
        .text("message_sid", Sids.message(message, surface))
        .text("outcome", outcome)
        .text("uri", path(message) + "/Feedback" + shape.printed());
  }
}
