package io.carillon.store.vault;

import java.nio.charset.StandardCharsets;

/// Where a sealed value stands. It opens nowhere else, so that none can be put in another's place.
///
/// @param row what names the row there, for good
public record Place(String table, String column, String row) {
  public Place {
    if (table.indexOf('\n') >= 0 || column.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a name of a table or column has one line");
    }
  }

  /// What a record is bound to.
  byte[] octets() {
    return (table + '\n' + column + '\n' + row).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return table + "." + column + " of " + row;
  }
}
