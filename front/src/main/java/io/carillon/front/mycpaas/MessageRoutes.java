package io.carillon.front.mycpaas;

import io.carillon.engine.amend.Amendments;
import io.carillon.front.form.FormFields;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Traces;
import io.carillon.wire.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is asked about the messages of an account.
final class MessageRoutes {
  private static final Refusal NOT_KEPT = Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1));
  private static final String FEEDBACK = "feedback: ";
  private static final Set<String> OUTCOMES = Set.of("confirmed", "unconfirmed");

  private final Messages messages;
  private final History history;
  private final Amendments amendments;
  private final Traces traces;
  private final Once once;
  private final Clock clock;

  MessageRoutes(MycpaasRoutes.Reading reading, Amendments amendments, Once once, Clock clock) {
    this.messages = reading.messages();
    this.history = reading.history();
    this.traces = reading.traces();
    this.amendments = amendments;
    this.once = once;
    this.clock = clock;
  }

  /// The newest first.
  Reply list(Visit visit) {
    var query = visit.request().query();
    var paging = Paging.read(query);
    var filter = MessageQuery.read(visit.accountId(), query, visit.surface());
    return switch (paging) {
      case Paging.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Paging.Read.Asked(var page) ->
          switch (filter) {
            case MessageQuery.Read.Refused(var denial) -> denial.reply(visit.shape());
            case MessageQuery.Read.Nothing() -> listing(visit, page).replyOf(List.of());
            case MessageQuery.Read.Asked(var asked) -> list(visit, page, asked);
          };
    };
  }

  private Reply list(Visit visit, Paging paging, Filter filter) {
    var back = paging.token().filter(token -> !token.forward());
    return back.isPresent()
        ? listBack(visit, paging, filter, back.get())
        : listOn(visit, paging, filter);
  }

  private Reply listOn(Visit visit, Paging paging, Filter filter) {
    Start start =
        paging
            .token()
            .<Start>map(token -> new Start.After(token.item()))
            .orElseGet(
                () -> paging.number() == 0 ? Start.FIRST : new Start.Offset(paging.offset()));
    var page = history.page(filter, Order.NEWEST, start, paging.size());
    return reply(visit, paging, page);
  }

  /// Towards the newer ones: read the other way round, printed like every page. Behind it stands at
  /// least the item that it was asked for by.
  private Reply listBack(Visit visit, Paging paging, Filter filter, Paging.Token token) {
    var start = new Start.After(token.item());
    var page = history.page(filter, Order.OLDEST, start, paging.size());
    var read = page.messages().reversed();
    return reply(visit, paging, new History.Page(read, true));
  }

  private static Reply reply(Visit visit, Paging paging, History.Page read) {
    var replies = MessageReplies.of(visit);
    var page = read.messages();
    var next = read.behind().map(id -> Paging.after(sid(id, page, visit)));
    var previous =
        paging.number() == 0
            ? Optional.<String>empty()
            : Optional.of(
                page.isEmpty()
                    ? ""
                    : Paging.before(Sids.message(page.getFirst(), visit.surface())));
    return listing(visit, paging)
        .reply(page.stream().map(replies::message).toList(), next, previous);
  }

  /// As it is listed where it is the last.
  private static String sid(MessageId id, List<Message> page, Visit visit) {
    boolean listed = !page.isEmpty() && page.getLast().id().equals(id);
    return listed ? Sids.message(page.getLast(), visit.surface()) : MessageNames.textSid(id);
  }

  private static Listing listing(Visit visit, Paging paging) {
    var path = visit.surface().path(visit.accountId(), "/Messages");
    return new Listing(visit, paging, path, "messages", "Messages");
  }

  /// One message, by any form of its id.
  Reply fetch(Visit visit) {
    return find(visit)
        .map(message -> visit.reply(200, MessageReplies.of(visit).message(message)))
        .orElseGet(() -> visit.no(Code.NOT_FOUND));
  }

  /// The message that the path names.
  Optional<Message> find(Visit visit) {
    return MessageNames.read(visit.request().variable("sid"))
        .flatMap(messages::find)
        .filter(message -> message.account().equals(visit.accountId()));
  }

  /// Redacts or cancels; never both at once.
  Reply update(Visit visit) throws InterruptedException {
    var message = find(visit);
    if (message.isEmpty()) {
      return visit.no(Code.NOT_FOUND);
    }
    var fields = FormFields.read(visit.request().body());
    if (fields.refusal().isPresent()) {
      return visit.no(fields.refusal().get());
    }
    var body = fields.text("Body");
    var status = fields.text("Status");
    boolean redacts = body.filter(String::isEmpty).isPresent() && status.isEmpty();
    boolean cancels = body.isEmpty() && status.filter("canceled"::equals).isPresent();
    if (!redacts && !cancels) {
      return visit.no(Code.UPDATE_INVALID);
    }
    var id = message.get().id();
    var refusal = once.refuses(visit, id.value());
    if (refusal.isPresent()) {
      return visit.no(refusal.get());
    }
    return amended(
        visit,
        redacts
            ? amendments.redact(visit.accountId(), id)
            : amendments.cancel(visit.accountId(), id));
  }

  private static Reply amended(Visit visit, Amendments.Result result) {
    return switch (result) {
      case Amendments.Result.Done(var message) ->
          visit.reply(200, MessageReplies.of(visit).message(message));
      case Amendments.Result.TooLate _ -> visit.no(Code.NOT_CANCELABLE);
      case Amendments.Result.TooEarly _ -> visit.no(Code.NOT_COMPLETE);
      case Amendments.Result.Unknown _ -> visit.no(Code.NOT_FOUND);
      case Amendments.Result.NotKept _ -> visit.no(NOT_KEPT);
    };
  }

  /// Forgets a message.
  Reply delete(Visit visit) throws InterruptedException {
    var message = find(visit);
    return message.isEmpty()
        ? visit.no(Code.NOT_FOUND)
        : gone(visit, amendments.erase(visit.accountId(), message.get().id()));
  }

  private static Reply gone(Visit visit, Amendments.Result result) {
    return result instanceof Amendments.Result.Done ? Reply.empty(204) : amended(visit, result);
  }

  /// What somebody knows of a message's success: noted in its trace.
  Reply feedback(Visit visit) throws InterruptedException {
    var message = find(visit);
    if (message.isEmpty()) {
      return visit.no(Code.NOT_FOUND);
    }
    var fields = FormFields.read(visit.request().body());
    var outcome = fields.filled("Outcome").orElse("confirmed");
    if (fields.refusal().isPresent() || !OUTCOMES.contains(outcome)) {
      return Denial.of(Code.BAD_REQUEST, "'Outcome' must be confirmed or unconfirmed.")
          .reply(visit.shape());
    }
    var refusal = once.refuses(visit, message.get().id().value());
    if (refusal.isPresent()) {
      return visit.no(refusal.get());
    }
    return noted(visit, message.get(), outcome);
  }

  /// What was said last is not noted again.
  private Reply noted(Visit visit, Message message, String outcome) throws InterruptedException {
    var words = FEEDBACK + outcome;
    var last =
        traces.of(message.id()).stream()
            .filter(row -> row.detail().startsWith(FEEDBACK))
            .reduce((_, later) -> later)
            .filter(row -> row.detail().equals(words));
    var at = last.map(TraceRow::at).orElseGet(clock::now);
    var done =
        last.isPresent()
            ? new Amendments.Result.Done(message)
            : amendments.note(visit.accountId(), message.id(), words);
    return done instanceof Amendments.Result.Done
        ? visit.reply(200, MessageReplies.of(visit).feedback(message, outcome, at))
        : amended(visit, done);
  }

  /// The media of a message, in their order, filtered by when the message came.
  Reply media(Visit visit) {
    var message = find(visit);
    if (message.isEmpty()) {
      return visit.no(Code.NOT_FOUND);
    }
    return switch (Paging.read(visit.request().query())) {
      case Paging.Read.Refused(var denial) -> denial.reply(visit.shape());
      case Paging.Read.Asked(var paging) -> media(visit, paging, message.get());
    };
  }

  private static Reply media(Visit visit, Paging paging, Message message) {
    boolean passes = true;
    for (var compare : Moments.Compare.values()) {
      var text =
          visit.request().query("DateCreated" + compare.sign()).filter(value -> !value.isBlank());
      if (text.isPresent()) {
        var period = Moments.period(compare, text.get());
        if (period.isEmpty()) {
          return Denial.of(
                  Code.BAD_REQUEST,
                  "'DateCreated' must be a date such as 2024-01-31, or an ISO 8601 time.")
              .reply(visit.shape());
        }
        passes &= period.get().holds(message.state().times().accepted());
      }
    }
    var replies = MessageReplies.of(visit);
    var media = passes ? Sids.media(message) : List.<Sids.Medium>of();
    return new Listing(visit, paging, replies.path(message) + "/Media", "media_list", "MediaList")
        .replyOf(media.stream().map(medium -> replies.medium(message, medium)).toList());
  }

  /// One medium.
  Reply medium(Visit visit) {
    var message = find(visit);
    var medium = message.flatMap(found -> medium(visit, found));
    return medium
        .map(found ->
            visit.reply(200, MessageReplies.of(visit).medium(message.orElseThrow(), found)))
        .orElseGet(() -> visit.no(Code.NOT_FOUND));
  }

  /// The file itself: it lies where the sender put it.
  Reply file(Visit visit) {
    return find(visit)
        .flatMap(message -> medium(visit, message))
        .map(found -> Reply.empty(307).with("Location", CallbackUrl.wired(found.item().source())))
        .orElseGet(() -> visit.no(Code.NOT_FOUND));
  }

  private static Optional<Sids.Medium> medium(Visit visit, Message message) {
    var sid = visit.request().variable("medium");
    return Sids.media(message).stream().filter(found -> found.sid().equals(sid)).findFirst();
  }

  /// Forgets one medium of a message.
  Reply deleteMedium(Visit visit) throws InterruptedException {
    var message = find(visit);
    var medium = message.flatMap(found -> medium(visit, found));
    return medium.isEmpty()
        ? visit.no(Code.NOT_FOUND)
        : gone(
            visit,
            amendments.strip(visit.accountId(), message.orElseThrow().id(), medium.get().item()));
  }
}
