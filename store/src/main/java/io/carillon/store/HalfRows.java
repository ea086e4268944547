package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.Half;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The halves of one group: what is taken away is taken away first, then the parked ones that
/// nothing took away are added.
final class HalfRows {
  private final Session writer;
  private final Keys keys;
  private final List<Half> parked = new ArrayList<>();
  private final List<Gone> gone = new ArrayList<>();

  HalfRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  private record Gone(String carrier, String farId) {
    boolean names(Half half) {
      return half.carrier().equals(carrier) && half.receipt().farId().equals(farId);
    }
  }

  void park(Half half) {
    parked.add(half);
  }

  void unpark(String carrier, String farId) {
    var named = new Gone(carrier, farId);
    parked.removeIf(named::names);
    gone.add(named);
  }

  void flush() throws SQLException {
    var delete = writer.prepared("half_delete");
    for (var named : gone) {
      delete.key(keys.name(writer, named.carrier())).text(named.farId()).add();
    }
    delete.run();
    var insert = writer.prepared("half_insert");
    for (var half : parked) {
      var receipt = half.receipt();
      insert.key(keys.name(writer, half.carrier())).text(receipt.farId());
      insert.number(receipt.reference());
      address(insert, receipt.sender());
      address(insert, receipt.recipient());
      insert
          .number(receipt.verdict().code())
          .text(receipt.code())
          .text(receipt.network())
          .time(half.at())
          .add();
    }
    insert.run();
    clear();
  }

  private static void address(Prepared insert, Address address) throws SQLException {
    insert.number(address.kind().code()).text(address.value());
  }

  void clear() {
    parked.clear();
    gone.clear();
  }
}
