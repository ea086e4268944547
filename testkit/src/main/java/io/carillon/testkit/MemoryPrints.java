package io.carillon.testkit;

import io.carillon.model.Id;
import io.carillon.model.Print;
import io.carillon.model.port.Prints;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/// Reads the prints of a [MemoryStore].
record MemoryPrints(MemoryStore.Read read) implements Prints {
  private static final int OCTETS = 16;

  @Override
  public List<Print> after(Place after, int limit) {
    return read.of(rows ->
        rows.prints.values().stream()
            .filter(print -> MemoryRows.PLACES.compare(Place.of(print), after) > 0)
            .limit(Math.min(limit, ROWS_MAX))
            .toList());
  }

  /// There is no key: nobody else reads what is in memory.
  @Override
  public Id mark(byte[] what) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(what);
      return Id.fromBytes(Arrays.copyOf(hash, OCTETS));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
