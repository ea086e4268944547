package io.carillon.front.restcomm;

import io.carillon.front.door.Scope;
import io.carillon.model.Happening;
import io.carillon.model.Notice;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Traces;
import io.carillon.wire.http.Parameters;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Notifications: the webhooks of messages that failed, and the answers in which something was
/// wrong, whatever dialect told them; of each account the newest 5,000.
final class NotificationRoutes {
  private static final int ROWS_MAX = 5_000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final SheetReplies REPLIES =
      new SheetReplies("Notification", "Notifications", "notifications");

  private final Office office;
  private final Notices notices;
  private final Messages messages;
  private final Traces traces;
  private final Attempts attempts;

  NotificationRoutes(Office office, RestcommRoutes.Reading reading) {
    this.office = office;
    this.notices = reading.notices();
    this.messages = reading.messages();
    this.traces = reading.traces();
    this.attempts = reading.attempts();
  }

  List<Route> routes() {
    var patterns = new Patterns("/Notifications");
    var list = office.door().known(Scope.MESSAGING_READ, this::list);
    var one = office.door().known(Scope.MESSAGING_READ, this::one);
    var routes = new ArrayList<Route>();
    patterns.list().forEach(pattern -> routes.add(Route.get(pattern, list)));
    patterns.one().forEach(pattern -> routes.add(Route.get(pattern, one)));
    return routes;
  }

  private Reply one(Visit visit) {
    return Notification.Name.read(visit.sid())
        .filter(name -> !Happening.isNamed(name.message()))
        .flatMap(name ->
            notices.of(name.message()).stream()
                .filter(notice -> notice.sequence() == name.sequence())
                .filter(notice -> isTheirs(visit, notice) && hasFailed(notice))
                .findFirst())
        .map(notice -> REPLIES.one(visit.shape(), sheet(visit, Notification.of(notice, traces))))
        .orElseGet(visit::notFound);
  }

  private static boolean isTheirs(Visit visit, Notice notice) {
    return notice.lane().startsWith(visit.accountId().value().hex() + " ");
  }

  private static boolean hasFailed(Notice notice) {
    return notice.telling().attempts() > 0 || notice.telling().progress() == Notice.Progress.DEAD;
  }

  private Reply list(Visit visit) {
    var query = visit.request().query();
    var days = days(query);
    if (days.isEmpty()) {
      return visit.no(Reply.empty(400));
    }
    var sorting = Sorting.of(query);
    if (!sorting.wrong().isEmpty()) {
      return visit.wrong("SortBy", sorting.wrong());
    }
    var found =
        notices.failed(visit.accountId(), ROWS_MAX).stream()
            .filter(days.get())
            .map(notice -> Notification.of(notice, traces))
            .filter(notification -> passes(notification, query))
            .toList();
    var all = order(sorting).map(by -> found.stream().sorted(by).toList()).orElse(found);
    return ListPages.of(all, Notification::sid)
        .reply(
            visit,
            page ->
                new ListPages.Written(
                    REPLIES, page.stream().map(one -> sheet(visit, one)).toList()));
  }

  private Sheet sheet(Visit visit, Notification notification) {
    var notice = notification.notice();
    var last = attempts.of(notice.message(), notice.sequence(), Long.MAX_VALUE, 1);
    var exchange = last.stream().flatMap(kept -> kept.attempt().exchange().stream()).findFirst();
    return notification.sheet(visit.accountId(), messages.find(notice.message()), exchange);
  }

  /// When it happened; empty where a day is none.
  private static Optional<Predicate<Notice>> days(Parameters query) {
    var from = filled(query, "StartTime");
    var until = filled(query, "EndTime");
    var first = from.flatMap(RestcommDates::day);
    var last = until.flatMap(RestcommDates::day).map(day -> day.plus(DAY));
    if (from.isPresent() != first.isPresent() || until.isPresent() != last.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(notice -> {
      Instant at = notice.change().at();
      return first.map(day -> !at.isBefore(day)).orElse(true)
          && last.map(at::isBefore).orElse(true);
    });
  }

  private static boolean passes(Notification notification, Parameters query) {
    var code = Integer.toString(notification.errorCode());
    return filled(query, "ErrorCode").map(code::equals).orElse(true)
        && filled(query, "RequestUrl").map(notification.url()::startsWith).orElse(true)
        && filled(query, "MessageText").map(notification.text()::contains).orElse(true);
  }

  private static Optional<String> filled(Parameters query, String name) {
    return query.first(name).filter(value -> !value.isEmpty());
  }

  /// A field that is not known is passed over.
  private static Optional<Comparator<Notification>> order(Sorting sorting) { // table
    Optional<Comparator<Notification>> by =
        switch (sorting.field()) {
          case "DateCreated" ->
              Optional.of(Comparator.comparing(one -> one.notice().change().at()));
          case "Log" -> Optional.of(Comparator.comparingInt(Notification::log));
          case "ErrorCode" -> Optional.of(Comparator.comparingInt(Notification::errorCode));
          case "MessageText" -> Optional.of(Comparator.comparing(Notification::text));
          default -> Optional.empty();
        };
    return by.map(order -> sorting.ascending() ? order : order.reversed());
  }
}
