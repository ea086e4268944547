package io.carillon.front.v2;

import io.carillon.engine.account.Order;
import io.carillon.engine.billing.Cashier;
import io.carillon.engine.billing.PriceSheet;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Tariff;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers operators about the price list: shows it, and takes another one as a sheet of
/// comma-separated values, whole or not at all.
final class V2Rates {
  /// The octets of a sheet: 20,000 lines have room.
  static final int SHEET_MAX = 2 * 1024 * 1024;

  private final Accounts accounts;
  private final Cashier cashier;
  private final V2Sheet<PriceSheet> sheet;

  V2Rates(Accounts accounts, Cashier cashier, Supplier<String> currency) {
    this.accounts = accounts;
    this.cashier = cashier;
    this.sheet =
        new V2Sheet<>(
            "rates.csv",
            text -> PriceSheet.read(text, currency.get()),
            PriceSheet::troubles,
            wrong -> V2Problem.badRates(wrong.size()));
  }

  Reply list(Caller caller, Request request) {
    return new Roll<>("/v2/rates", tariff().rows(), V2Rates::name)
        .list(request, "the id of a price", V2Rates::page);
  }

  Reply sheet(Caller caller, Request request) {
    return sheet.given(PriceSheet.write(tariff().rows()));
  }

  Reply take(Caller caller, Request request) throws InterruptedException {
    return sheet.taken(
        request,
        (read, dry) -> dry ? taken(read.rows().size(), false) : taken(caller, request, read));
  }

  private Reply taken(Caller caller, Request request, PriceSheet sheet)
      throws InterruptedException {
    var key = Repeats.key(request, caller.account().id(), "v2 rates");
    return switch (cashier.price(new Tariff(sheet.rows()), caller.author(request), key)) {
      case Order.Done<Tariff>(var tariff, _) -> taken(tariff.rows().size(), true);
      case Order.Refused<Tariff>(var no) -> V2Door.refused(no, request);
    };
  }

  private static Reply taken(int rows, boolean inForce) {
    var json = new JsonWriter().object().text("object", "price_list");
    return Reply.json(200, json.number("rates", rows).flag("in_force", inForce).end().bytes());
  }

  private Tariff tariff() {
    return accounts.directory().tariff();
  }

  private static byte[] page(Listing<Tariff.Row> page) {
    var json = new JsonWriter();
    return V2Replies.list(
        json,
        page,
        row -> {
          json.object().text("id", name(row)).text("object", "rate");
          json.text("channel", row.channel().word()).text("country", row.country());
          json.text("carrier", row.carrier()).text("route", row.route());
          new MessageBody(json).price("price", Optional.of(row.price()));
          moment(json, "since", row.since());
          moment(json, "until", row.until());
          json.end();
        });
  }

  private static void moment(JsonWriter json, String name, Optional<Instant> moment) {
    moment.ifPresentOrElse(at -> json.moment(name, at), () -> json.none(name));
  }

  /// What no two of a list have in common.
  private static String name(Tariff.Row row) {
    var since = row.since().map(Instant::toString).orElse("ever");
    return String.join("/", row.channel().word(), row.country(), row.carrier(), row.route(), since);
  }
}
