package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Touch;
import io.carillon.model.Touch.Seen;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How often the persons of one group were written to, and the guard that asks for it.
///
/// Who is asked for is read inside the transaction, many persons at a time; what the group's own
/// commits count is added in memory as they are collected, so that each meets those before it.
/// Nothing is read for a group that asks for nobody.
final class TouchRows {
  private final Session writer;
  private final Keys keys;
  private final Function<Address, Id> marks;
  private final Map<Place, Map<MessageId, Seen>> known = new HashMap<>();
  private final Map<Counted, Optional<Touch>> pending = new LinkedHashMap<>();

  /// @param marks names persons by a keyed hash
  TouchRows(Session writer, Keys keys, Function<Address, Id> marks) {
    this.writer = writer;
    this.keys = keys;
    this.marks = marks;
  }

  /// A person, for one account.
  private record Place(Id mark, int account) {}

  private record Counted(Place place, MessageId message) {}

  private record Found(Place place, MessageId message, Seen seen) {}

  /// Reads how often those were written to that these commits ask for.
  void read(List<Commit> commits) throws SQLException {
    known.clear();
    for (var commit : commits) {
      for (var guard : commit.guards()) {
        if (guard instanceof Guard.Seldom(var touch, _)) {
          known.computeIfAbsent(place(touch), _ -> new HashMap<>());
        }
      }
    }
    if (known.isEmpty()) {
      return;
    }
    var wanted = known.keySet().stream().map(Place::mark).distinct().toList();
    for (int from = 0; from < wanted.size(); from += Sql.LIST) {
      var some = wanted.subList(from, Math.min(wanted.size(), from + Sql.LIST));
      for (var found : writer.prepared("touch_find").ids(some).list(TouchRows::found)) {
        var ofPerson = known.get(found.place());
        if (ofPerson != null) {
          ofPerson.put(found.message(), found.seen());
        }
      }
    }
  }

  private static Found found(Row row) throws SQLException {
    var place = new Place(row.id(), row.number());
    return new Found(place, new MessageId(row.id()), new Seen(row.text(), row.time()));
  }

  private Place place(Touch touch) throws SQLException {
    return new Place(marks.apply(touch.person()), keys.account(writer, touch.account()));
  }

  /// The messages of a commit that would go too often; null where there are none.
  Result.@Nullable TooOften tooOften(List<Guard> guards) throws SQLException {
    var late = new HashMap<MessageId, Instant>(0);
    var own = new HashMap<Place, Map<MessageId, Seen>>();
    for (var guard : guards) {
      if (guard instanceof Guard.Seldom(var touch, var limits)) {
        var place = place(touch);
        var beside = own.computeIfAbsent(place, _ -> new HashMap<>(0));
        var free = touch.free(limits, others(touch, known.getOrDefault(place, Map.of()), beside));
        if (free.isAfter(touch.at())) {
          late.put(touch.message(), free);
        } else {
          beside.put(touch.message(), touch.seen());
        }
      }
    }
    return late.isEmpty() ? null : new Result.TooOften(late);
  }

  private static Collection<Seen> others(
      Touch touch, Map<MessageId, Seen> before, Map<MessageId, Seen> beside) {
    var all = new HashMap<>(before);
    all.putAll(beside);
    all.remove(touch.message());
    return new ArrayList<>(all.values());
  }

  void put(Touch touch) throws SQLException {
    var place = place(touch);
    pending.put(new Counted(place, touch.message()), Optional.of(touch));
    known.computeIfAbsent(place, _ -> new HashMap<>()).put(touch.message(), touch.seen());
  }

  void drop(Write.Untouched back) throws SQLException {
    var place = new Place(marks.apply(back.person()), keys.account(writer, back.account()));
    pending.put(new Counted(place, back.message()), Optional.empty());
    known.computeIfAbsent(place, _ -> new HashMap<>()).remove(back.message());
  }

  void flush() throws SQLException {
    if (pending.isEmpty()) {
      return;
    }
    var put = writer.prepared("touch_put");
    var drop = writer.prepared("touch_drop");
    boolean puts = false;
    boolean drops = false;
    for (var one : pending.entrySet()) {
      var place = one.getKey().place();
      var statement = one.getValue().isPresent() ? put : drop;
      statement.id(place.mark()).number(place.account()).id(one.getKey().message().value());
      if (one.getValue().isPresent()) {
        var touch = one.getValue().get();
        statement.text(touch.sender()).time(touch.at()).time(touch.until());
        puts = true;
      } else {
        drops = true;
      }
      statement.add();
    }
    if (puts) {
      put.run();
    }
    if (drops) {
      drop.run();
    }
    clear();
  }

  void clear() {
    pending.clear();
    known.clear();
  }
}
