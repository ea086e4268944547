package io.carillon.store;

import io.carillon.model.Learned;
import io.carillon.model.Network;
import io.carillon.model.port.Networks;
import io.carillon.model.port.StoreException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Keeps networks: written between the writer's groups, so that no commit waits for more than a
/// step of 500 rows.
final class NetworkRows implements Networks {
  private static final int STEP = 500;
  private static final int KEY_OCTETS = 32;

  private final Readers readers;
  private final Writer writer;

  NetworkRows(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public Marks marks() throws InterruptedException {
    return new NumberMarks(key());
  }

  private byte[] key() throws InterruptedException {
    var known = kept();
    if (known.isPresent()) {
      return known.get();
    }
    var fresh = new byte[KEY_OCTETS];
    new SecureRandom().nextBytes(fresh);
    writer.between(session -> session.prepared("network_key_add").octets(fresh).change());
    return kept().orElseThrow(() -> new StoreException("the key of networks was not kept"));
  }

  private Optional<byte[]> kept() {
    return readers.read(
        "the key of networks", session -> session.prepared("network_key").one(Row::givenOctets));
  }

  @Override
  public void keep(List<Learned> learned) throws InterruptedException {
    if (learned.size() > ROWS_MAX) {
      throw new IllegalArgumentException("at most " + ROWS_MAX + " at a time");
    }
    for (int from = 0; from < learned.size(); from += STEP) {
      var step = learned.subList(from, Math.min(learned.size(), from + STEP));
      writer.between(session -> keep(session, newestOf(step)));
    }
  }

  /// One row a mark: PostgreSQL refuses to change a row twice in one statement.
  private static Collection<Learned> newestOf(List<Learned> step) {
    var newest = new HashMap<Long, Learned>();
    for (var one : step) {
      newest.merge(one.mark(), one, (a, b) -> b.at().isBefore(a.at()) ? a : b);
    }
    return newest.values();
  }

  private static int keep(Session session, Collection<Learned> rows) throws SQLException {
    var keep = session.prepared("network_keep");
    for (var row : rows) {
      keep.number(row.mark()).text(row.network().mcc()).text(row.network().mnc());
      keep.text(row.network().name()).number(row.source().code()).time(row.at()).add();
    }
    return keep.run().length;
  }

  @Override
  public Optional<Learned> of(long mark) {
    return readers.read(
        "the network of a number",
        session -> session.prepared("network_of").number(mark).one(NetworkRows::learned));
  }

  @Override
  public long forget(long mark) throws InterruptedException {
    return writer.between(session -> session.prepared("network_forget").number(mark).change());
  }

  @Override
  public List<Learned> newest(int limit) {
    return readers.read(
        "the newest networks",
        session ->
            session
                .prepared("network_newest")
                .number(Math.min(limit, ROWS_MAX))
                .list(NetworkRows::learned));
  }

  static Learned learned(Row row) throws SQLException {
    return new Learned(
        row.large(),
        new Network(row.text(), row.text(), row.text()),
        Codes.NUMBER_SOURCE.of(row.number()),
        row.time());
  }

  @Override
  public long trim(Instant before, long rows) throws InterruptedException {
    long dropped = 0;
    int step = STEP;
    while (step == STEP) {
      step =
          writer.between(
              session -> session.prepared("network_old").time(before).number(STEP).change());
      dropped += step;
    }
    long over = count() - rows;
    while (over > 0) {
      int some = (int) Math.min(over, STEP);
      dropped +=
          writer.between(session -> session.prepared("network_oldest").number(some).change());
      over -= some;
    }
    return dropped;
  }

  private long count() {
    return readers.read(
        "how many networks are kept",
        session -> session.prepared("network_count").one(Row::large).orElse(0L));
  }
}
