package io.carillon.front.mycpaas;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Timing;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.front.door.Repeats;
import io.carillon.model.Callback;
import io.carillon.model.Fault;
import io.carillon.model.Message.Place;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Makes a send that was read into a submission, and answers what became of it.
final class Sending {
  private static final Duration VALIDITY = Duration.ofHours(10);

  /// Filtered messages are accepted and fail with 30007.
  private static final Set<Fault> LATE = Set.of(Fault.SPAM);

  private final Accept accept;
  private final Function<String, Optional<String>> objections;
  private final Clock clock;

  /// @param objections what stands against calling a URL, told without asking for its name
  Sending(Accept accept, Function<String, Optional<String>> objections, Clock clock) {
    this.accept = accept;
    this.objections = objections;
    this.clock = clock;
  }

  /// Blocks until the message is synced, or refused.
  Reply send(Visit visit) throws InterruptedException {
    var unusable = Repeats.refusal(visit.request());
    if (unusable.isPresent()) {
      return visit.no(unusable.get());
    }
    return switch (MessageRequests.read(visit.request().body(), visit.surface(), clock.now())) {
      case MessageRequests.Read.Refused(var denial) -> denial.reply(visit.shape());
      case MessageRequests.Read.Asked(var send) -> send(visit, send);
    };
  }

  private Reply send(Visit visit, Send send) throws InterruptedException {
    if (send.service().isPresent()) {
      return visit.no(Code.SERVICE_UNKNOWN);
    }
    var objection = send.options().callback().map(CallbackUrl::url).flatMap(objections);
    if (objection.isPresent()) {
      var words = "'StatusCallback' cannot be called: " + objection.get() + ".";
      return Denial.of(Code.CALLBACK_INVALID, words).reply(visit.shape());
    }
    return switch (accept.take(List.of(submission(visit, send))).getFirst()) {
      case Accept.Result.Accepted(var message, _) ->
          visit.reply(201, MessageReplies.of(visit).accepted(message));
      case Accept.Result.Refused(var refusal) -> visit.no(refusal);
    };
  }

  private static Submission submission(Visit visit, Send send) {
    var account = visit.accountId();
    var options = send.options();
    var kept = new Kept(send.service().orElse(""), options.feedback());
    return new Submission(
        new Submission.Source(
            account,
            new Place(Surface.DIALECT, visit.surface().word(), "", visit.caller().isLive()),
            visit.request().id(),
            "",
            Map.of(),
            kept.keepsake()),
        send.channel(),
        new Ends(send.from().map(Party::value).orElse(""), "", send.to().value()),
        send.content(options.smart().orElse(false)),
        new Wishes(
            WantedEncoding.AUTO,
            Purpose.TRANSACTIONAL,
            Priority.NORMAL,
            true,
            new Timing(options.validity().orElse(VALIDITY), options.sendAt()),
            options
                .callback()
                .map(callback ->
                    new Callback(callback.kept(), MycpaasMapping.told(visit.surface())))),
        Repeats.key(visit.request(), account, place(visit)),
        LATE);
  }

  /// The surface belongs to the request, the extension of its path does not.
  private static String place(Visit visit) {
    return Surface.DIALECT + " " + visit.surface().word();
  }
}
