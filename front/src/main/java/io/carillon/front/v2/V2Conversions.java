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
import java.time.Instant;

/// Answers operators about the rates between currencies: shows them, and takes others as a sheet of
/// comma-separated values, whole or not at all.
final class V2Conversions {
  /// The octets of a sheet: 10,000 lines have room.
  static final int SHEET_MAX = 1024 * 1024;

  private final Accounts accounts;
  private final Cashier cashier;
  private final V2Sheet<ConversionSheet> sheet;

  V2Conversions(Accounts accounts, Cashier cashier) {
    this.accounts = accounts;
    this.cashier = cashier;
    this.sheet =
        new V2Sheet<>(
            "conversions.csv",
            ConversionSheet::read,
            ConversionSheet::troubles,
            wrong -> V2Problem.badConversions(wrong.size()));
  }

  Reply list(Caller caller, Request request) {
    return new Roll<>("/v2/conversions", conversions().rates(), V2Conversions::name)
        .list(request, "the id of a rate", V2Conversions::page);
  }

  Reply sheet(Caller caller, Request request) {
    return sheet.given(ConversionSheet.write(conversions().rates()));
  }

  Reply take(Caller caller, Request request) throws InterruptedException {
    return sheet.taken(
        request,
        (read, dry) -> dry ? taken(read.rates().size(), false) : taken(caller, request, read));
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
