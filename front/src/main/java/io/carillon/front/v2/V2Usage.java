package io.carillon.front.v2;

import io.carillon.front.door.Caller;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Query.Paging;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Money;
import io.carillon.model.Usage;
import io.carillon.model.Usage.Slot;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Usages;
import io.carillon.model.port.Usages.Filter;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Answers how much the account used, day by day and kind by kind, the oldest first.
///
/// A day counts from midnight in UTC. Without `from` the month of `until` is told, without either
/// the one that runs.
final class V2Usage {
  private static final int PAGE_MAX = 100;
  private static final int SHEET_MAX = Usages.ROWS_MAX;
  private static final String CSV = "text/csv; charset=utf-8; header=present";
  private static final List<String> COLUMNS =
      List.of(
          "day", "channel", "direction", "country", "messages", "segments", "price", "currency");

  /// What those see besides who operate the server.
  private static final List<String> COSTS = List.of("cost", "margin");

  private static final int NAME_PARTS = 5;
  private static final Set<String> PARAMETERS =
      Set.of("limit", "starting_after", "from", "until", "channel", "direction", "country");

  private final Usages usages;
  private final Clock clock;

  V2Usage(Usages usages, Clock clock) {
    this.usages = usages;
    this.clock = clock;
  }

  Reply list(Caller caller, Request request) {
    return answer(caller, request, PAGE_MAX, page -> page(page, caller.operates()));
  }

  /// The same as lines of comma-separated values; the header `Next-Cursor` tells where to go on.
  Reply sheet(Caller caller, Request request) {
    return answer(caller, request, SHEET_MAX, page -> sheet(page, caller.operates()));
  }

  private interface Shape {
    Reply of(Listing<Usage> page);
  }

  private Reply answer(Caller caller, Request request, int limitMax, Shape shape) {
    var query = new V2Query(request.query());
    query.only(false, PARAMETERS);
    var paging = query.paging(limitMax, limitMax == PAGE_MAX ? 20 : limitMax);
    var filter = filter(caller, query);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    return page(filter, paging)
        .map(shape::of)
        .orElseGet(
            () -> V2Door.refused(V2Query.badCursor(request.query(), "the id of a usage"), request));
  }

  private Filter filter(Caller caller, V2Query query) {
    var rule = "must be a day, such as 2030-01-02";
    var until = query.word("until", V2Usage::day, rule);
    var last = until.orElseGet(() -> Usage.day(clock.now()).plusDays(1)).minusDays(1);
    var from = query.word("from", V2Usage::day, rule).orElseGet(() -> last.withDayOfMonth(1));
    return new Filter(
        caller.account().id(),
        from,
        last.plusDays(1),
        query.word("channel", Channel::of, "must be a channel, such as sms or mms"),
        query.word("direction", V2Mapping::direction, "must be outbound or inbound"),
        query.text("country").toUpperCase(Locale.ROOT));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return text.length() == "2030-01-02".length()
          ? Optional.of(LocalDate.parse(text))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Optional<Listing<Usage>> page(Filter filter, Paging paging) {
    var behind = behind(filter, paging.after());
    if (behind.isEmpty() && !paging.after().isEmpty()) {
      return Optional.empty();
    }
    var found = usages.page(filter, behind, paging.limit());
    boolean full = found.size() == paging.limit();
    boolean more = full && !usages.page(filter, Optional.of(found.getLast().slot()), 1).isEmpty();
    var cursor = more ? name(found.getLast().slot()) : "";
    return Optional.of(new Listing<>("/v2/usage", found, cursor));
  }

  /// By what a row is of: no two have that in common.
  private static String name(Slot slot) {
    return String.join(
        "/",
        slot.day().toString(),
        slot.channel().word(),
        direction(slot),
        slot.country(),
        slot.currency());
  }

  private static Optional<Slot> behind(Filter filter, String name) {
    var parts = name.split("/", -1);
    if (parts.length != NAME_PARTS) {
      return Optional.empty();
    }
    var day = day(parts[0]);
    var channel = Channel.of(parts[1]);
    var direction = V2Mapping.direction(parts[2]);
    return day.isPresent() && channel.isPresent() && direction.isPresent()
        ? Optional.of(
            new Slot(
                filter.account(), day.get(), channel.get(), direction.get(), parts[3], parts[4]))
        : Optional.empty();
  }

  private static String direction(Slot slot) {
    return slot.direction() == Direction.OUTBOUND ? "outbound" : "inbound";
  }

  private static Reply page(Listing<Usage> page, boolean costs) {
    var json = new JsonWriter();
    var body = V2Replies.list(json, page, usage -> usage(json, usage, costs));
    return Reply.json(200, body);
  }

  private static void usage(JsonWriter json, Usage usage, boolean costs) {
    var slot = usage.slot();
    var sum = usage.sum();
    json.object().text("id", name(slot)).text("object", "usage").text("day", slot.day().toString());
    json.text("channel", slot.channel().word()).text("direction", direction(slot));
    json.textOrNull("country", slot.country());
    json.number("messages", sum.messages()).number("segments", sum.segments());
    var body = new MessageBody(json);
    body.price("price", Optional.of(new Money(sum.price(), slot.currency())));
    if (costs) {
      body.price("cost", cost(usage));
      body.price("margin", margin(usage));
    }
    json.end();
  }

  private static Reply sheet(Listing<Usage> page, boolean costs) {
    var out = new StringBuilder();
    var head = new CsvLine(out);
    (costs ? Stream.concat(COLUMNS.stream(), COSTS.stream()) : COLUMNS.stream())
        .forEach(head::field);
    head.end();
    for (var usage : page.items()) {
      var slot = usage.slot();
      var sum = usage.sum();
      var line = new CsvLine(out);
      line.field(slot.day().toString());
      line.field(slot.channel().word());
      line.field(direction(slot));
      line.field(slot.country());
      line.field(Long.toString(sum.messages()));
      line.field(Long.toString(sum.segments()));
      line.field(amount(new Money(sum.price(), slot.currency())));
      line.field(slot.currency());
      if (costs) {
        line.field(cost(usage).map(V2Usage::amount).orElse(""));
        line.field(margin(usage).map(V2Usage::amount).orElse(""));
      }
      line.end();
    }
    var reply =
        Reply.of(200, CSV, out.toString().getBytes(StandardCharsets.UTF_8))
            .with("Content-Disposition", "attachment; filename=\"usage.csv\"");
    return page.cursor().isEmpty() ? reply : reply.with("Next-Cursor", page.cursor());
  }

  /// Empty where it is known of no message.
  private static Optional<Money> cost(Usage usage) {
    var known = usage.sum().cost().known();
    return known.isPresent()
        ? Optional.of(new Money(known.getAsLong(), usage.slot().currency()))
        : Optional.empty();
  }

  private static Optional<Money> margin(Usage usage) {
    long price = usage.sum().price();
    return cost(usage).map(cost -> new Money(price - cost.micros(), cost.currency()));
  }

  private static String amount(Money money) {
    return money.decimal().toPlainString();
  }
}
