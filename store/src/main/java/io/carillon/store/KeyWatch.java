package io.carillon.store;

import io.carillon.model.port.StoreException;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the data keys while the store is open: sees that the master key was changed, and
/// wraps them and those of persons anew; and clears what destroyed ones left in the database's
/// files. Belongs to one thread.
final class KeyWatch {
  private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

  private final KeyFile file;
  private final Writer writer;
  private final BodyKeys keys;
  private final PersonTree people;
  private String seen;

  KeyWatch(KeyPlace place, Writer writer, BodyKeys keys, PersonTree people) {
    file = new KeyFile(place);
    this.writer = writer;
    this.keys = keys;
    this.people = people;
    seen = file.stamp();
  }

  /// Looks; a file that cannot be used is told once, and changes nothing.
  void look() throws InterruptedException {
    if (keys.isLeft()) {
      writer.between(this::clear);
    }
    try {
      var stamp = file.stamp();
      if (!stamp.equals(seen)) {
        seen = stamp;
        var masters = file.read();
        keys.use(masters);
        int last = 0;
        do {
          int after = last;
          last = writer.between(session -> Sealing.rewrap(session, masters, after));
        } while (last > 0);
        people.rewrap();
        LOG.info("the secrets of the store are sealed under the master {}", masters.current());
      }
    } catch (StoreException unusable) {
      LOG.error("the master key was not changed: {}", unusable.getMessage());
    }
  }

  /// Tried again at the next look where a backup or a long question still reads what stood there.
  private int clear(Session session) throws SQLException {
    if (!session.dialect().forgets(session.connection(), List.of("data_key"))) {
      return 0;
    }
    keys.left(false);
    return session.prepared("shredded_key_clear").change();
  }
}
