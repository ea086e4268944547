package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.billing.Cashier;
import io.carillon.engine.billing.ConversionSheet;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Conversions;
import io.carillon.model.Conversions.Rate;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/// Answers operators about the rates between currencies: shows them, and takes others as a sheet of
/// comma-separated values, whole or not at all.
final class V2Conversions {
  /// The octets of a sheet: 10,000 lines have room.
  static final int SHEET_MAX = 1024 * 1024;

  private static final String CSV = "text/csv; charset=utf-8; header=present";
  private static final Set<String> PARAMETERS = Set.of("dry_run");

  private final Accounts accounts;
  private final Cashier cashier;

  V2Conversions(Accounts accounts, Cashier cashier) {
    this.accounts = accounts;
    this.cashier = cashier;
  }

  Reply list(Caller caller, Request request) {
    return new Roll<>("/v2/conversions", conversions().rates(), V2Conversions::name)
        .list(request, "the id of a rate", V2Conversions::page);
  }

  Reply sheet(Caller caller, Request request) {
    var sheet = ConversionSheet.write(conversions().rates());
    return Reply.of(200, CSV, sheet.getBytes(StandardCharsets.UTF_8))
        .with("Content-Disposition", "attachment; filename=\"conversions.csv\"");
  }

  Reply take(Caller caller, Request request) throws InterruptedException {
    var query = new V2Query(request.query());
    query.only(false, PARAMETERS);
    boolean dry = query.word("dry_run", V2Mapping::flag, "must be true or false").orElse(false);
    var refusal = query.refusal().or(() -> Repeats.refusal(request));
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var sheet = ConversionSheet.read(new String(request.body(), StandardCharsets.UTF_8));
    if (!sheet.troubles().isEmpty()) {
      var problem = V2Problem.badConversions(sheet.troubles().size());
      return Reply.json(problem.http(), V2Replies.refused(problem, sheet.troubles(), request.id()));
    }
    return dry ? taken(sheet.rates().size(), false) : taken(caller, request, sheet);
  }

  private Reply taken(Caller caller, Request request, ConversionSheet sheet)
      throws InterruptedException {
    var key = Repeats.key(request, caller.account().id(), "v2 conversions");
    var next = new Conversions(sheet.rates());
    return switch (cashier.convert(next, caller.author(request), key)) {
      case Order.Done<Conversions>(var now, _) -> taken(now.rates().size(), true);
      case Order.Refused<Conversions>(var no) -> V2Door.refused(no, request);
    };
  }

  private static Reply taken(int rows, boolean inForce) {
    var json = new JsonWriter().object().text("object", "conversion_list");
    return Reply.json(
        200, json.number("conversions", rows).flag("in_force", inForce).end().bytes());
  }

  private Conversions conversions() {
    return accounts.directory().conversions();
  }

  private static byte[] page(Listing<Rate> page) {
    var json = new JsonWriter();
    return V2Replies.list(
        json,
        page,
        rate -> {
          json.object().text("id", name(rate)).text("object", "conversion");
          json.text("from", rate.from()).text("to", rate.to()).text("rate", rate.digits());
          rate.since().ifPresentOrElse(at -> json.moment("since", at), () -> json.none("since"));
          json.end();
        });
  }

  /// What no two of a list have in common.
  private static String name(Rate rate) {
    var since = rate.since().map(Instant::toString).orElse("ever");
    return String.join("/", rate.from(), rate.to(), since);
  }
}
