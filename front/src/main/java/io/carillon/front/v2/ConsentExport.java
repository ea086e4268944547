package io.carillon.front.v2;

import io.carillon.front.door.Caller;
import io.carillon.model.AccountId;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Consents.Filter;
import io.carillon.model.port.Consents.Kept;
import io.carillon.model.port.StoreBusy;
import io.carillon.wire.http.Pieces;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Answers `GET /v2/consents.csv` and `GET /v2/consents.jsonl`: all records of an account, the
/// oldest first, so that who reads them in that order comes to what holds now.
///
/// They are read a page at a time as the client takes them; answers under way are counted.
final class ConsentExport {
  private static final String THINGS = "consents";
  private static final int PAGE = 500;

  /// What has begun to be sent cannot be refused any more: a busy store is asked again for 10 s.
  private static final int TRIES_MAX = 100;

  private static final long BETWEEN_TRIES_NS = 100_000_000;
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final Consents consents;
  private final AtOnce underWay = new AtOnce();

  ConsentExport(Consents consents) {
    this.consents = consents;
  }

  /// What answers in a form.
  V2Door.Answer as(RecordForm form) {
    return (caller, request) -> answer(form, caller, request);
  }

  Reply answer(RecordForm form, Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, Set.of("starting_after"));
    var cursor = query.text("starting_after");
    var after = cursor.isEmpty() ? Optional.of(0L) : ConsentColumn.number(cursor);
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    if (after.isEmpty()) {
      return V2Door.refused(V2Query.badCursor(request.query(), "the id of a consent"), request);
    }
    var account = caller.account().id();
    if (!underWay.begin(account)) {
      return V2Door.refused(Refusal.later(Fault.TOO_MANY_REQUESTS, COME_AGAIN), request);
    }
    boolean handedOver = false;
    try {
      var newest = consents.page(Filter.of(account), Long.MAX_VALUE, 1).records();
      long last = newest.isEmpty() ? 0 : newest.getFirst().number();
      var reply =
          Reply.streamed(200, form.contentType(), new Lines(form, account, after.get(), last));
      handedOver = true;
      var file = "attachment; filename=\"" + form.file(THINGS) + "\"";
      return reply.with("Content-Disposition", file);
    } finally {
      if (!handedOver) {
        underWay.end(account);
      }
    }
  }

  /// The lines of an answer, a page at a time.
  private final class Lines implements Pieces {
    private final RecordForm form;
    private final AccountId account;
    private final long last;
    private long at;
    private boolean headed;
    private boolean closed;

    /// @param last the newest record when it began: what is said meanwhile is not in it
    Lines(RecordForm form, AccountId account, long after, long last) {
      this.form = form;
      this.account = account;
      this.at = after;
      this.last = last;
    }

    @Override
    public byte[] next() {
      if (!headed) {
        headed = true;
        var head = form.head(ConsentColumn.names());
        if (head.length > 0) {
          return head;
        }
      }
      var some = at < last ? page() : List.<Kept>of();
      at = some.isEmpty() ? last : some.getLast().number();
      var shown = some.stream().filter(kept -> kept.number() <= last).toList();
      return form.lines(shown, ConsentColumn::all);
    }

    private List<Kept> page() {
      for (int tries = 1; ; tries++) {
        try {
          return consents.after(account, at, PAGE);
        } catch (StoreBusy busy) {
          if (tries == TRIES_MAX) {
            throw busy;
          }
        }
        LockSupport.parkNanos(BETWEEN_TRIES_NS);
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        underWay.end(account);
      }
    }
  }
}
