package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.store.search.Entry;
import io.carillon.store.search.Truth;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the index of messages is made of.
final class SearchRows implements Truth {
  /// Few, since commits wait meanwhile.
  private static final int FORGOTTEN_AT_ONCE = 500;

  private final Readers readers;
  private final Writer writer;
  private final Keys keys;

  SearchRows(Readers readers, Writer writer, Keys keys) {
    this.readers = readers;
    this.writer = writer;
    this.keys = keys;
  }

  @Override
  public Optional<Id> mark() {
    return readers.read("the mark of the store", SearchRows::mark);
  }

  static Optional<Id> mark(Session session) throws SQLException {
    return session.prepared("search_mark").one(Row::id);
  }

  @Override
  public void mark(Id next) throws InterruptedException {
    writer.between(session -> mark(session, next));
  }

  static int mark(Session session, Id next) throws SQLException {
    return session.prepared("search_mark_put").id(next).change();
  }

  @Override
  public Optional<Id> highest() {
    return readers.read("the highest id", SearchRows::highest);
  }

  static Optional<Id> highest(Session session) throws SQLException {
    return session.prepared("search_highest").one(Row::id);
  }

  @Override
  public List<Entry> below(Id edge, int most) {
    return entries("search_below", edge, most);
  }

  @Override
  public List<Entry> from(Id floor, int most) {
    return entries("search_from", floor, most);
  }

  private List<Entry> entries(String statement, Id id, int most) {
    return readers.read(
        "messages for their index",
        session ->
            session.prepared(statement).id(id).number(most).list(row -> entry(session, row)));
  }

  private Entry entry(Session session, Row row) throws SQLException {
    var id = row.id();
    var owned = new Entry.Owned(keys.accountOf(session, row.number()), id);
    var kind =
        new Entry.Kind(
            Codes.STATUS.of(row.number()),
            Codes.DIRECTION.of(row.number()),
            Codes.CHANNEL.of(row.number()),
            row.number() == 0);
    var moments = new Entry.Moments(row.time(), row.timeOrNone());
    var words = new Entry.Words(row.text(), row.text(), row.text(), Contents.tags(row.octets()));
    return Entry.of(owned, kind, moments, words);
  }

  @Override
  public List<Standing> standings(List<Id> ids) {
    var standings = new ArrayList<Standing>();
    for (int from = 0; from < ids.size(); from += Sql.LIST) {
      var some = ids.subList(from, Math.min(from + Sql.LIST, ids.size()));
      standings.addAll(
          readers.read(
              "how messages stand",
              session ->
                  session
                      .prepared("search_standings")
                      .ids(some)
                      .list(row ->
                          new Standing(
                              row.id(), Codes.STATUS.of(row.number()), row.timeOrNone()))));
    }
    return standings;
  }

  @Override
  public List<Entry.Owned> erased(int most) {
    return readers.read(
        "messages that were erased",
        session ->
            session
                .prepared("search_erased")
                .number(most)
                .list(row -> new Entry.Owned(keys.accountOf(session, row.number()), row.id())));
  }

  @Override
  public void forget(List<Entry.Owned> erased) throws InterruptedException {
    for (int from = 0; from < erased.size(); from += FORGOTTEN_AT_ONCE) {
      var some = erased.subList(from, Math.min(from + FORGOTTEN_AT_ONCE, erased.size()));
      writer.between(session -> {
        var forget = session.prepared("search_forget");
        for (var owned : some) {
          forget.id(owned.id()).add();
        }
        return forget.run().length;
      });
    }
  }
}
