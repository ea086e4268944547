package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.Session;
import io.carillon.model.Sighting;
import io.carillon.model.Signing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the door keeps by the commits of one group: of each session and key only what came last.
final class SigningRows {
  private final io.carillon.store.Session writer;
  private final Keys keys;
  private final List<Session> begun = new ArrayList<>();
  private final List<Id> ended = new ArrayList<>();
  private final Map<Id, Sighting> seen = new HashMap<>();
  private final Map<String, Sighting> used = new HashMap<>();

  SigningRows(io.carillon.store.Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  void put(Signing what) {
    switch (what) {
      case Signing.In(var session) -> begun.add(session);
      case Signing.Out(var session) -> ended.add(session);
      case Signing.Seen(var session, var sighting) -> seen.merge(session, sighting, this::later);
      case Signing.Used(var key, var sighting) -> used.merge(key, sighting, this::later);
    }
  }

  private Sighting later(Sighting one, Sighting other) {
    return other.at().isBefore(one.at()) ? one : other;
  }

  void flush() throws SQLException {
    if (begun.isEmpty() && ended.isEmpty() && seen.isEmpty() && used.isEmpty()) {
      return;
    }
    var insert = writer.prepared("session_insert");
    for (var session : begun) {
      insert
          .id(session.id())
          .id(session.user())
          .number(keys.account(writer, session.account()))
          .text(session.sha256())
          .time(session.life().created())
          .time(session.life().expires())
          .time(session.last().at())
          .text(session.last().address())
          .text(session.browser())
          .add();
    }
    insert.run();
    var update = writer.prepared("session_seen");
    for (var one : seen.entrySet()) {
      var at = one.getValue().at();
      update.time(at).text(one.getValue().address()).id(one.getKey()).time(at).add();
    }
    update.run();
    var delete = writer.prepared("session_delete");
    for (var session : ended) {
      delete.id(session).add();
    }
    delete.run();
    var put = writer.prepared("key_use_put");
    for (var one : used.entrySet()) {
      put.text(one.getKey()).time(one.getValue().at()).text(one.getValue().address()).add();
    }
    put.run();
    clear();
  }

  void clear() {
    begun.clear();
    ended.clear();
    seen.clear();
    used.clear();
  }
}
