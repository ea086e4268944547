package io.carillon.front.restcomm;

import io.carillon.front.door.Scope;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.History.Total;
import io.carillon.model.port.Messages;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.List;

/// The two resources of messages: send, list, single. What differs between them is their form.
final class MessageRoutes {
  private static final int BODY_MAX = 256 * 1024;

  private final RestcommDoor door;
  private final Sending sending;
  private final Messages messages;
  private final FamilyHistory history;
  private final Accounts accounts;

  MessageRoutes(RestcommDoor door, Sending sending, RestcommRoutes.Reading reading) {
    this.door = door;
    this.sending = sending;
    this.messages = reading.messages();
    this.history = new FamilyHistory(reading.history());
    this.accounts = reading.accounts();
  }

  /// All routes of one form.
  List<Route> routes(Form form) {
    var place = new Patterns(form.path());
    var send = door.known(Scope.MESSAGING_SEND, visit -> send(form, visit));
    var list = door.known(Scope.MESSAGING_READ, visit -> list(form, visit));
    var one = door.known(Scope.MESSAGING_READ, visit -> one(form, visit));
    var routes = new ArrayList<Route>();
    for (var pattern : place.list()) {
      routes.add(Route.post(pattern, BODY_MAX, send));
      routes.add(Route.get(pattern, list));
    }
    place.one().forEach(pattern -> routes.add(Route.get(pattern, one)));
    return routes;
  }

  private Reply send(Form form, Visit visit) throws InterruptedException {
    var body = visit.request().body();
    var read =
        switch (form) {
          case SMS -> SmsRequests.read(body);
          case CHANNELS -> ChannelRequests.read(body);
        };
    return switch (sending.send(form, visit, read)) {
      case Sending.Sent.Refused(var refusal) -> visit.no(refusal);
      case Sending.Sent.Accepted(var message) ->
          switch (form) {
            case SMS -> SmsReplies.accepted(visit.shape(), message);
            case CHANNELS -> ChannelReplies.accepted(message);
          };
    };
  }

  private Reply one(Form form, Visit visit) {
    return MessageNames.read(visit.sid())
        .flatMap(messages::find)
        .filter(message -> message.account().equals(visit.accountId()))
        .map(message ->
            switch (form) {
              case SMS -> SmsReplies.one(visit.shape(), message);
              case CHANNELS -> ChannelReplies.one(message);
            })
        .orElseGet(
            () -> visit.no(Refusal.of(Fault.NOT_FOUND, "", "The account has no such message.")));
  }

  private Reply list(Form form, Visit visit) {
    return switch (ListRequests.read(form, visit.accountId(), visit.request().query())) {
      case Listing.Read.Refused(var refusal, var silent) ->
          silent ? visit.no(Reply.empty(400)) : visit.no(refusal);
      case Listing.Read.Asked(var listing) -> list(form, listing, visit);
    };
  }

  private Reply list(Form form, Listing listing, Visit visit) {
    var whose =
        listing.family()
            ? FamilyHistory.family(accounts.directory(), visit.accountId())
            : List.of(visit.accountId());
    var total = listing.nothing() ? new Total(0, false) : history.count(listing.filter(), whose);
    var paging =
        Paging.of(
            visit.request(), listing.page(), listing.size(), total.messages(), form == Form.SMS);
    if (paging.isBeyond() && !total.estimated()) {
      return form == Form.SMS
          ? visit.no(Reply.empty(400))
          : visit.wrong("Page", "'Page' lies behind the last page.");
    }
    var page =
        listing.nothing()
            ? List.<Message>of()
            : history.page(
                listing.filter(), listing.order(), whose, paging.offset(), listing.size());
    return switch (form) {
      case SMS -> SmsReplies.page(visit.shape(), paging, page);
      case CHANNELS -> ChannelReplies.page(paging, page);
    };
  }
}
