package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.change;
import static io.carillon.testkit.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What every store does with commits. The implementing test brings a fresh store that writes by
/// itself what is handed to it.
public interface CommitsContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private Result write(Commit commit) throws InterruptedException {
    return ports().commits().write(commit);
  }

  private List<Result> group(Commit... commits) throws Exception {
    var results = new CompletableFuture<List<Result>>();
    ports().commits().hand(List.of(commits), results::complete);
    return results.get(10, TimeUnit.SECONDS);
  }

  private Message kept(Message message) {
    return ports().messages().find(message.id()).orElseThrow();
  }

  private static Write noted(Message message) {
    return new Write.Noted(new TraceRow(message.id(), START, TraceRow.Kind.NOTE, "note"));
  }

  @Test
  default void keepsANewMessage() throws Exception {
    var message = new Samples(1).message();

    assertThat(write(accept(message))).isEqualTo(new Result.Done());
    assertThat(kept(message)).isEqualTo(message);
  }

  @Test
  default void keepsALifeStepByStep() throws Exception {
    var message = new Samples(1).message();
    var claimed = Samples.claimed(message, 1, START.plusMillis(1));
    var sent = Samples.sent(claimed, START.plusMillis(2), "far-1");
    var delivered = Samples.delivered(sent, START.plusMillis(3));
    write(accept(message));

    assertThat(write(change(message, claimed))).isEqualTo(new Result.Done());
    assertThat(kept(message)).isEqualTo(claimed);
    assertThat(write(change(claimed, sent))).isEqualTo(new Result.Done());
    assertThat(kept(message)).isEqualTo(sent);
    assertThat(write(change(sent, delivered))).isEqualTo(new Result.Done());
    assertThat(kept(message)).isEqualTo(delivered);
  }

  @Test
  default void refusesAChangeOfWhatHasChangedAndKeepsNothingOfItsCommit() throws Exception {
    var message = new Samples(1).message();
    var claimed = Samples.claimed(message, 1, START);
    write(accept(message));
    write(change(message, claimed));

    var late = Samples.worked(message, Samples.waiting(Wait.RETRY, START));
    var result =
        write(
            change(
                message,
                late,
                noted(message),
                new Write.Owed(Samples.notice(late, 1, START)),
                new Write.Moved(ACCOUNT, Reason.OPENING, usd(5), START)));

    assertThat(result).isEqualTo(new Result.Stale(message.id()));
    assertThat(kept(message)).isEqualTo(claimed);
    assertThat(ports().traces().of(message.id())).isEmpty();
    assertThat(ports().notices().of(message.id())).isEmpty();
    assertThat(ports().accounts().balance(ACCOUNT)).isEmpty();
  }

  @Test
  default void refusesAChangeOfAnUnknownMessage() throws Exception {
    var message = new Samples(1).message();
    var claimed = Samples.claimed(message, 1, START);

    assertThat(write(change(message, claimed))).isEqualTo(new Result.Stale(message.id()));
  }

  @Test
  default void changesOfOneMessageInOneGroupFollowOnEachOther() throws Exception {
    var message = new Samples(1).message();
    var claimed = Samples.claimed(message, 3, START.plusMillis(1));
    var sent = Samples.sent(claimed, START.plusMillis(2), "a", "b", "c");
    var delivered = Samples.delivered(sent, START.plusMillis(3));
    write(accept(message));

    var results =
        group(
            change(message, claimed),
            change(claimed, sent, noted(message)),
            change(sent, delivered));

    assertThat(results).containsOnly(new Result.Done());
    assertThat(kept(message)).isEqualTo(delivered);
    assertThat(ports().traces().of(message.id())).hasSize(1);
  }

  @Test
  default void aChangeMeetsItsNewMessageInOneGroup() throws Exception {
    var message = new Samples(1).message();
    var claimed = Samples.claimed(message, 2, START.plusMillis(1));
    var other = Samples.worked(message, Samples.waiting(Wait.RETRY, START));

    var results =
        group(accept(message), change(message, claimed), change(message, other, noted(message)));

    assertThat(results)
        .containsExactly(new Result.Done(), new Result.Done(), new Result.Stale(message.id()));
    assertThat(kept(message)).isEqualTo(claimed);
    assertThat(ports().traces().of(message.id())).isEmpty();
  }

  @Test
  default void aStrayChangeInAGroupFallsAlone() throws Exception {
    var message = new Samples(1).message();
    var claimed = Samples.claimed(message, 1, START);
    var stray = Samples.worked(message, Samples.waiting(Wait.RETRY, START));
    var sent = Samples.sent(claimed, START, "far");
    write(accept(message));

    var results = group(change(message, claimed), change(message, stray), change(claimed, sent));

    assertThat(results)
        .containsExactly(new Result.Done(), new Result.Stale(message.id()), new Result.Done());
    assertThat(kept(message)).isEqualTo(sent);
  }

  @Test
  default void aChangeHoldsThoughTheOneHandedBeforeItIsStale() throws Exception {
    var message = new Samples(1).message();
    var claimed = Samples.claimed(message, 1, START);
    var stale = Samples.worked(message, Samples.waiting(Wait.RETRY, START));
    var sent = Samples.sent(claimed, START, "far");
    var delivered = Samples.delivered(sent, START);
    write(accept(message));
    write(change(message, claimed));

    var results = group(change(message, stale), change(claimed, sent), change(sent, delivered));

    assertThat(results)
        .containsExactly(new Result.Stale(message.id()), new Result.Done(), new Result.Done());
    assertThat(kept(message)).isEqualTo(delivered);
  }

  @Test
  default void whatCannotBeWrittenFallsAlone() throws Exception {
    var samples = new Samples(1);
    var twice = samples.message();
    var other = samples.message();
    var third = samples.message();
    write(accept(twice));
    write(accept(third));

    var results =
        group(
            accept(other),
            accept(twice),
            change(third, Samples.claimed(third, 1, START)),
            change(twice, Samples.claimed(twice, 1, START)));

    assertThat(results.get(0)).isEqualTo(new Result.Done());
    assertThat(results.get(1)).isInstanceOf(Result.Broken.class);
    assertThat(results.get(2)).isEqualTo(new Result.Done());
    assertThat(kept(other)).isEqualTo(other);
    assertThat(kept(third).state().rev()).isEqualTo(1);
  }

  @Test
  default void callersAreToldInOrderAndHooksAfterThem() throws Exception {
    var samples = new Samples(1);
    var told = new ArrayList<String>();
    var enough = new CountDownLatch(1);
    ports()
        .commits()
        .afterGroup(() -> {
          told.add("hook");
          if (told.contains("second")) {
            enough.countDown();
          }
        });

    ports()
        .commits()
        .hand(
            List.of(accept(samples.message()), accept(samples.message())),
            results -> told.add("first of " + results.size()));
    ports().commits().hand(List.of(accept(samples.message())), _ -> told.add("second"));

    assertThat(enough.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(told).containsSubsequence("first of 2", "second", "hook").endsWith("hook");
    assertThat(told).filteredOn(what -> !what.equals("hook")).hasSize(2);
  }

  @Test
  default void whoIsToldMayHandOverMore() throws Exception {
    var samples = new Samples(1);
    var second = samples.message();
    var done = new CompletableFuture<Result>();

    ports()
        .commits()
        .hand(
            List.of(accept(samples.message())),
            _ ->
                ports()
                    .commits()
                    .hand(List.of(accept(second)), results -> done.complete(results.getFirst())));

    assertThat(done.get(10, TimeUnit.SECONDS)).isEqualTo(new Result.Done());
    assertThat(kept(second)).isEqualTo(second);
  }

  @Test
  default void fiveHundredMessagesAreOneCommit() throws Exception {
    var samples = new Samples(1);
    var messages = new ArrayList<Message>();
    for (int i = 0; i < Commit.MESSAGES_MAX; i++) {
      messages.add(samples.message());
    }
    var writes = messages.stream().<Write>map(Write.Added::new).toList();

    assertThat(write(new Commit(Urgency.ACCEPT, List.of(), writes))).isEqualTo(new Result.Done());
    assertThat(kept(messages.getLast())).isEqualTo(messages.getLast());
  }

  @Test
  default void nothingCannotBeHandedOver() {
    assertThatThrownBy(() -> ports().commits().hand(List.of(), _ -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void nothingWaitsOnceAllIsWritten() throws Exception {
    write(accept(new Samples(1).message()));

    assertThat(ports().commits().waiting()).isZero();
  }

  @Test
  default void timesAreKeptToTheMicrosecond() throws Exception {
    var message = new Samples(1).message();
    var at = Instant.parse("1969-12-31T23:59:59.999999Z");
    var claimed = Samples.claimed(message, 1, at);
    write(accept(message));
    write(change(message, claimed));

    assertThat(kept(message).state().times().sending()).contains(at);
  }
}
