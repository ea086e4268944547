package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.Print;
import io.carillon.model.port.Prints;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;

/// Reads prints, and makes their marks: the first 128 bits of an HMAC-SHA-256.
final class PrintReader implements Prints {
  private static final int OCTETS = 16;

  private final Readers readers;
  private final Mac keyed;

  /// @param keyed for this purpose alone
  PrintReader(Readers readers, Mac keyed) {
    this.readers = readers;
    this.keyed = keyed;
  }

  @Override
  public List<Print> after(Place after, int limit) {
    return readers.read(
        "prints of deliveries",
        session ->
            session
                .prepared("print_after")
                .id(after.whose())
                .id(after.whose())
                .number(after.part())
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> new Print(row.id(), row.number(), row.id(), row.time())));
  }

  @Override
  public Id mark(byte[] what) {
    try {
      var own = (Mac) keyed.clone();
      return Id.fromBytes(Arrays.copyOf(own.doFinal(what), OCTETS));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("the JDK's HMAC-SHA256 can be cloned", impossible);
    }
  }
}
