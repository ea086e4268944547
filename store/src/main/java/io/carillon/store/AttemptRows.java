package io.carillon.store;

import io.carillon.model.Attempt;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Id;
import io.carillon.store.vault.BodyPlace;
import io.carillon.store.vault.BodyPlace.Part;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How tries to tell something went, by the commits of one group, in their order. What went over
/// the wire is sealed under the account's key.
final class AttemptRows {
  private final Session writer;
  private final Keys keys;
  private final List<Attempt> tried = new ArrayList<>();

  AttemptRows(Session writer, Keys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  void put(Attempt attempt) {
    tried.add(attempt);
  }

  void flush() throws SQLException {
    if (tried.isEmpty()) {
      return;
    }
    var sealed = new ArrayList<byte @Nullable []>(tried.size());
    for (var attempt : tried) {
      sealed.add(exchange(attempt));
    }
    var insert = writer.prepared("attempt_insert");
    for (int i = 0; i < tried.size(); i++) {
      var attempt = tried.get(i);
      insert
          .number(keys.account(writer, attempt.account()))
          .octetsOrNone(attempt.endpoint().map(Id::bytes).orElse(null))
          .id(attempt.message().value())
          .number(attempt.sequence())
          .time(attempt.at())
          .number(attempt.took().toNanos() / 1_000)
          .number(attempt.told() ? 1 : 0)
          .number(attempt.answer())
          .text(attempt.why())
          .time(attempt.next())
          .octetsOrNone(sealed.get(i))
          .add();
    }
    insert.run();
    clear();
  }

  void clear() {
    tried.clear();
  }

  private byte @Nullable [] exchange(Attempt attempt) throws SQLException {
    if (attempt.exchange().isEmpty()) {
      return null;
    }
    int account = keys.account(writer, attempt.account());
    var plain = octets(attempt.exchange().get());
    return writer.bodies().seal(account, place(attempt.account().value(), attempt), plain);
  }

  private static BodyPlace place(Id account, Attempt attempt) {
    return place(account, attempt.message().value());
  }

  static BodyPlace place(Id account, Id message) {
    return new BodyPlace(account, message, Part.EXCHANGE);
  }

  private static byte[] octets(Exchange exchange) {
    return String.join(
            "\0",
            String.join("\n", exchange.asked()),
            String.join("\n", exchange.answered()),
            exchange.body())
        .getBytes(StandardCharsets.UTF_8);
  }

  static Exchange exchange(byte[] octets) {
    var parts = new String(octets, StandardCharsets.UTF_8).split("\0", -1);
    return new Exchange(parts[0].lines().toList(), parts[1].lines().toList(), parts[2]);
  }
}
