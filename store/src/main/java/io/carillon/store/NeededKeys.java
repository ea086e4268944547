package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.SQLException;
import java.util.List;

/// The master keys without which a store does not open.
///
/// @param all their numbers, as people see them; none where nothing is sealed
/// @param missing those of them that do not stand where the settings say
public record NeededKeys(List<String> all, List<String> missing) {
  public NeededKeys {
    all = List.copyOf(all);
    missing = List.copyOf(missing);
  }

  /// Those of a store; a server may work meanwhile.
  ///
  /// @throws StoreException where the store cannot be read, or the master key
  public static NeededKeys of(StoreSettings settings) {
    var dialect = Dialect.of(settings);
    try (var reader = dialect.reader()) {
      var all = Sealing.masters(reader, dialect);
      return new NeededKeys(all, missing(all, new KeyFile(settings.keys())));
    } catch (SQLException failed) {
      throw new StoreException(dialect.trouble(failed), failed);
    }
  }

  private static List<String> missing(List<String> all, KeyFile file) {
    if (all.isEmpty() || !file.isThere()) {
      return all;
    }
    var there = file.read().words();
    return all.stream().filter(key -> !there.contains(key)).toList();
  }

  /// Refuses where a store would get rows that its own key does not open.
  static void refuseOther(List<String> needed, KeyPlace place) {
    var file = new KeyFile(place);
    if (file.isThere() && !missing(needed, file).isEmpty()) {
      throw new StoreException(
          "what is to come into it is sealed under the master key "
              + String.join(", ", needed)
              + ", and "
              + place.words()
              + " holds another; add a line with that key to it");
    }
  }
}
