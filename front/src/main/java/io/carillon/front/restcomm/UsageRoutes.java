package io.carillon.front.restcomm;

import io.carillon.front.door.Scope;
import io.carillon.front.usage.Interval;
import io.carillon.front.usage.UsageCategory;
import io.carillon.front.usage.UsageQuery;
import io.carillon.front.usage.UsageSums;
import io.carillon.front.usage.UsageSums.Row;
import io.carillon.model.Usage;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.List;

/// Usage records: how much an account used, and what it paid for that, by category and by days,
/// months or years; the newest first. Where nothing was used there is no record.
///
/// Restcomm-Connect answers the whole list, so one goes over 366 days, months or years at most.
final class UsageRoutes {
  private static final int STRETCHES_MAX = 366;
  private static final int ROWS_MAX = STRETCHES_MAX * UsageCategory.values().length;
  private static final SheetReplies REPLIES =
      new SheetReplies("UsageRecord", "UsageRecords", "usage_records");

  private final Office office;
  private final UsageSums sums;

  UsageRoutes(Office office, UsageSums sums) {
    this.office = office;
    this.sums = sums;
  }

  List<Route> routes() {
    var patterns = new Patterns("/Usage/Records");
    var asked = office.door().known(Scope.ACCOUNT_READ, visit -> list(visit, Interval.ASKED));
    var named = office.door().known(Scope.ACCOUNT_READ, this::named);
    var routes = new ArrayList<Route>();
    patterns.list().forEach(pattern -> routes.add(Route.get(pattern, asked)));
    patterns.one().forEach(pattern -> routes.add(Route.get(pattern, named)));
    return routes;
  }

  private Reply named(Visit visit) {
    return Interval.of(visit.sid())
        .map(interval -> list(visit, interval))
        .orElseGet(visit::notFound);
  }

  private Reply list(Visit visit, Interval interval) {
    var opened = Usage.day(visit.account().created());
    var about = new UsageQuery.About(interval, opened, Usage.day(office.now()), false);
    return switch (UsageQuery.read(visit.request().query(), about)) {
      case UsageQuery.Read.Refused(var refusal) -> visit.no(refusal);
      case UsageQuery.Read.Asked(var query) ->
          query.stretches().count() > STRETCHES_MAX
              ? visit.wrong(
                  "StartDate",
                  "'StartDate' must ask for at most " + STRETCHES_MAX + " days in one list.")
              : all(visit, query);
    };
  }

  private Reply all(Visit visit, UsageQuery query) {
    return REPLIES.all(
        visit.shape(),
        sums.rows(visit.accountId(), query, 0, ROWS_MAX).stream()
            .filter(row -> !row.isEmpty())
            .map(row -> sheet(visit, row))
            .toList());
  }

  private static Sheet sheet(Visit visit, Row row) {
    var category = row.category();
    var first = row.stretch().first().toString();
    var last = row.stretch().last().toString();
    var price = row.price().decimal().toPlainString();
    boolean total = category == UsageCategory.TOTAL;
    return new Sheet()
        .text("category", category.word())
        .text("description", category.description())
        .text("account_sid", Sids.account(visit.accountId()))
        .text("start_date", first)
        .text("end_date", last)
        .text("usage", total ? price : Long.toString(row.amount()))
        .text("usage_unit", total ? row.price().currency() : category.unit())
        .text("count", Long.toString(row.messages()))
        .text("count_unit", "messages")
        .text("price", price)
        .text("price_unit", row.price().currency())
        .text(
            "uri",
            visit.request().path()
                + "?Category="
                + category.word()
                + "&StartDate="
                + first
                + "&EndDate="
                + last);
  }
}
