package io.carillon.store;

import io.carillon.model.AccountId;
import io.carillon.model.Attempt;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.port.Attempts;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads how tries to tell something went.
final class AttemptReader implements Attempts {
  private static final int FAILURES_MAX = 1_000;

  private final Readers readers;
  private final Keys keys;

  AttemptReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public List<Kept> of(AccountId account, Id endpoint, long before, int limit) {
    return readers.read(
        "how an endpoint was told",
        session ->
            session
                .prepared("attempt_of_endpoint")
                .id(endpoint)
                .number(keys.findAccount(session, account))
                .number(before)
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> kept(session, row)));
  }

  @Override
  public List<Kept> of(MessageId message, int sequence, long before, int limit) {
    return readers.read(
        "how a webhook was told",
        session ->
            session
                .prepared("attempt_of_notice")
                .id(message.value())
                .number(sequence)
                .number(before)
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> kept(session, row)));
  }

  @Override
  public List<Kept> of(MessageId message, int limit) {
    return readers.read(
        "how the webhooks of a message were told",
        session ->
            session
                .prepared("attempt_of_message")
                .id(message.value())
                .number(Math.min(limit, ROWS_MAX))
                .list(row -> kept(session, row)));
  }

  private record Last(long number, Instant at) {}

  @Override
  public Health health(AccountId account, Id endpoint) {
    return readers.read(
        "how an endpoint stands",
        session -> {
          int owner = keys.findAccount(session, account);
          var told = last(session, endpoint, owner, 1);
          var failed = last(session, endpoint, owner, 0);
          var since =
              session
                  .prepared("attempt_failing")
                  .id(endpoint)
                  .number(owner)
                  .number(told.map(Last::number).orElse(0L))
                  .number(FAILURES_MAX)
                  .list(Row::time);
          return new Health(
              told.map(Last::at), failed.map(Last::at), since.stream().findFirst(), since.size());
        });
  }

  private static Optional<Last> last(Session session, Id endpoint, int account, int told)
      throws SQLException {
    return session
        .prepared("attempt_last")
        .id(endpoint)
        .number(account)
        .number(told)
        .one(row -> new Last(row.large(), row.time()));
  }

  private Kept kept(Session session, Row row) throws SQLException {
    long number = row.large();
    var account = keys.accountOf(session, row.number());
    var endpoint = row.octets();
    var message = new MessageId(row.id());
    int sequence = row.number();
    var at = row.time();
    var took = Duration.ofNanos(1_000 * row.large());
    boolean told = row.number() == 1;
    int answer = row.number();
    var why = row.text();
    var next = row.timeOrNone();
    var exchange = exchange(session, account, message, row.octets());
    return new Kept(
        number,
        new Attempt(
            account,
            Optional.ofNullable(endpoint).map(Id::fromBytes),
            message,
            sequence,
            at,
            took,
            told,
            answer,
            why,
            next,
            exchange));
  }

  /// None where the account destroyed the key of it.
  private static Optional<Exchange> exchange(
      Session session, AccountId account, MessageId message, byte @Nullable [] kept)
      throws SQLException {
    if (kept == null) {
      return Optional.empty();
    }
    var place = AttemptRows.place(account.value(), message.value());
    return Optional.ofNullable(session.bodies().open(place, kept)).map(AttemptRows::exchange);
  }
}
