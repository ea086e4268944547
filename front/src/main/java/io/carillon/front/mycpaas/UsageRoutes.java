package io.carillon.front.mycpaas;

import io.carillon.front.usage.Interval;
import io.carillon.front.usage.UsageCategory;
import io.carillon.front.usage.UsageQuery;
import io.carillon.front.usage.UsageSums;
import io.carillon.front.usage.UsageSums.Row;
import io.carillon.model.Usage;
import io.carillon.model.port.Clock;
import io.carillon.wire.http.Reply;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How much an account used, and what it paid for that, by category and by days, months or years;
/// the newest first. What was given back later is taken off the day of the message.
final class UsageRoutes {
  private static final String RECORDS = "/Usage/Records";
  private static final DateTimeFormatter AS_OF =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final List<Interval> SUBRESOURCES =
      List.of(
          Interval.ALL_TIME,
          Interval.DAILY,
          Interval.LAST_MONTH,
          Interval.MONTHLY,
          Interval.THIS_MONTH,
          Interval.TODAY,
          Interval.YEARLY,
          Interval.YESTERDAY);

  private final UsageSums sums;
  private final Clock clock;

  UsageRoutes(UsageSums sums, Clock clock) {
    this.sums = sums;
    this.clock = clock;
  }

  Reply list(Visit visit) {
    return list(visit, Interval.ASKED);
  }

  /// The list that the last word of the path names.
  Reply named(Visit visit) {
    return Interval.of(visit.request().variable("interval"))
        .map(interval -> list(visit, interval))
        .orElseGet(() -> visit.no(Code.NOT_FOUND));
  }

  private Reply list(Visit visit, Interval interval) {
    var given = visit.request().query();
    var opened = Usage.day(visit.account().created());
    var about = new UsageQuery.About(interval, opened, Usage.day(clock.now()), true);
    return switch (UsageQuery.read(given, about)) {
      case UsageQuery.Read.Refused(var refusal) -> visit.no(refusal);
      case UsageQuery.Read.Asked(var query) ->
          switch (Paging.read(given)) {
            case Paging.Read.Refused(var denial) -> denial.reply(visit.shape());
            case Paging.Read.Asked(var paging) -> page(visit, interval, query, paging);
          };
    };
  }

  private Reply page(Visit visit, Interval interval, UsageQuery query, Paging paging) {
    var rows = sums.rows(visit.accountId(), query, paging.offset(), paging.size());
    boolean more = paging.offset() + paging.size() < UsageSums.count(query);
    var path = path(visit, interval);
    return new Listing(visit, paging, path, "usage_records", "UsageRecords")
        .reply(
            rows.stream().map(row -> shown(visit, path, row)).toList(),
            more ? Optional.of("") : Optional.empty(),
            paging.number() > 0 ? Optional.of("") : Optional.empty());
  }

  private static String path(Visit visit, Interval interval) {
    var records = visit.surface().path(visit.accountId(), RECORDS);
    return interval == Interval.ASKED ? records : records + "/" + interval.word();
  }

  private Representation shown(Visit visit, String path, Row row) {
    var category = row.category();
    var extension = visit.shape().printed();
    var asked = extension + "?Category=" + category.word();
    var uris = new Representation("SubresourceUris");
    for (var interval : SUBRESOURCES) {
      uris.text(interval.name().toLowerCase(Locale.ROOT), path(visit, interval) + asked);
    }
    var price = row.price().decimal().toPlainString();
    var currency = row.price().currency().toLowerCase(Locale.ROOT);
    var first = row.stretch().first().toString();
    var last = row.stretch().last().toString();
    boolean total = category == UsageCategory.TOTAL;
    return new Representation("UsageRecord")
        .text("account_sid", Sids.account(visit.accountId()))
        .text("api_version", Surface.VERSION)
        .text("as_of", AS_OF.format(clock.now()))
        .text("category", category.word())
        .text("count", Optional.of(Long.toString(row.messages())).filter(_ -> !total))
        .text("count_unit", total ? "" : "messages")
        .text("description", category.description())
        .text("end_date", last)
        .text("price", price)
        .text("price_unit", currency)
        .text("start_date", first)
        .group("subresource_uris", uris)
        .text("uri", path + asked + "&StartDate=" + first + "&EndDate=" + last)
        .text("usage", total ? price : Long.toString(row.amount()))
        .text("usage_unit", total ? currency : category.unit());
  }
}
