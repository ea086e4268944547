package io.carillon.front.intelepeer;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.account.RosterOrders;
import io.carillon.front.arranged.OwnNumber;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.naming.Facts;
import io.carillon.model.AccountId;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Answers what is asked and ordered for the numbers of an account: where messages to them and
/// receipts for messages from them go, and whether they carry SMS.
///
/// The two URLs are facts of the number beside what other dialects set for it.
final class IntelePeerNumbers {
  /// The fact that says where messages to the number go.
  static final String WEBHOOK = "intelepeer_webhook";

  /// The fact that says where receipts for messages from the number go.
  static final String DLR_WEBHOOK = "intelepeer_dlr_webhook";

  private static final Set<String> KNOWN = Set.of("endpoints", "webhook", "dlrwebhook");
  private static final Refusal NO_SENDER =
      Refusal.of(Fault.FIELD_INVALID, "endpoints", "An endpoint " + Sender.RULE + ".");
  private static final int ENDPOINTS_MAX = 100;
  private static final int URL_MAX = 2_048;

  private final Accounts accounts;
  private final Roster roster;
  private final Clock clock;
  private final Function<String, Optional<String>> objections;

  /// @param objections what stands against calling a URL, told without asking for its name
  IntelePeerNumbers(
      Accounts accounts,
      Roster roster,
      Clock clock,
      Function<String, Optional<String>> objections) {
    this.accounts = accounts;
    this.roster = roster;
    this.clock = clock;
    this.objections = objections;
  }

  /// Where receipts go for messages from a sender; empty where nothing was set.
  Optional<String> dlrWebhook(AccountId account, String from) {
    return Sender.read(from)
        .flatMap(sender -> own(account, sender).flatMap(number -> number.fact(DLR_WEBHOOK)));
  }

  /// Sets where messages to numbers go, and where receipts do.
  Reply set(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.read(request.body(), KNOWN);
    fields.require("endpoints");
    var endpoints = fields.texts("endpoints", 1, ENDPOINTS_MAX);
    if (!fields.has("dlrwebhook")) {
      fields.require("webhook");
    }
    var webhook = url(fields, "webhook");
    var receipts = url(fields, "dlrwebhook");
    var refusal = unusable(caller, request, fields, "set webhook");
    if (refusal.isPresent()) {
      return IntelePeerReplies.refused(refusal.get());
    }
    var facts = new HashMap<String, String>();
    webhook.ifPresent(url -> {
      facts.put(WEBHOOK, url);
      facts.put(Facts.SMS_DIALECT, Form.DIALECT);
    });
    receipts.ifPresent(url -> facts.put(DLR_WEBHOOK, url));
    var refusals = new ArrayList<Optional<Refusal>>();
    for (var endpoint : endpoints) {
      refusals.add(set(caller, roster.by(caller.author(request)), endpoint, facts));
    }
    return refusals.size() == 1 ? one(201, refusals.getFirst()) : many(201, refusals);
  }

  private Optional<String> url(Fields fields, String name) {
    var url = fields.text(name, URL_MAX);
    url.flatMap(objections)
        .ifPresent(why ->
            fields.refuse(Refusal.of(Fault.CALLBACK_REFUSED, name, name + ": " + why + ".")));
    return url;
  }

  private Optional<Refusal> set(
      Caller caller, RosterOrders orders, String endpoint, Map<String, String> facts)
      throws InterruptedException {
    var sender = Sender.read(endpoint);
    if (sender.isEmpty()) {
      return Optional.of(NO_SENDER);
    }
    if (facts.containsKey(WEBHOOK) && sender.get().isName()) {
      var words = "An alphanumeric sender id cannot receive messages.";
      return Optional.of(Refusal.of(Fault.FIELD_INVALID, "endpoints", words));
    }
    var number = own(caller.account().id(), sender.get());
    return number.isEmpty() ? unknown() : put(orders, number.get(), facts);
  }

  private Optional<Refusal> put(RosterOrders orders, OwnNumber number, Map<String, String> facts)
      throws InterruptedException {
    var all = new HashMap<>(number.facts());
    all.putAll(facts);
    all.values().removeIf(String::isEmpty);
    return switch (orders.put(number.with(all, clock.now()))) {
      case Order.Done<?> _ -> Optional.empty();
      case Order.Refused<?>(var refusal) -> Optional.of(refusal);
    };
  }

  /// Shows what is set for one number.
  Reply show(Caller caller, Request request) {
    var number = asked(caller, request);
    return number
        .map(found -> {
          var json = new JsonWriter().object().number("code", 200);
          json.text("endpoint", endpoint(request));
          json.textOrNull("webhook", found.fact(WEBHOOK).orElse(""));
          json.textOrNull("dlrwebhook", found.fact(DLR_WEBHOOK).orElse(""));
          return Reply.json(200, json.end().bytes());
        })
        .orElseGet(() -> one(200, unknown()));
  }

  /// Forgets what is set for one number.
  Reply clear(Caller caller, Request request) throws InterruptedException {
    var number = asked(caller, request);
    return one(
        200,
        number.isEmpty()
            ? unknown()
            : put(roster.by(caller.author(request)), number.get(), CLEARED));
  }

  private static final Map<String, String> CLEARED =
      Map.of(WEBHOOK, "", DLR_WEBHOOK, "", Facts.SMS_DIALECT, "");

  /// Enables SMS for one number: every number of an account carries it from the start.
  Reply provision(Caller caller, Request request) throws InterruptedException {
    var fields = Fields.read(request.body(), KNOWN);
    fields.require("endpoints");
    var endpoints = fields.texts("endpoints", 1, 1);
    var refusal = unusable(caller, request, fields, "provision");
    return refusal.isPresent()
        ? IntelePeerReplies.refused(refusal.get())
        : provision(caller, endpoints.getFirst());
  }

  /// Enables SMS for the number that the path names.
  Reply provisionOlder(Caller caller, Request request) throws InterruptedException {
    var endpoint = request.variable("tn");
    var refusal = unusable(caller, request, Fields.NONE, "provision " + endpoint);
    return refusal.isPresent()
        ? IntelePeerReplies.refused(refusal.get())
        : provision(caller, endpoint);
  }

  private Reply provision(Caller caller, String endpoint) {
    var sender = Sender.read(endpoint);
    if (sender.isEmpty()) {
      return IntelePeerReplies.refused(NO_SENDER);
    }
    return own(caller.account().id(), sender.get()).isEmpty()
        ? one(202, unknown())
        : IntelePeerReplies.provisioned();
  }

  private Optional<OwnNumber> asked(Caller caller, Request request) {
    return Sender.read(endpoint(request)).flatMap(sender -> own(caller.account().id(), sender));
  }

  /// A plus that was not escaped in the query has become a space.
  private static String endpoint(Request request) {
    return request.query("endpoint").orElse("").replaceFirst("^ ", "+");
  }

  private Optional<OwnNumber> own(AccountId account, Sender sender) {
    var directory = accounts.directory();
    return sender
        .address()
        .filter(address -> directory.owns(account, address, sender.callingCode()))
        .map(address -> OwnNumber.of(directory, account, address));
  }

  private Optional<Refusal> unusable(Caller caller, Request request, Fields fields, String order)
      throws InterruptedException {
    var refusal = Repeats.refusal(request).or(fields::refusal);
    if (refusal.isPresent()) {
      return refusal;
    }
    var account = caller.account().id();
    var key = Repeats.key(request, account, Form.DIALECT + ' ' + order);
    return key.isEmpty() ? Optional.empty() : roster.keep(key.get(), account.value());
  }

  private static Optional<Refusal> unknown() {
    return Optional.of(
        Refusal.of(Fault.SENDER_NOT_REGISTERED, "endpoints", "The account has no such number."));
  }

  private static Reply one(int code, Optional<Refusal> refusal) {
    return refusal
        .map(IntelePeerReplies::refused)
        .orElseGet(
            () -> Reply.json(code, new JsonWriter().object().number("code", code).end().bytes()));
  }

  private static Reply many(int code, List<Optional<Refusal>> refusals) {
    var json = new JsonWriter().object().number("code", 207).array("responses");
    refusals.forEach(refusal -> IntelePeerReplies.response(json, code, refusal));
    return Reply.json(207, json.endArray().end().bytes());
  }
}
