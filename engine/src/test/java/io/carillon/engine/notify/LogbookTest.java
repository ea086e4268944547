package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Attempt;
import io.carillon.model.Attempt.Exchange;
import io.carillon.model.Commit.Write;
import io.carillon.model.Endpoint;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogbookTest {
  private static final Id ENDPOINT = new Id(1, 2);
  private static final Telling FAILED = new Telling.NotNow(503, "HTTP 503", Optional.empty());
  private static final Exchange SAID = new Exchange(List.of("a: b"), List.of(), "");

  private final ManualClock clock = new ManualClock(Samples.START);
  private final Logbook book = new Logbook(clock);
  private final Message message = new Samples(5).message();

  private List<Attempt> kept(String dialect, String destination, Tried tried) {
    var lane = Samples.ACCOUNT.value().hex() + ' ' + destination;
    var sample = Samples.notice(message, 1, destination, Samples.START);
    var notice =
        new Notice(message.id(), 1, dialect, lane, destination, sample.change(), sample.telling());
    var rows = Retelling.after(notice, tried.telling(), Samples.START);
    var lasting = new Logbook.Lasting(Samples.START, Duration.ofMillis(3));
    return book.with(rows, message.account(), notice, tried, lasting).stream()
        .filter(Write.Tried.class::isInstance)
        .map(row -> ((Write.Tried) row).attempt())
        .toList();
  }

  private List<Attempt> endpoint(Telling telling) {
    return kept(Endpoint.DIALECT, Endpoint.name(ENDPOINT), new Tried(telling, Optional.of(SAID)));
  }

  @Test
  void eachTryOfAnEndpointIsKept() {
    var failed = endpoint(FAILED).getFirst();
    assertThat(failed.endpoint()).contains(ENDPOINT);
    assertThat(failed.told()).isFalse();
    assertThat(failed.answer()).isEqualTo(503);
    assertThat(failed.why()).isEqualTo("HTTP 503");
    assertThat(failed.next()).isPresent();
    assertThat(failed.exchange()).contains(SAID);

    var told = endpoint(new Telling.Told(204)).getFirst();
    assertThat(told.told()).isTrue();
    assertThat(told.why()).isEmpty();
    assertThat(told.next()).isEmpty();
  }

  @Test
  void ofAUrlOfAMessageOnlyWhatFailedIsKept() {
    var url = "https://hook.example/x";
    assertThat(kept("pantheon", url, Tried.of(new Telling.Told(200)))).isEmpty();
    assertThat(kept("pantheon", url, Tried.of(FAILED)))
        .extracting(Attempt::endpoint)
        .containsExactly(Optional.empty());
  }

  @Test
  void ofAUrlOfAMessageAlsoAnAnswerIsKeptThatCouldNotBeDone() {
    var wrong = new Finding("14110", "<Say> is no verb");
    var done = new Finding("", "message 1 of the answer is 7");
    var odd = new Telling.Told(200, List.of(), List.of(), List.of(done, wrong));
    var well = new Telling.Told(200, List.of(), List.of(), List.of(done));

    var kept = kept("restcomm", "https://hook.example/x", new Tried(odd, Optional.of(SAID)));
    assertThat(kept).extracting(Attempt::exchange).containsExactly(Optional.of(SAID));
    assertThat(kept).allMatch(Attempt::told);
    assertThat(kept("restcomm", "https://hook.example/x", new Tried(well, Optional.of(SAID))))
        .isEmpty();
  }

  @Test
  void ofAUrlOfAMessageAlsoOneIsKeptThatOnlyTheFallbackTook() {
    var told = new Telling.Told(200, List.of("HTTP 500; the fallback URL took it, HTTP 200"));

    assertThat(kept("v2", "https://hook.example/x", new Tried(told, Optional.of(SAID))))
        .extracting(Attempt::exchange)
        .containsExactly(Optional.of(SAID));
  }

  @Test
  void whatWasNeverAskedIsNoTry() {
    var gone = Tried.of(new Telling.Gone("the endpoint was deleted"));
    assertThat(kept(Endpoint.DIALECT, Endpoint.name(ENDPOINT), gone)).isEmpty();
  }

  @Test
  void ofOneLaneABoundedNumberIsKeptAMinute() {
    int kept = 0;
    for (int i = 0; i < 100; i++) {
      kept += endpoint(new Telling.Told(204)).size();
    }
    assertThat(kept).isEqualTo(60);
    assertThat(endpoint(FAILED)).hasSize(1);

    clock.advance(Duration.ofMinutes(1));
    assertThat(endpoint(new Telling.Told(204))).hasSize(1);
  }

  @Test
  void whoListensHearsOfFailuresAndWhoIsGone() {
    var heard = new ArrayList<Optional<String>>();
    book.listen((_, id, gone) -> {
      assertThat(id).isEqualTo(ENDPOINT);
      heard.add(gone);
    });

    endpoint(FAILED);
    endpoint(new Telling.Told(204));
    endpoint(new Telling.GivenUp(410, "it is gone"));

    assertThat(heard).containsExactly(Optional.empty(), Optional.of("it is gone"));
  }
}
