package io.carillon.front.v2;

import io.carillon.front.json.JsonWriter;
import io.carillon.model.AccountId;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.Events;
import io.carillon.model.port.Events.Kept;
import io.carillon.model.port.StoreException;
import io.carillon.wire.http.Pieces;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A live feed as server-sent events (WHATWG HTML, §9.2): what happened since a number, then what
/// happens, with a comment each 15 s in which nothing does.
///
/// It reads from the store at the pace of its client, a page at a time, so that a slow one takes no
/// memory; it ends when the client leaves, may not listen any more, or the server stops.
final class EventStream implements Pieces {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final Duration ALIVE_EACH = Duration.ofSeconds(15);
  private static final Duration LOOK_EACH = Duration.ofSeconds(5);
  private static final int PAGE = 100;
  private static final int PIECE_MAX = 64 * 1024;
  private static final byte[] END = {};
  private static final byte[] BEGIN = "retry: 3000\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final Events events;
  private final EventBody body;
  private final Listeners.Listener listener;
  private final Wanted wanted;
  private final BooleanSupplier mayListen;
  private long at;
  private boolean begun;

  /// @param mayListen whether who listens still may
  EventStream(
      Events events,
      EventBody body,
      Listeners.Listener listener,
      Wanted wanted,
      BooleanSupplier mayListen) {
    this.events = events;
    this.body = body;
    this.listener = listener;
    this.wanted = wanted;
    this.mayListen = mayListen;
    at = wanted.after();
  }

  /// What somebody listens to.
  ///
  /// @param after the number behind which the feed begins
  record Wanted(AccountId account, EventChoice choice, long after) {}

  @Override
  public byte[] next() throws InterruptedException {
    if (!begun) {
      begun = true;
      return begin();
    }
    for (long waited = 0; waited < ALIVE_EACH.toMillis(); waited += LOOK_EACH.toMillis()) {
      if (listener.isOver()) {
        return END;
      }
      var news = news();
      if (news.length > 0) {
        return news;
      }
      listener.await(LOOK_EACH);
    }
    return mayListen.getAsBoolean() ? ALIVE : END;
  }

  /// Where what was asked for is not kept any more, or not yet since a backup was restored, the
  /// feed says so and goes on with the oldest that is.
  private byte[] begin() {
    var span = events.span();
    boolean gone = at > span.newest() || (at > 0 && at + 1 < span.oldest());
    if (!gone) {
      return BEGIN;
    }
    long from = Math.max(0, span.oldest() - 1);
    var json = new JsonWriter().object().text("object", "gap");
    json.text("asked_after", EventBody.name(at)).text("goes_on_after", EventBody.name(from));
    at = from;
    var out = new ByteArrayOutputStream();
    out.writeBytes(BEGIN);
    one(out, EventBody.name(from), "feed.gap", json.end().bytes());
    return out.toByteArray();
  }

  private byte[] news() throws InterruptedException {
    try {
      return read();
    } catch (StoreException unread) {
      LOG.warn("a live feed could not be read: {}", unread.getMessage());
      listener.await(LOOK_EACH);
      return END;
    }
  }

  /// The next piece; empty where nothing has happened that is wanted.
  private byte[] read() {
    var page = events.after(wanted.account(), at, PAGE);
    while (!page.isEmpty()) {
      var chosen = page.stream().filter(kept -> wanted.choice().has(kept.event())).toList();
      if (!chosen.isEmpty()) {
        return piece(chosen, page.getLast().number());
      }
      at = page.getLast().number();
      page = events.after(wanted.account(), at, PAGE);
    }
    return END;
  }

  private byte[] piece(List<Kept> chosen, long last) {
    Map<MessageId, Message> about = body.messages(chosen);
    var out = new ByteArrayOutputStream();
    for (var kept : chosen) {
      if (out.size() >= PIECE_MAX) {
        return out.toByteArray();
      }
      var json = new JsonWriter();
      body.write(json, kept, about);
      one(out, EventBody.name(kept.number()), kept.event().kind().word(), json.bytes());
      at = kept.number();
    }
    at = last;
    return out.toByteArray();
  }

  /// JSON holds no line break.
  private static void one(ByteArrayOutputStream out, String id, String type, byte[] data) {
    var head = "id: " + id + "\nevent: " + type + "\ndata: ";
    out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(data);
    out.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    listener.close();
  }
}
