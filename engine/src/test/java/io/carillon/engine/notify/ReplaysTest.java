package io.carillon.engine.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.notify.Replays.Result;
import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReplaysTest {
  private final Rig rig = new Rig();
  private final Replays replays =
      new Replays(rig.store.commits(), rig.store.messages(), rig.store.notices(), rig.clock);

  /// A message that was sent, which its endpoint was told, or was not.
  private Message sent(Telling telling) {
    rig.herald.endpoint(_ -> telling);
    var message = rig.told(Status.SENT);
    rig.add(message);
    rig.taken("far of " + message.id());
    return message;
  }

  private Result again(AccountId account, Message message, int sequence) {
    return again(account, message, sequence, Optional.empty());
  }

  private Result again(
      AccountId account, Message message, int sequence, Optional<Idempotency> key) {
    var answer = new AtomicReference<Result>();
    rig.tasks.start(
        "replay",
        () -> {
          try {
            answer.set(replays.again(account, message.id(), sequence, key));
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    rig.tasks.settle();
    return answer.get();
  }

  private Notice notice(Message message) {
    return rig.notices(message).getFirst();
  }

  @Test
  void whatWasGivenUpIsToldOnceMore() {
    var message = sent(new Telling.Gone("forbidden"));
    assertThat(notice(message).telling().progress()).isEqualTo(Progress.DEAD);
    rig.herald.endpoint(_ -> new Telling.Told(204));

    var result = again(Samples.ACCOUNT, message, 1);
    rig.tasks.pass(Duration.ofSeconds(3));
    rig.notify.sweep();
    rig.tasks.settle();

    assertThat(result).isInstanceOf(Result.Owed.class);
    assertThat(rig.herald.tried()).hasSize(2);
    assertThat(notice(message).telling().progress()).isEqualTo(Progress.TOLD);
    assertThat(rig.rows(message)).contains(TraceRow.Kind.NOTE);
  }

  @Test
  void whatWasToldMayBeToldAgain() {
    var message = sent(new Telling.Told(200));

    var result = again(Samples.ACCOUNT, message, 1);

    assertThat(result).isEqualTo(new Result.Owed(notice(message)));
    assertThat(notice(message).telling().progress()).isEqualTo(Progress.OPEN);
    assertThat(notice(message).telling().due()).contains(rig.clock.now());
  }

  @Test
  void whatWaitsForItsNextTryGoesAtOnceAndKeepsItsFailures() {
    var message = sent(new Telling.NotNow(503, "HTTP 503", Optional.of(Duration.ofHours(1))));
    assertThat(notice(message).telling().due().orElseThrow()).isAfter(rig.clock.now());
    rig.herald.endpoint(_ -> new Telling.Told(204));
    replays.onOwed(rig.notify::probe);

    var owed = (Result.Owed) again(Samples.ACCOUNT, message, 1);

    assertThat(owed.notice().telling().due()).contains(rig.clock.now());
    assertThat(owed.notice().telling().attempts()).isEqualTo(1);
    assertThat(notice(message).telling().progress()).isEqualTo(Progress.TOLD);
  }

  @Test
  void whatIsDueIsLeftAlone() {
    var message = sent(new Telling.Told(200));
    var first = again(Samples.ACCOUNT, message, 1);

    assertThat(again(Samples.ACCOUNT, message, 1)).isEqualTo(first);
    assertThat(rig.rows(message)).containsOnlyOnce(TraceRow.Kind.NOTE);
  }

  @Test
  void nobodyElseAndNothingElseIsToldAgain() {
    var message = sent(new Telling.Told(200));

    assertThat(again(new AccountId(new Id(1, 1)), message, 1)).isInstanceOf(Result.Unknown.class);
    assertThat(again(Samples.ACCOUNT, message, 2)).isInstanceOf(Result.Unknown.class);
    assertThat(again(Samples.ACCOUNT, rig.samples.message(), 1)).isInstanceOf(Result.Unknown.class);
  }

  @Test
  void whatTheStoreDidNotKeepIsSaid() {
    var message = sent(new Telling.Told(200));
    rig.store.breakNext(1);

    assertThat(again(Samples.ACCOUNT, message, 1)).isInstanceOf(Result.NotKept.class);
    assertThat(notice(message).telling().progress()).isEqualTo(Progress.TOLD);
  }

  private static Optional<Idempotency> key(String hash) {
    return Optional.of(new Idempotency(Samples.ACCOUNT, "once", 0, hash));
  }

  @Test
  void theSameRequestOwesItOnce() {
    var message = sent(new Telling.Told(200));

    var first = again(Samples.ACCOUNT, message, 1, key("a"));
    var repeated = again(Samples.ACCOUNT, message, 1, key("a"));

    assertThat(first).isInstanceOf(Result.Owed.class);
    assertThat(repeated).isEqualTo(first);
    assertThat(again(Samples.ACCOUNT, message, 1, key("b"))).isInstanceOf(Result.KeyReused.class);
    assertThat(rig.rows(message)).containsOnlyOnce(TraceRow.Kind.NOTE);
  }
}
