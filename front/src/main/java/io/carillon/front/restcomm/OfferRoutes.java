package io.carillon.front.restcomm;

import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Inventory.Kind;
import io.carillon.engine.account.Inventory.Offer;
import io.carillon.front.door.Scope;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The numbers that an account may take: those of the inventory that nobody owns. Every one can
/// send and receive texts and media, none can call.
final class OfferRoutes {
  private static final String COUNTRY = "country";
  private static final int LIMIT_USUAL = 50;
  private static final int LIMIT_MAX = 1_000;
  private static final int DIGITS_MAX = 4;
  private static final SheetReplies REPLIES =
      new SheetReplies("AvailablePhoneNumber", "AvailablePhoneNumbers", "available_phone_numbers");

  private final Office office;

  OfferRoutes(Office office) {
    this.office = office;
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    for (var kind : Kind.values()) {
      var path = "/AvailablePhoneNumbers/{" + COUNTRY + "}/" + RestcommMapping.word(kind);
      var list = office.door().known(Scope.ACCOUNT_READ, visit -> list(visit, kind));
      new Patterns(path).list().forEach(pattern -> routes.add(Route.get(pattern, list)));
    }
    return routes;
  }

  private Reply list(Visit visit, Kind kind) {
    var request = visit.request();
    var offers =
        office
            .doing()
            .inventory()
            .offers(
                office.directory(),
                Optional.of(kind),
                request.variable(COUNTRY),
                wanted(request),
                limit(request));
    var found = isPossible(request) ? offers : List.<Offer>of();
    return REPLIES.all(visit.shape(), found.stream().map(OfferRoutes::sheet).toList());
  }

  private static Predicate<String> wanted(Request request) {
    var area = filled(request, "AreaCode").map(code -> "+1" + code).orElse("");
    var part = filled(request, "Contains").map(Wildcard::of);
    return number ->
        number.startsWith(area) && part.map(wanted -> wanted.isIn(number)).orElse(true);
  }

  /// Whether there can be any: what is asked for as absent is there, and the other way round.
  private static boolean isPossible(Request request) {
    return !is(request, "SmsEnabled", "false")
        && !is(request, "MmsEnabled", "false")
        && !is(request, "VoiceEnabled", "true");
  }

  private static boolean is(Request request, String name, String value) {
    return filled(request, name).filter(value::equalsIgnoreCase).isPresent();
  }

  private static int limit(Request request) {
    return filled(request, "PageSize")
        .filter(text -> text.length() <= DIGITS_MAX)
        .filter(text -> text.chars().allMatch(c -> c >= '0' && c <= '9'))
        .map(text -> Math.clamp(Integer.parseInt(text), 1, LIMIT_MAX))
        .orElse(LIMIT_USUAL);
  }

  private static Optional<String> filled(Request request, String name) {
    return request.query(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  private static Sheet sheet(Inventory.Offer offer) {
    var number = offer.address().value();
    return new Sheet()
        .text("friendly_name", number.substring(1))
        .text("phone_number", number)
        .text("iso_country", offer.country())
        .part("capabilities", NumberSheets.capabilities(true));
  }
}
