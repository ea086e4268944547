package io.carillon.front.restcomm;

import io.carillon.front.door.Caller;
import io.carillon.front.door.Scope;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.Messages;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.List;

/// The two resources of messages: send, list, single. What differs between them is their form.
final class MessageRoutes {
  private static final int BODY_MAX = 256 * 1024;

  private final RestcommDoor door;
  private final Sending sending;
  private final Messages messages;
  private final History history;

  MessageRoutes(RestcommDoor door, Sending sending, Messages messages, History history) {
    this.door = door;
    this.sending = sending;
    this.messages = messages;
    this.history = history;
  }

  /// All routes of one form.
  List<Route> routes(Form form) {
    var place = new Patterns(form.path());
    var send = door.known(Scope.MESSAGING_SEND, (caller, request) -> send(form, caller, request));
    var list = door.known(Scope.MESSAGING_READ, (caller, request) -> list(form, caller, request));
    var one = door.known(Scope.MESSAGING_READ, (caller, request) -> one(form, caller, request));
    var routes = new ArrayList<Route>();
    for (var pattern : place.list()) {
      routes.add(Route.post(pattern, BODY_MAX, send));
      routes.add(Route.get(pattern, list));
    }
    place.one().forEach(pattern -> routes.add(Route.get(pattern, one)));
    return routes;
  }

  private Reply send(Form form, Caller caller, Request request) throws InterruptedException {
    var read =
        switch (form) {
          case SMS -> SmsRequests.read(request.body());
          case CHANNELS -> ChannelRequests.read(request.body());
        };
    return switch (sending.send(form, caller, request, read)) {
      case Sending.Sent.Refused(var refusal) -> Refusals.refused(refusal, request);
      case Sending.Sent.Accepted(var message) ->
          switch (form) {
            case SMS -> SmsReplies.accepted(Shape.of(request), message);
            case CHANNELS -> ChannelReplies.accepted(message);
          };
    };
  }

  private Reply one(Form form, Caller caller, Request request) {
    return MessageNames.read(request.variable(Patterns.SID))
        .flatMap(messages::find)
        .filter(message -> message.account().equals(caller.account().id()))
        .map(message ->
            switch (form) {
              case SMS -> SmsReplies.one(Shape.of(request), message);
              case CHANNELS -> ChannelReplies.one(message);
            })
        .orElseGet(() ->
            Refusals.refused(
                Refusal.of(Fault.NOT_FOUND, "", "The account has no such message."), request));
  }

  private Reply list(Form form, Caller caller, Request request) {
    return switch (ListRequests.read(form, caller.account().id(), request.query())) {
      case Listing.Read.Refused(var refusal, var silent) ->
          silent ? Reply.empty(400) : Refusals.refused(refusal, request);
      case Listing.Read.Asked(var listing) -> list(form, listing, request);
    };
  }

  private Reply list(Form form, Listing listing, Request request) {
    long total = listing.nothing() ? 0 : history.count(listing.filter());
    var paging = Paging.of(request, listing.page(), listing.size(), total, form == Form.SMS);
    if (paging.isBeyond()) {
      return form == Form.SMS
          ? Reply.empty(400)
          : Refusals.refused(
              Refusal.of(Fault.FIELD_INVALID, "Page", "'Page' lies behind the last page."),
              request);
    }
    var page = listing.nothing() ? List.<Message>of() : page(listing, paging);
    return switch (form) {
      case SMS -> SmsReplies.page(Shape.of(request), paging, page);
      case CHANNELS -> ChannelReplies.page(paging, page);
    };
  }

  private List<Message> page(Listing listing, Paging paging) {
    var start = new Start.Offset(paging.offset());
    return history.page(listing.filter(), listing.order(), start, listing.size()).messages();
  }
}
