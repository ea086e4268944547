package io.carillon.store;

import io.carillon.model.Print;
import io.carillon.model.port.Prints.Place;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The prints of one group. One that any commit of it settled does not stand after it, in whatever
/// order they came.
final class PrintRows {
  private final Session writer;
  private final Map<Place, Print> fresh = new LinkedHashMap<>();
  private final Set<Place> settled = new LinkedHashSet<>();

  PrintRows(Session writer) {
    this.writer = writer;
  }

  void put(Print print) {
    fresh.putIfAbsent(Place.of(print), print);
  }

  void settle(Place place) {
    settled.add(place);
  }

  void flush() throws SQLException {
    if (!settled.isEmpty()) {
      var drop = writer.prepared("print_drop");
      for (var place : settled) {
        fresh.remove(place);
        drop.id(place.whose()).number(place.part()).add();
      }
      drop.run();
    }
    if (!fresh.isEmpty()) {
      var put = writer.prepared("print_put");
      for (var print : fresh.values()) {
        put.id(print.whose()).number(print.part()).id(print.mark()).time(print.at()).add();
      }
      put.run();
    }
    clear();
  }

  void clear() {
    fresh.clear();
    settled.clear();
  }
}
