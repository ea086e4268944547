package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.sender.Assignment;
import io.carillon.engine.sender.FilingKind;
import io.carillon.engine.sender.Nature;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.AccountId;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Refusal;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers which numbers of the account write for a campaign, and assigns them.
///
/// A number writes for one campaign at a time. Accounts below may assign theirs to a campaign of an
/// account above.
final class V2Assignments {
  private static final int ID_DIGITS = 32;
  private static final Set<String> FIELDS = Set.of("sender");

  private final Accounts accounts;
  private final Roster roster;
  private final Clock clock;
  private final V2Filings filings;

  V2Assignments(Accounts accounts, Roster roster, Clock clock, V2Filings filings) {
    this.accounts = accounts;
    this.roster = roster;
    this.clock = clock;
    this.filings = filings;
  }

  private Optional<Id> campaign(Caller caller, Request request) {
    return filings.campaign(caller, request.variable("id"));
  }

  private List<Assignment> of(Caller caller, Id campaign) {
    return Assignment.of(accounts.directory(), caller.account().id()).stream()
        .filter(one -> one.campaign().filter(campaign::equals).isPresent())
        .toList();
  }

  Reply list(Caller caller, Request request) {
    var campaign = campaign(caller, request);
    if (campaign.isEmpty()) {
      return V2Filings.none(FilingKind.CAMPAIGN, request);
    }
    var path = "/v2/registry/campaigns/" + request.variable("id") + "/senders";
    return new Roll<>(path, of(caller, campaign.get()), Assignment::sender)
        .list(
            request,
            "the address of a sender",
            page -> {
              var json = new JsonWriter();
              return V2Replies.list(json, page, one -> write(json, one));
            });
  }

  private static void write(JsonWriter json, Assignment one) {
    json.object().text("object", "assignment").text("sender", one.sender());
    json.textOrNull(
        "campaign", one.campaign().map(id -> FilingBody.name(FilingKind.CAMPAIGN, id)).orElse(""));
    json.moment("updated", one.resource().updated()).end();
  }

  Reply assign(Caller caller, Request request) throws InterruptedException {
    var campaign = campaign(caller, request);
    if (campaign.isEmpty()) {
      return V2Filings.none(FilingKind.CAMPAIGN, request);
    }
    var fields = Fields.readAll(request.body());
    fields.only(FIELDS);
    fields.require("sender");
    var sender = fields.text("sender").flatMap(text -> sender(caller, fields, text));
    var refusal = V2Filings.against(caller, request, fields);
    var account = caller.account().id();
    var place = "v2 assignment " + campaign.get().hex();
    var key = Repeats.key(request, account, place);
    if (refusal.isEmpty() && key.isPresent()) {
      refusal = roster.keep(key.get(), campaign.get());
    }
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var address = sender.orElseThrow().address().value();
    var now = clock.now();
    var next = Assignment.of(id(account, address), account, address, campaign.get(), now);
    return told(201, roster.by(caller.author(request)).put(next.resource()), request);
  }

  /// Its id comes from what it is, so that a number has one campaign.
  private static Id id(AccountId account, String address) {
    var text = account.value().hex() + " assignment " + address;
    return Id.fromHex(Keys.sha256(text).substring(0, ID_DIGITS)).orElseThrow();
  }

  private Optional<Sender> sender(Caller caller, Fields fields, String text) {
    var found =
        V2Senders.roll(accounts, caller).all().stream()
            .filter(own -> own.address().value().equals(text))
            .findFirst();
    if (found.isEmpty()) {
      fields.wrong("sender", "must be the address of a sender of the account");
    } else if (!Nature.of(found.get()).isTenDigit()) {
      fields.wrong("sender", "must be an ordinary number of the United States");
    }
    return found;
  }

  Reply drop(Caller caller, Request request) throws InterruptedException {
    var campaign = campaign(caller, request);
    var found =
        campaign.stream()
            .flatMap(id -> of(caller, id).stream())
            .filter(one -> one.sender().equals(request.variable("sender")))
            .findFirst();
    if (found.isEmpty()) {
      return V2Door.refused(
          Refusal.of(Fault.NOT_FOUND, "sender", "The campaign has no such sender."), request);
    }
    var refusal = V2Filings.against(caller, request, Fields.NONE);
    return refusal.isPresent()
        ? V2Door.refused(refusal.get(), request)
        : told(200, roster.by(caller.author(request)).drop(found.get().resource()), request);
  }

  private static Reply told(int status, Order<Resource> order, Request request) {
    return switch (order) {
      case Order.Done<Resource>(var made, _) -> {
        var json = new JsonWriter();
        write(json, new Assignment(made));
        yield Reply.json(status, json.bytes());
      }
      case Order.Refused<Resource>(var refusal) -> V2Door.refused(refusal, request);
    };
  }
}
