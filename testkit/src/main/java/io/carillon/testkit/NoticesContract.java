package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static io.carillon.testkit.Samples.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Notice.Telling;
import io.carillon.model.Status;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Notices.DueLanes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every store does with notices: of one message and destination only the oldest open one is
/// due, until it is told, dead, or has failed three times.
public interface NoticesContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void write(Write... writes) throws InterruptedException {
    assertThat(ports().commits().write(inside(writes))).isEqualTo(new Result.Done());
  }

  private void group(Commit... commits) throws Exception {
    var results = new CompletableFuture<List<Result>>();
    ports().commits().hand(List.of(commits), results::complete);
    assertThat(results.get(10, TimeUnit.SECONDS)).containsOnly(new Result.Done());
  }

  private static Write owed(Notice notice) {
    return new Write.Owed(notice);
  }

  private static Write told(Notice notice, Instant at) {
    return new Write.Retold(
        notice.with(new Telling(Progress.TOLD, 0, Optional.empty(), Optional.of(at), 200)),
        true,
        at);
  }

  private static Write failed(Notice notice, int times, Instant due) {
    return new Write.Retold(
        notice.with(new Telling(Progress.OPEN, times, Optional.of(due), Optional.empty(), 503)),
        times == 3,
        due);
  }

  private List<Optional<Instant>> dues(Message message) {
    return ports().notices().of(message.id()).stream()
        .map(notice -> notice.telling().due())
        .toList();
  }

  private static Optional<Instant> at(int second) {
    return Optional.of(START.plusSeconds(second));
  }

  @Test
  default void theOpenNoticesOfManyMessagesAreReadAtOnce() throws Exception {
    var samples = new Samples(1);
    var messages = Stream.generate(samples::message).limit(70).toList();
    for (var message : messages) {
      var first = notice(message, 1, START);
      write(owed(first), owed(notice(message, 2, START)), told(first, START.plusSeconds(3)));
    }
    var over = samples.message();
    var only = notice(over, 1, START);
    write(owed(only), told(only, START.plusSeconds(3)));
    var ids = new ArrayList<>(messages.stream().map(Message::id).toList());
    ids.add(over.id());
    ids.add(samples.message().id());

    assertThat(ports().notices().openOf(List.of())).isEmpty();
    assertThat(ports().notices().openOf(List.of(over.id()))).isEmpty();
    assertThat(ports().notices().openOf(ids))
        .hasSize(70)
        .allMatch(notice -> notice.sequence() == 2)
        .extracting(Notice::message)
        .containsExactlyInAnyOrderElementsOf(messages.stream().map(Message::id).toList());
  }

  @Test
  default void everyFieldOfANoticeComesBack() throws Exception {
    var message = new Samples(1).message();
    var notice =
        new Notice(
            message.id(),
            7,
            "mycpaas",
            "lane of the account",
            "https://example.org/x",
            new Notice.Change(Status.FAILED, START, Optional.of(Fault.REJECTED)),
            new Telling(Progress.DEAD, 12, Optional.empty(), at(5), 410));

    write(owed(notice));

    assertThat(ports().notices().of(message.id())).containsExactly(notice);
    assertThat(ports().notices().open()).isZero();
  }

  @Test
  default void onlyTheOldestOpenOneIsDue() throws Exception {
    var message = new Samples(1).message();
    write(owed(notice(message, 1, START)));
    write(owed(notice(message, 2, START.plusSeconds(1))));
    write(owed(notice(message, 3, START.plusSeconds(2))));

    assertThat(dues(message)).containsExactly(at(0), Optional.empty(), Optional.empty());
    assertThat(ports().notices().open()).isEqualTo(3);
  }

  @Test
  default void allOwedAtOnceWaitForTheFirst() throws Exception {
    var message = new Samples(1).message();

    group(
        inside(owed(notice(message, 1, START))),
        inside(owed(notice(message, 2, START.plusSeconds(1)))));

    assertThat(dues(message)).containsExactly(at(0), Optional.empty());
  }

  @Test
  default void otherDestinationsAndMessagesDoNotWait() throws Exception {
    var samples = new Samples(1);
    var message = samples.message();
    var other = samples.message();
    write(
        owed(notice(message, 1, START)),
        owed(notice(message, 2, "https://example.net", START.plusSeconds(1))),
        owed(notice(other, 2, START.plusSeconds(2))));

    assertThat(dues(message)).containsExactly(at(0), at(1));
    assertThat(dues(other)).containsExactly(at(2));
  }

  @Test
  default void openOnesWhoseMomentLiesTooFarAheadAreFound() throws Exception {
    var samples = new Samples(1);
    var fresh = samples.message();
    var tried = samples.message();
    var near = samples.message();
    write(
        owed(notice(fresh, 1, START.plusSeconds(10))),
        owed(notice(tried, 1, START)),
        owed(notice(near, 1, START)));
    write(
        failed(notice(tried, 1, START), 1, START.plusSeconds(30)),
        failed(notice(near, 1, START), 1, START.plusSeconds(15)));

    assertThat(ports().notices().ahead(START, START.plusSeconds(20), 10))
        .extracting(Notice::message)
        .containsExactlyInAnyOrder(fresh.id(), tried.id());
    var late = START.plusSeconds(40);
    assertThat(ports().notices().ahead(late, late, 10)).isEmpty();
  }

  @Test
  default void tellingOneFreesTheNext() throws Exception {
    var message = new Samples(1).message();
    var first = notice(message, 1, START);
    var second = notice(message, 2, START.plusSeconds(1));
    write(owed(first));
    write(owed(second));
    write(owed(notice(message, 3, START.plusSeconds(2))));

    write(told(first, START.plusSeconds(10)));
    assertThat(dues(message)).containsExactly(Optional.empty(), at(10), Optional.empty());

    write(told(second, START.plusSeconds(11)));
    assertThat(dues(message)).containsExactly(Optional.empty(), Optional.empty(), at(11));
    assertThat(ports().notices().open()).isEqualTo(1);
  }

  @Test
  default void whatIsOwedOnceTheOlderIsToldIsDue() throws Exception {
    var message = new Samples(1).message();
    var first = notice(message, 1, START);
    write(owed(first));
    write(told(first, START));
    write(owed(notice(message, 2, START.plusSeconds(1))));

    assertThat(dues(message)).containsExactly(Optional.empty(), at(1));
  }

  @Test
  default void theThirdFailureFreesTheNextAndLaterOnesPass() throws Exception {
    var message = new Samples(1).message();
    var first = notice(message, 1, START);
    write(owed(first));
    write(owed(notice(message, 2, START)));
    write(failed(first, 1, START.plusSeconds(5)));
    write(failed(first, 2, START.plusSeconds(15)));
    assertThat(dues(message)).containsExactly(at(15), Optional.empty());

    write(failed(first, 3, START.plusSeconds(45)));
    assertThat(dues(message)).containsExactly(at(45), at(45));

    write(told(notice(message, 2, START), START.plusSeconds(46)));
    write(owed(notice(message, 3, START.plusSeconds(50))));
    assertThat(dues(message)).containsExactly(at(45), Optional.empty(), at(50));
  }

  @Test
  default void freeingLeavesADueThatStands() throws Exception {
    var message = new Samples(1).message();
    var first = notice(message, 1, START);
    var second = notice(message, 2, START);
    write(owed(first));
    write(owed(second));
    write(failed(first, 3, START.plusSeconds(45)));
    write(failed(second, 1, START.plusSeconds(100)));

    write(told(first, START.plusSeconds(50)));

    assertThat(dues(message)).containsExactly(Optional.empty(), at(100));
  }

  @Test
  default void theOrderOfNoticesInOneGroupCounts() throws Exception {
    var samples = new Samples(1);
    var message = samples.message();
    var first = notice(message, 1, START);
    var second = notice(message, 2, START.plusSeconds(1));
    var third = notice(message, 3, START.plusSeconds(2));

    group(
        inside(owed(first)),
        inside(owed(second)),
        inside(told(first, START.plusSeconds(10))),
        inside(told(second, START.plusSeconds(20))),
        inside(owed(third)));

    assertThat(dues(message)).containsExactly(Optional.empty(), Optional.empty(), at(2));
  }

  @Test
  default void freedInAGroupBeforeTheNextIsOwed() throws Exception {
    var message = new Samples(1).message();
    var first = notice(message, 1, START);
    write(owed(first));

    group(
        inside(told(first, START.plusSeconds(10))),
        inside(owed(notice(message, 2, START.plusSeconds(5)))));

    assertThat(dues(message)).containsExactly(Optional.empty(), at(5));
  }

  @Test
  default void dueOnesComeOldestFirst() throws Exception {
    var samples = new Samples(1);
    var late = notice(samples.message(), 1, START.plusSeconds(9));
    var second = notice(samples.message(), 1, START.plusSeconds(2));
    var first = notice(samples.message(), 1, START.plusSeconds(1));
    write(owed(late), owed(second), owed(first));
    var notices = ports().notices();

    assertThat(notices.due(first.lane(), START.plusSeconds(5), 10)).containsExactly(first, second);
    assertThat(notices.due(first.lane(), START.plusSeconds(5), 1)).containsExactly(first);
    assertThat(notices.due("other", START.plusSeconds(5), 10)).isEmpty();
    assertThat(notices.lanesDue(START.plusSeconds(5), 0))
        .isEqualTo(new DueLanes(List.of(first.lane()), 0));
    assertThat(notices.lanesDue(START, 0)).isEqualTo(new DueLanes(List.of(), 0));
  }

  @Test
  default void retellingWhatWasNeverOwedChangesNothing() throws Exception {
    var message = new Samples(1).message();

    write(told(notice(message, 1, START), START));

    assertThat(ports().notices().of(message.id())).isEmpty();
  }

  @Test
  default void whatFailedIsFoundByItsAccountAlsoOnceItWasToldOrGivenUp() throws Exception {
    var samples = new Samples(1);
    var older = samples.message();
    var newer = samples.message();
    var failing = notice(older, 1, START);
    var dead = notice(newer, 1, START.plusSeconds(2));
    var told = notice(newer, 2, "https://example.net", START.plusSeconds(3));
    write(owed(failing), owed(dead), owed(told), owed(notice(older, 2, START)));
    write(failed(failing, 1, START.plusSeconds(9)), failed(told, 1, START.plusSeconds(9)));
    write(
        new Write.Retold(
            dead.with(new Telling(Progress.DEAD, 0, Optional.empty(), at(4), 0)), true, START),
        new Write.Retold(
            told.with(new Telling(Progress.TOLD, 1, Optional.empty(), at(5), 200)), true, START));
    var notices = ports().notices();

    assertThat(notices.failed(ACCOUNT, 10))
        .extracting(Notice::message, Notice::sequence)
        .containsExactly(tuple(newer.id(), 2), tuple(newer.id(), 1), tuple(older.id(), 1));
    assertThat(notices.failed(ACCOUNT, 1)).extracting(Notice::sequence).containsExactly(2);
    assertThat(notices.failed(new AccountId(new Id(1, 2)), 10)).isEmpty();
  }

  @Test
  default void aLaneTellsWhatItHoldsAndWhenTheNextTryIsDue() throws Exception {
    var message = ports().keep(new Samples(77).message());
    var first = Samples.notice(message, 1, "https://owed.example", Samples.START);
    var second = Samples.notice(message, 2, "https://owed.example", Samples.START.plusSeconds(1));
    assertThat(ports().notices().owed(first.lane()))
        .isEqualTo(new Notices.Owed(0, Optional.empty(), Optional.empty()));

    ports().commits().write(Samples.inside(new Write.Owed(first)));
    ports().commits().write(Samples.inside(new Write.Owed(second)));

    assertThat(ports().notices().owed(first.lane()))
        .isEqualTo(new Notices.Owed(2, Optional.of(Samples.START), Optional.of(Samples.START)));
  }
}
