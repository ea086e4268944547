package io.carillon.front.v2;

import io.carillon.front.door.Caller;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.StoreBusy;
import io.carillon.wire.http.Pieces;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Answers `GET /v2/messages.csv` and `GET /v2/messages.jsonl`: the oldest record first, so that
/// who comes again goes on where the last answer ended.
///
/// Problem: an answer must say in its head where it ends, and must never stand whole in memory.
/// Idea: the messages are walked twice, a page at a time: first to find the last one that fits,
/// then to write up to it. Memory holds one page an answer, and answers under way are counted.
final class V2Records {
  /// Records of one answer; more come behind its cursor.
  static final int RECORDS_MAX = 10_000;

  private static final int PAGE = 200;
  private static final String THINGS = "messages";

  /// What has begun to be sent cannot be refused any more: a busy store is asked again for 10 s.
  private static final int TRIES_MAX = 100;

  private static final long BETWEEN_TRIES_NS = 100_000_000;
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);
  private static final Duration UNSETTLED = Duration.ofSeconds(10);
  private static final Set<String> PARAMETERS = Set.of("limit", "starting_after");

  private final History history;
  private final Clock clock;
  private final AtOnce underWay = new AtOnce();

  V2Records(History history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  /// What answers in a form.
  V2Door.Answer as(RecordForm form) {
    return (caller, request) -> answer(form, caller, request);
  }

  Reply answer(RecordForm form, Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(true, PARAMETERS);
    var filter = settled(query.filter(caller.account().id()));
    var paging = query.paging(RECORDS_MAX, RECORDS_MAX);
    var after = query.message("starting_after", paging.after());
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    if (!underWay.begin(filter.account())) {
      return V2Door.refused(Refusal.later(Fault.TOO_MANY_REQUESTS, COME_AGAIN), request);
    }
    boolean handedOver = false;
    try {
      var end = end(filter, after, paging.limit());
      var columns = RecordColumn.told(caller.operates());
      var lines = new Lines(form, columns, filter, after, end.last());
      var reply =
          Reply.streamed(200, form.contentType(), lines)
              .with("Content-Disposition", "attachment; filename=\"" + form.file(THINGS) + "\"");
      handedOver = true;
      return end.more() ? goingOn(reply, form, request, end.last().orElseThrow()) : reply;
    } finally {
      if (!handedOver) {
        underWay.end(filter.account());
      }
    }
  }

  private Filter settled(Filter filter) {
    var accepted = filter.times().accepted();
    if (accepted.until().isPresent()) {
      return filter;
    }
    var until = Optional.of(clock.now().minus(UNSETTLED));
    var period = new History.Period(accepted.from(), until);
    return filter.with(new History.Times(period, filter.times().sent()));
  }

  private static Reply goingOn(Reply reply, RecordForm form, Request request, MessageId last) {
    var cursor = MessageNames.uuid(last);
    var query =
        request.query().names().stream()
            .filter(name -> !name.equals("starting_after"))
            .flatMap(name ->
                request.query().all(name).stream()
                    .map(value -> escaped(name) + "=" + escaped(value) + "&"))
            .collect(Collectors.joining());
    return reply
        .with("Next-Cursor", cursor)
        .with(
            "Link",
            "</v2/"
                + form.file(THINGS)
                + "?"
                + query
                + "starting_after="
                + cursor
                + ">; rel=\"next\"");
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Where an answer ends.
  ///
  /// @param last its last message; empty = it has none
  /// @param more whether further ones follow
  private record End(Optional<MessageId> last, boolean more) {}

  private End end(Filter filter, Optional<MessageId> after, int limit) {
    var at = after;
    Optional<MessageId> last = Optional.empty();
    boolean more = true;
    int left = limit;
    while (more && left > 0) {
      var page = history.page(filter, Order.OLDEST, start(at), Math.min(PAGE, left));
      left -= page.messages().size();
      at = page.behind();
      more = at.isPresent();
      if (!page.messages().isEmpty()) {
        last = Optional.of(page.messages().getLast().id());
      }
    }
    return new End(last, more);
  }

  private static Start start(Optional<MessageId> after) {
    return after.<Start>map(Start.After::new).orElse(Start.FIRST);
  }

  /// The lines of an answer, a page at a time.
  private final class Lines implements Pieces {
    private final RecordForm form;
    private final List<RecordColumn> columns;
    private final Filter filter;
    private final Optional<MessageId> last;
    private Optional<MessageId> at;
    private boolean headed;
    private boolean ended;
    private boolean closed;

    Lines(
        RecordForm form,
        List<RecordColumn> columns,
        Filter filter,
        Optional<MessageId> after,
        Optional<MessageId> last) {
      this.form = form;
      this.columns = columns;
      this.filter = filter;
      this.at = after;
      this.last = last;
      this.ended = last.isEmpty();
    }

    @Override
    public byte[] next() {
      if (!headed) {
        headed = true;
        var head = form.head(columns.stream().map(RecordColumn::name).toList());
        if (head.length > 0) {
          return head;
        }
      }
      return ended ? new byte[0] : lines();
    }

    private byte[] lines() {
      var messages = List.<Message>of();
      while (messages.isEmpty() && !ended) {
        var page = page();
        messages = page.messages().stream().filter(message -> !isBehind(message)).toList();
        at = page.behind();
        ended = messages.size() < page.messages().size() || at.isEmpty();
      }
      return form.lines(
          messages, (message, line) -> columns.forEach(one -> one.value().put(message, line)));
    }

    private History.Page page() {
      for (int tries = 1; ; tries++) {
        try {
          return history.page(filter, Order.OLDEST, start(at), PAGE);
        } catch (StoreBusy busy) {
          if (tries == TRIES_MAX) {
            throw busy;
          }
        }
        LockSupport.parkNanos(BETWEEN_TRIES_NS);
      }
    }

    private boolean isBehind(Message message) {
      return last.map(id -> message.id().compareTo(id) > 0).orElse(true);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        underWay.end(filter.account());
      }
    }
  }
}
