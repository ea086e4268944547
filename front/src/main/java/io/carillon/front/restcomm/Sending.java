package io.carillon.front.restcomm;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.front.door.Repeats;
import io.carillon.model.Callback;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Hands a send of either resource to accept.
final class Sending {
  /// What is accepted, and ends failed: the recipient's wish, the content, the channel's limits.
  private static final Set<Fault> LATE =
      Set.of(Fault.OPTED_OUT, Fault.SPAM, Fault.CONTENT_UNSUPPORTED);

  private final Accept accept;
  private final Enabling enabling;
  private final Function<String, Optional<String>> objections;

  /// @param objections what stands against calling a URL, told without asking for its name
  Sending(Accept accept, Enabling enabling, Function<String, Optional<String>> objections) {
    this.accept = accept;
    this.enabling = enabling;
    this.objections = objections;
  }

  /// What became of a send.
  sealed interface Sent {
    /// It is kept.
    record Accepted(Message message) implements Sent {}

    /// Nothing of it was kept.
    record Refused(Refusal refusal) implements Sent {}
  }

  /// Blocks until the message is synced, or refused.
  Sent send(Form form, Visit visit, Send.Read read) throws InterruptedException {
    var unusable = Repeats.refusal(visit.request());
    if (unusable.isPresent()) {
      return new Sent.Refused(unusable.get());
    }
    return switch (read) {
      case Send.Read.Refused(var refusal) -> new Sent.Refused(refusal);
      case Send.Read.Asked(var send) -> {
        var objection = objection(form, visit, send);
        yield objection.isPresent()
            ? new Sent.Refused(objection.get())
            : sent(accept.take(List.of(submission(form, visit, send))));
      }
    };
  }

  private Optional<Refusal> objection(Form form, Visit visit, Send send) {
    var closed =
        switch (form) {
          case SMS -> Optional.<Refusal>empty();
          case CHANNELS -> enabling.objection(visit.accountId(), send.channel());
        };
    return closed.or(() ->
        send.wishes()
            .callback()
            .map(Callback::url)
            .flatMap(objections)
            .map(why -> callbackRefused(form, why)));
  }

  private static Refusal callbackRefused(Form form, String why) {
    var field =
        switch (form) {
          case SMS -> "StatusCallback";
          case CHANNELS -> "status_callback";
        };
    return Refusal.of(Fault.CALLBACK_REFUSED, field, field + ": " + why + ".");
  }

  private static Sent sent(List<Accept.Result> results) {
    return switch (results.getFirst()) {
      case Accept.Result.Accepted(var message, _) -> new Sent.Accepted(message);
      case Accept.Result.Refused(var refusal) -> new Sent.Refused(refusal);
    };
  }

  private static Submission submission(Form form, Visit visit, Send send) {
    var account = visit.accountId();
    var request = visit.request();
    var place = new Message.Place(Form.DIALECT, form.word(), "", visit.caller().isLive());
    return new Submission(
            new Submission.Source(
                account, place, request.id(), "", Map.of(), send.kept().keepsake()),
            send.channel(),
            send.ends(),
            send.content(),
            send.wishes(),
            Repeats.key(request, account, Form.DIALECT + " " + form.word()))
        .tellingLate(LATE)
        .doomed(doom(send));
  }

  private static Optional<Refusal> doom(Send send) {
    return send.lacking().isEmpty()
        ? Optional.empty()
        : Optional.of(Refusal.of(Fault.CONTENT_UNSUPPORTED, "", ""));
  }
}
