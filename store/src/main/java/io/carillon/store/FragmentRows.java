package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Fragment;
import io.carillon.model.Id;
import io.carillon.store.vault.BodyPlace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The fragments of one group. A series that any commit of it joined has none after it, in whatever
/// order they came.
final class FragmentRows {
  /// In the place of an account that is none.
  private static final Id NOBODY = new Id(0, 0);

  private final Session writer;
  private final Keys keys;
  private final List<Fragment> fresh = new ArrayList<>();
  private final Set<Id> joined = new HashSet<>();

  FragmentRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  /// Where the content of a fragment is sealed to stand.
  static BodyPlace place(Fragment fragment) {
    return place(fragment.account().map(AccountId::value).orElse(NOBODY), fragment.series());
  }

  /// The same of a row.
  static BodyPlace place(Id account, Id series) {
    return new BodyPlace(account, series, BodyPlace.Part.FRAGMENT);
  }

  /// The account of a row that is nobody's.
  static Id nobody() {
    return NOBODY;
  }

  void put(Fragment fragment) {
    fresh.add(fragment);
  }

  void join(Id series) {
    joined.add(series);
  }

  void flush() throws SQLException {
    if (!joined.isEmpty()) {
      var drop = writer.prepared("fragment_drop");
      for (var series : joined) {
        drop.id(series).add();
      }
      drop.run();
    }
    if (!fresh.isEmpty()) {
      var insert = writer.prepared("fragment_insert");
      for (var fragment : fresh) {
        if (!joined.contains(fragment.series())) {
          add(insert, fragment);
        }
      }
      insert.run();
    }
    clear();
  }

  private void add(Prepared insert, Fragment fragment) throws SQLException {
    int account = fragment.account().isEmpty() ? 0 : keys.account(writer, fragment.account().get());
    var arrived = fragment.arrived();
    var part = fragment.part();
    var content = Contents.octets(arrived.content());
    insert
        .id(fragment.series())
        .number(account)
        .key(keys.name(writer, fragment.carrier()))
        .number(arrived.channel().code())
        .number(arrived.from().kind().code())
        .text(arrived.from().value())
        .number(arrived.to().kind().code())
        .text(arrived.to().value())
        .octets(writer.bodies().seal(account, place(fragment), content))
        .number(part.scheme().code())
        .number(part.reference())
        .number(part.total())
        .number(part.number())
        .text(part.script().alphabet())
        .number(part.script().locking())
        .number(part.script().single())
        .text(String.join("\n", arrived.manner().odd()))
        .time(fragment.at())
        .add();
  }

  void clear() {
    fresh.clear();
    joined.clear();
  }
}
