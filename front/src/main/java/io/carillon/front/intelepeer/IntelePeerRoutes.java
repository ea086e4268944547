package io.carillon.front.intelepeer;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.account.Roster;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Problems;
import io.carillon.front.door.Repeats;
import io.carillon.front.door.Saying;
import io.carillon.front.door.Scope;
import io.carillon.front.json.Fields;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Traces;
import io.carillon.wire.http.Handler;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The paths of the dialect, and what answers each.
///
/// | path | page |
/// |---|---|
/// | `POST /_rest/v4/authenticate` | API Authentication |
/// | `POST /_rest/v4/app/sms/authenticate/get_portal_auth_token` | the same, older |
/// | `POST /_rest/v4/app/sms/send` | Sending SMS Messages, Delivery Receipts, MMS |
/// | `POST`, `GET /_rest/v4/app/sms/mdr` | Checking Message Status |
/// | `POST`, `GET`, `DELETE /_rest/v4/my/did/sms/webhook` | Receiving SMS Messages |
/// | `POST /_rest/v4/my/did/sms/provision` | Provisioning Telephone Numbers for SMS |
/// | `POST /sms/v4/app/sms/send`, `/sms/v3/{tn}/send`, `/sms/v1/{tn}/send`, `/sms/v1/mdr`,
/// `/sms/v1/{tn}/provision` | older |
public final class IntelePeerRoutes {
  private static final int SMALL_BODY_MAX = 64 * 1024;
  private static final String WEBHOOK = "/my/did/sms/webhook";
  private static final int REFID_MAX = 64;
  private static final Set<String> MDR_KNOWN = Set.of("refid");

  private final IntelePeerDoor door;
  private final Sending sending;
  private final IntelePeerNumbers numbers;
  private final Messages messages;
  private final Traces traces;
  private final Roster roster;
  private final Ids ids;

  /// @param ids names requests
  /// @param euHost the host whose messages belong to the region `eu`
  public IntelePeerRoutes(IntelePeerDoor door, Engine engine, Ids ids, String euHost) {
    this.door = door;
    this.numbers =
        new IntelePeerNumbers(
            engine.reading().accounts(), engine.roster(), engine.clock(), engine.objections());
    this.sending = new Sending(engine.accept(), engine.objections(), numbers, new Loads(), euHost);
    this.messages = engine.reading().messages();
    this.traces = engine.reading().traces();
    this.roster = engine.roster();
    this.ids = ids;
  }

  /// What the dialect does its work by.
  ///
  /// @param objections what stands against calling a URL, told without asking for its name
  public record Engine(
      Accept accept,
      Roster roster,
      Reading reading,
      Clock clock,
      Function<String, Optional<String>> objections) {}

  /// What the dialect reads from.
  public record Reading(Messages messages, Traces traces, Accounts accounts) {}

  /// All of `/_rest/v4`, and the older paths under `/sms`.
  public List<Mount> mounts() {
    return List.of(
        mount(
            "/_rest/v4",
            List.of(
                Route.post("/authenticate", SMALL_BODY_MAX, door::authenticate),
                Route.post(
                    "/app/sms/authenticate/get_portal_auth_token",
                    SMALL_BODY_MAX,
                    door::authenticate),
                Route.post("/app/sms/send", Sending.BODY_MAX, send(Form.CURRENT)),
                Route.post("/app/sms/mdr", SMALL_BODY_MAX, ask(Form.CURRENT)),
                Route.get("/app/sms/mdr", status(Form.CURRENT)),
                Route.post(WEBHOOK, SMALL_BODY_MAX, known(Scope.ACCOUNT_WRITE, numbers::set)),
                Route.get(WEBHOOK, known(Scope.ACCOUNT_READ, numbers::show)),
                Route.delete(WEBHOOK, known(Scope.ACCOUNT_WRITE, numbers::clear)),
                Route.post(
                    "/my/did/sms/provision",
                    SMALL_BODY_MAX,
                    known(Scope.ACCOUNT_WRITE, numbers::provision)))),
        mount(
            "/sms",
            List.of(
                Route.post("/v4/app/sms/send", Sending.BODY_MAX, send(Form.CURRENT)),
                Route.post("/v3/{tn}/send", Sending.BODY_MAX, sendFrom(Form.CURRENT)),
                Route.post("/v1/{tn}/send", Sending.BODY_MAX, sendFrom(Form.FIRST)),
                Route.post("/v1/mdr", SMALL_BODY_MAX, ask(Form.FIRST)),
                Route.post(
                    "/v1/{tn}/provision",
                    SMALL_BODY_MAX,
                    known(Scope.ACCOUNT_WRITE, numbers::provisionOlder)))));
  }

  private Mount mount(String prefix, List<Route> routes) {
    return new Mount(prefix, routes, IntelePeerRoutes::problem, () -> "req_" + ids.next().uuid());
  }

  /// What answers a caller whom we know.
  private interface Answer {
    Reply to(Caller caller, Request request) throws InterruptedException;
  }

  private Handler known(Scope scope, Answer answer) {
    return request ->
        switch (door.enter(request, scope)) {
          case IntelePeerDoor.Entry.Denied(var reply) -> reply;
          case IntelePeerDoor.Entry.Granted(var caller) -> answer.to(caller, request);
        };
  }

  private Handler send(Form form) {
    return known(
        Scope.MESSAGING_SEND,
        (caller, request) ->
            sending.answer(new Sending.Gate(form, Optional.empty(), caller), request));
  }

  private Handler sendFrom(Form form) {
    return known(
        Scope.MESSAGING_SEND,
        (caller, request) ->
            sending.answer(
                new Sending.Gate(form, Optional.of(request.variable("tn")), caller), request));
  }

  /// A status request by POST changes nothing; still its idempotency key belongs to it alone, once
  /// it was answered: what is refused keeps nothing. A repeated one is told how the message stands
  /// now.
  private Handler ask(Form form) {
    return known(
        Scope.MESSAGING_READ,
        (caller, request) -> {
          var unusable = Repeats.refusal(request);
          if (unusable.isPresent()) {
            return IntelePeerReplies.refused(unusable.get());
          }
          var reply = status(form, caller, request);
          return reply.status() >= 400
              ? reply
              : reused(caller, request).map(IntelePeerReplies::refused).orElse(reply);
        });
  }

  private Optional<Refusal> reused(Caller caller, Request request) throws InterruptedException {
    var account = caller.account().id();
    var place = Form.DIALECT + " mdr " + request.query("refid").orElse("");
    var key = Repeats.key(request, account, place);
    return key.isEmpty() ? Optional.empty() : roster.keep(key.get(), account.value());
  }

  private Handler status(Form form) {
    return known(Scope.MESSAGING_READ, (caller, request) -> status(form, caller, request));
  }

  /// The refid stands in the query, else in the body, whatever the method.
  private Reply status(Form form, Caller caller, Request request) {
    var asked = request.query("refid");
    if (asked.isPresent()) {
      return status(form, caller, asked.get());
    }
    var fields = Fields.read(request.body(), MDR_KNOWN);
    fields.require("refid");
    var refid = fields.text("refid", REFID_MAX).orElse("");
    var refusal = fields.refusal();
    return refusal.isPresent()
        ? IntelePeerReplies.refused(refusal.get())
        : status(form, caller, refid);
  }

  /// The times that what a person wrote could not be told; of other messages none are shown.
  private List<TraceRow> failures(Message message) {
    return switch (message.parties().direction()) {
      case OUTBOUND -> List.of();
      case INBOUND ->
          traces.of(message.id()).stream()
              .filter(row ->
                  row.kind() == TraceRow.Kind.NOTICE_FAILED
                      || row.kind() == TraceRow.Kind.NOTICE_DEAD)
              .toList();
    };
  }

  private Reply status(Form form, Caller caller, String refid) {
    return find(caller, refid)
        .map(message ->
            switch (form) {
              case CURRENT -> IntelePeerReplies.status(message, failures(message));
              case FIRST -> IntelePeerReplies.firstStatus(message);
            })
        .orElseGet(() ->
            IntelePeerReplies.refused(
                Refusal.of(Fault.NOT_FOUND, "refid", "The account has no such message.")));
  }

  private Optional<Message> find(Caller caller, String name) {
    return MessageNames.read(name)
        .flatMap(messages::find)
        .filter(message -> message.account().equals(caller.account().id()));
  }

  private static Reply problem(Request request, Problem problem) {
    var refusal = Problems.refusal(problem);
    int ofFault = IntelePeerFault.of(refusal.fault()).http();
    return IntelePeerReplies.refused(Problems.status(problem, ofFault), refusal);
  }

  /// How the dialect says a fault. A refusal has no word beside its status.
  public static Saying saying(Fault fault) {
    var row = IntelePeerFault.of(fault);
    return new Saying(row.http(), "", row.state().word());
  }
}
