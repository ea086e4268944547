package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Attempt;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Author;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Occasion;
import io.carillon.model.port.Attempts.Health;
import io.carillon.model.port.Attempts.Kept;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How every store keeps how tries to tell something went.
public interface AttemptsContract {
  /// The endpoint of these tests.
  Id ENDPOINT = new Id(5, 1);

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  /// A try so many seconds after the start.
  static Attempt attempt(MessageId message, int second, boolean told) {
    return new Attempt(
        ACCOUNT,
        Optional.of(ENDPOINT),
        message,
        1,
        START.plusSeconds(second),
        Duration.ofMillis(12),
        told,
        told ? 204 : 503,
        told ? "" : "HTTP 503",
        told ? Optional.empty() : Optional.of(START.plusSeconds(second + 5)),
        Optional.of(
            new Exchange(
                List.of("Content-Type: application/json", "webhook-signature: ***"),
                List.of("Server: mine"),
                "Ärger")));
  }

  private void keep(Write... writes) throws InterruptedException {
    assertThat(ports().commits().write(new Commit(Urgency.INSIDE, List.of(), List.of(writes))))
        .isEqualTo(new Result.Done());
  }

  private List<Attempt> ofEndpoint(int limit) {
    return ports().books().attempts().of(ACCOUNT, ENDPOINT, Long.MAX_VALUE, limit).stream()
        .map(Kept::attempt)
        .toList();
  }

  @Test
  default void attemptsAreReadTheNewestFirst() throws Exception {
    var message = ports().keep(new Samples(31).message()).id();
    var first = attempt(message, 1, false);
    var second = attempt(message, 6, true);
    keep(new Write.Tried(first), new Write.Tried(second));

    assertThat(ofEndpoint(10)).containsExactly(second, first);
    var attempts = ports().books().attempts();
    var newest = attempts.of(ACCOUNT, ENDPOINT, Long.MAX_VALUE, 1).getFirst();
    assertThat(newest.attempt()).isEqualTo(second);
    assertThat(attempts.of(ACCOUNT, ENDPOINT, newest.number(), 10))
        .extracting(Kept::attempt)
        .containsExactly(first);
    assertThat(attempts.of(message, 1, Long.MAX_VALUE, 10)).hasSize(2);
    assertThat(attempts.of(message, 2, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(attempts.of(message, 10)).extracting(Kept::attempt).containsExactly(second, first);
    assertThat(attempts.of(message, 1)).extracting(Kept::attempt).containsExactly(second);
    assertThat(attempts.of(new MessageId(new Id(9, 9)), 10)).isEmpty();
    assertThat(attempts.of(new AccountId(new Id(9, 9)), ENDPOINT, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  default void anEndpointIsFailingFromTheFirstFailureAfterItWasToldLast() throws Exception {
    var message = ports().keep(new Samples(32).message()).id();
    var attempts = ports().books().attempts();
    assertThat(attempts.health(ACCOUNT, ENDPOINT))
        .isEqualTo(new Health(Optional.empty(), Optional.empty(), Optional.empty(), 0));

    keep(
        new Write.Tried(attempt(message, 1, false)),
        new Write.Tried(attempt(message, 2, true)),
        new Write.Tried(attempt(message, 3, false)),
        new Write.Tried(attempt(message, 4, false)));

    assertThat(attempts.health(ACCOUNT, ENDPOINT))
        .isEqualTo(
            new Health(
                Optional.of(START.plusSeconds(2)),
                Optional.of(START.plusSeconds(4)),
                Optional.of(START.plusSeconds(3)),
                2));
  }

  @Test
  default void whatWasSaidOfAMessageGoesWithIt() throws Exception {
    var message = ports().keep(new Samples(33).message());
    var gone = ports().keep(new Samples(34).message());
    var attempt = attempt(message.id(), 1, true);
    keep(new Write.Tried(attempt), new Write.Tried(attempt(gone.id(), 2, true)));

    ports().commits().write(inside(new Write.Erased(gone)));
    assertThat(ofEndpoint(10)).containsExactly(attempt);

    keep(new Write.Enrolled(new Entry.Shredded(ACCOUNT), new Occasion(START, Author.SERVER)));
    assertThat(ofEndpoint(10)).containsExactly(attempt.blotted());
  }
}
