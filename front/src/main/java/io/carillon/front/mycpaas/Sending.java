package io.carillon.front.mycpaas;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Timing;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.front.door.Repeats;
import io.carillon.front.naming.Facts;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Message.Place;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Resource;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Makes a send that was read into a submission, with what its application and its messaging
/// service add to it, and answers what became of it.
final class Sending {
  private static final Duration VALIDITY = Duration.ofHours(10);

  /// What carriers block is accepted and fails: filtered messages with 30007, those of toll-free
  /// numbers that are not verified with 30032, of numbers without a campaign with 30034.
  private static final Set<Fault> LATE =
      Set.of(Fault.SPAM, Fault.SENDER_UNVERIFIED, Fault.CAMPAIGN_MISSING, Fault.WINDOW_CLOSED);

  private final Accept accept;
  private final Accounts accounts;
  private final Function<String, Optional<String>> objections;
  private final Function<String, String> country;
  private final Clock clock;
  private final AtomicInteger turns = new AtomicInteger();

  /// @param country tells the country of a number
  Sending(Accept accept, Arranging arranging, Function<String, String> country) {
    this.accept = accept;
    this.accounts = arranging.accounts();
    this.objections = arranging.objections();
    this.clock = arranging.clock();
    this.country = country;
  }

  /// Blocks until the message is synced, or refused.
  Reply send(Visit visit) throws InterruptedException {
    return switch (MessageRequests.read(visit.request().body(), visit.surface(), clock.now())) {
      case MessageRequests.Read.Refused(var denial) -> denial.reply(visit.shape());
      case MessageRequests.Read.Asked(var send) ->
          switch (completed(visit, send)) {
            case Completed.Refused(var denial) -> denial.reply(visit.shape());
            case Completed.Whole whole -> send(visit, send, whole);
          };
    };
  }

  /// A send with everything that it left to others.
  private sealed interface Completed {
    record Whole(
        String from,
        Optional<CallbackUrl> callback,
        Duration validity,
        boolean smart,
        String service)
        implements Completed {}

    record Refused(Denial denial) implements Completed {}
  }

  private static Completed refused(Code code) {
    return new Completed.Refused(Denial.of(code));
  }

  private Completed completed(Visit visit, Send send) {
    var directory = accounts.directory();
    var application = send.application().flatMap(sid -> application(directory, visit, sid));
    if (send.application().isPresent() && application.isEmpty()) {
      var words = "'ApplicationSid' is no application of the account.";
      return new Completed.Refused(Denial.of(Code.BAD_REQUEST, words));
    }
    var pool = send.service().flatMap(sid -> Pool.find(directory, visit.accountId(), sid));
    if (send.service().isPresent() && pool.isEmpty()) {
      return refused(Code.SERVICE_UNKNOWN);
    }
    var options = send.options();
    var callback =
        options
            .callback()
            .or(() -> application.flatMap(Sending::callback))
            .or(() -> pool.map(Pool::resource).flatMap(Sending::callback));
    var objection = callback.map(CallbackUrl::url).flatMap(objections);
    if (objection.isPresent()) {
      var words = "'StatusCallback' cannot be called: " + objection.get() + ".";
      return new Completed.Refused(Denial.of(Code.CALLBACK_INVALID, words));
    }
    return pool.map(chosen -> fromPool(directory, chosen, send, callback))
        .orElseGet(() ->
            new Completed.Whole(
                send.from().map(Party::value).orElse(""),
                callback,
                options.validity().orElse(VALIDITY),
                options.smart().orElse(false),
                ""));
  }

  private static Optional<Resource> application(Directory directory, Visit visit, String sid) {
    return Sids.arranged("AP", sid)
        .flatMap(id -> directory.resource(visit.accountId(), ApplicationRoutes.KIND, id));
  }

  private static Optional<CallbackUrl> callback(Resource resource) {
    return resource
        .fact(Facts.MESSAGE_STATUS_CALLBACK)
        .or(() -> resource.fact("sms_status_callback"))
        .flatMap(url ->
            CallbackUrl.read(url) instanceof CallbackUrl.Read.Good(var callback)
                ? Optional.of(callback)
                : Optional.empty());
  }

  /// A sender that is named must be one of the pool.
  private Completed fromPool(
      Directory directory, Pool pool, Send send, Optional<CallbackUrl> callback) {
    var named = send.from().map(Party::value);
    if (named
        .filter(from -> pool.senders(directory).stream().noneMatch(own -> own.value().equals(from)))
        .isPresent()) {
      return refused(Code.NOT_IN_POOL);
    }
    var from =
        named.or(() ->
            pool.choose(directory, send.to().value(), country, this::turn).map(Address::value));
    if (from.isEmpty()) {
      return refused(Code.POOL_EMPTY);
    }
    var options = send.options();
    var validity =
        pool.resource()
            .fact("validity_period")
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(VALIDITY);
    return new Completed.Whole(
        from.get(),
        callback,
        options.validity().orElse(validity),
        options.smart().orElse(pool.isUp("smart_encoding")),
        pool.sid());
  }

  private int turn(int count) {
    return Math.floorMod(turns.getAndIncrement(), count);
  }

  private Reply send(Visit visit, Send send, Completed.Whole whole) throws InterruptedException {
    return switch (accept.take(List.of(submission(visit, send, whole))).getFirst()) {
      case Accept.Result.Accepted(var message, _) ->
          visit.reply(201, MessageReplies.of(visit).accepted(message));
      case Accept.Result.Refused(var refusal) -> visit.no(refusal);
    };
  }

  private static Submission submission(Visit visit, Send send, Completed.Whole whole) {
    var account = visit.accountId();
    var options = send.options();
    var kept = new Kept(whole.service(), options.feedback(), false);
    return new Submission(
            new Submission.Source(
                account,
                new Place(Surface.DIALECT, visit.surface().word(), "", visit.caller().isLive()),
                visit.request().id(),
                "",
                kept.tags(),
                kept.keepsake()),
            send.channel(),
            new Ends(whole.from(), "", send.to().value()),
            send.content(whole.smart()),
            new Wishes(
                WantedEncoding.AUTO,
                Purpose.TRANSACTIONAL,
                Priority.NORMAL,
                true,
                new Timing(whole.validity(), options.sendAt()),
                whole
                    .callback()
                    .map(callback ->
                        new Callback(callback.kept(), MycpaasMapping.told(visit.surface())))),
            Repeats.key(visit.request(), account, place(visit)))
        .tellingLate(LATE);
  }

  /// The surface belongs to the request, the extension of its path does not.
  private static String place(Visit visit) {
    return Surface.DIALECT + " " + visit.surface().word();
  }
}
