package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.OCCASION;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static io.carillon.testkit.Samples.notice;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Event;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Notice.Telling;
import io.carillon.model.Replay;
import io.carillon.model.Replay.Counts;
import io.carillon.model.Replay.State;
import io.carillon.model.port.Notices.Stretch;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How every store keeps jobs that have something told again, and finds what they are about.
public interface ReplaysContract {
  /// The lane of these tests' jobs.
  String LANE = ACCOUNT.value().hex() + " ep_01912d68-783e-7a03-8467-5661c1243ad4";

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  /// A job that is about all that was given up.
  static Replay replay(long number) {
    var wanted =
        new Replay.Wanted(
            true,
            START,
            START.plusSeconds(60),
            Set.of(Event.Kind.MESSAGE_SENT, Event.Kind.BALANCE_LOW));
    return new Replay(new Id(7, number), ACCOUNT, LANE, wanted, START, Replay.Standing.NONE);
  }

  private void keep(Write... writes) throws InterruptedException {
    assertThat(ports().commits().write(inside(writes))).isEqualTo(new Result.Done());
  }

  private static Notice at(Message message, int sequence, Telling telling) {
    return notice(message, sequence, START).with(telling);
  }

  private static Telling dead() {
    return new Telling(Progress.DEAD, 19, Optional.empty(), Optional.of(START.plusSeconds(9)), 503);
  }

  private static Telling told(int failures) {
    return new Telling(
        Progress.TOLD, failures, Optional.empty(), Optional.of(START.plusSeconds(9)), 200);
  }

  private static Telling failing() {
    return new Telling(
        Progress.OPEN, 4, Optional.of(START.plusSeconds(900)), Optional.empty(), 503);
  }

  @Test
  default void aJobComesBackAsItStands() throws Exception {
    var jobs = ports().books().replays();
    var first = replay(1);
    keep(new Write.Enrolled(new Entry.OfReplay(first), OCCASION));
    assertThat(jobs.find(first.id())).contains(first);
    assertThat(jobs.open(10)).containsExactly(first);

    var running = first.after(new Id(3, 4), new Counts(5, 2), false, START.plusSeconds(1));
    keep(new Write.Replayed(running));
    assertThat(jobs.open(10)).containsExactly(running);

    var done = running.after(new Id(3, 9), new Counts(1, 0), true, START.plusSeconds(2));
    keep(new Write.Replayed(done));
    assertThat(jobs.find(first.id())).contains(done);
    assertThat(done.standing().counts()).isEqualTo(new Counts(6, 2));
    assertThat(jobs.open(10)).isEmpty();
    assertThat(jobs.find(new Id(7, 2))).isEmpty();
  }

  @Test
  default void jobsOfALaneAreReadTheNewestFirst() throws Exception {
    var jobs = ports().books().replays();
    var first = replay(1);
    var second = replay(2).ended(State.FAILED, "the endpoint was deleted", START);
    keep(new Write.Replayed(first), new Write.Replayed(second));

    assertThat(jobs.page(ACCOUNT, LANE, Optional.empty(), 10)).containsExactly(second, first);
    assertThat(jobs.page(ACCOUNT, LANE, Optional.empty(), 1)).containsExactly(second);
    assertThat(jobs.page(ACCOUNT, LANE, Optional.of(second.id()), 10)).containsExactly(first);
    assertThat(jobs.page(ACCOUNT, "another", Optional.empty(), 10)).isEmpty();
    assertThat(jobs.page(new AccountId(new Id(9, 9)), LANE, Optional.empty(), 10)).isEmpty();
    assertThat(jobs.open(10)).containsExactly(first);
  }

  @Test
  default void aStretchHasWhatFailedAndWasNotToldSince() throws Exception {
    var samples = new Samples(4);
    var dead = samples.message();
    var told = samples.message();
    var lane = notice(dead, 1, START).lane();
    keep(
        new Write.Owed(at(dead, 1, dead())),
        new Write.Owed(at(dead, 2, dead())),
        new Write.Owed(at(told, 1, told(2))),
        new Write.Owed(at(told, 2, told(0))),
        new Write.Owed(at(told, 3, failing())),
        new Write.Owed(at(told, 4, Telling.owedAt(START))));

    var failed = ports().notices().stretch(lane, true, new Id(0, 0), after(told));
    assertThat(failed.notices())
        .containsExactly(at(dead, 1, dead()), at(dead, 2, dead()), at(told, 3, failing()));
    assertThat(failed.over()).isTrue();
    assertThat(ports().notices().stretch(lane, false, new Id(0, 0), after(told)).notices())
        .hasSize(6);
    assertThat(ports().notices().stretch(lane, false, dead.id().value(), after(told)).notices())
        .hasSize(4);
    assertThat(ports().notices().stretch(lane, true, new Id(0, 0), told.id().value()).notices())
        .hasSize(2);
    assertThat(ports().notices().stretch("another", false, new Id(0, 0), after(told)).notices())
        .isEmpty();
  }

  private static Id after(Message message) {
    return Id.first(message.id().value().epochMillis() + 1);
  }

  @Test
  default void whatFailedIsReadInStretchesOfWholeMessages() throws Exception {
    assertStretches(true);
  }

  @Test
  default void aLaneIsReadInStretchesOfWholeMessages() throws Exception {
    assertStretches(false);
  }

  private void assertStretches(boolean failed) throws InterruptedException {
    var samples = new Samples(5);
    var messages = new ArrayList<Message>();
    for (int i = 0; i < Stretch.ROWS / 2 + 1; i++) {
      var message = samples.message();
      messages.add(message);
      keep(new Write.Owed(at(message, 1, dead())), new Write.Owed(at(message, 2, dead())));
    }
    var lane = notice(messages.getFirst(), 1, START).lane();
    var until = after(messages.getLast());

    var first = ports().notices().stretch(lane, failed, new Id(0, 0), until);
    assertThat(first.over()).isFalse();
    assertThat(first.notices()).hasSize(Stretch.ROWS);
    var last = first.notices().getLast().message();
    assertThat(first.last()).isEqualTo(last.value());

    var rest = ports().notices().stretch(lane, failed, first.last(), until);
    assertThat(rest.over()).isTrue();
    assertThat(rest.notices())
        .extracting(Notice::message)
        .containsOnly(messages.getLast().id())
        .doesNotContain(last);
  }

  @Test
  default void aStretchOfUrlsHasThoseOfAllHostsAndNoEndpoints() throws Exception {
    var samples = new Samples(6);
    var expected = new ArrayList<Notice>();
    Message last = samples.message();
    for (int i = 0; i < Stretch.ROWS; i++) {
      last = samples.message();
      var host = i % 2 == 0 ? "http://one.example" : "https://two.example:444";
      var url = at(last, 1, dead(), ACCOUNT, host);
      expected.add(url);
      keep(
          new Write.Owed(url),
          new Write.Owed(at(last, 2, dead(), ACCOUNT, "ep_01912d68-783e-7a03-8467-5661c1243ad4")),
          new Write.Owed(at(last, 3, dead(), new AccountId(new Id(9, 9)), host)));
    }
    var until = after(last);
    for (boolean failed : new boolean[] {true, false}) {
      var found = new ArrayList<Notice>();
      var some = ports().notices().urls(ACCOUNT, failed, new Id(0, 0), until);
      found.addAll(some.notices());
      while (!some.over()) {
        assertThat(some.notices().size()).isLessThanOrEqualTo(Stretch.ROWS);
        some = ports().notices().urls(ACCOUNT, failed, some.last(), until);
        found.addAll(some.notices());
      }
      assertThat(found).containsExactlyElementsOf(expected);
    }
    var middle = expected.get(expected.size() / 2).message().value();
    assertThat(ports().notices().urls(ACCOUNT, true, new Id(0, 0), middle).notices())
        .containsExactlyElementsOf(expected.subList(0, expected.size() / 2));
  }

  private static Notice at(
      Message message, int sequence, Telling telling, AccountId account, String host) {
    var lane = account.value().hex() + ' ' + host;
    var change = notice(message, sequence, START).change();
    return new Notice(message.id(), sequence, "v2", lane, host + "/hook", change, telling);
  }

  @Test
  default void whatIsDueIsCountedUpToABound() throws Exception {
    var samples = new Samples(7);
    var lane = "";
    for (int i = 0; i < 3; i++) {
      var notice = notice(samples.message(), 1, START.plusSeconds(i));
      lane = notice.lane();
      keep(new Write.Owed(notice));
    }

    assertThat(ports().notices().countDue(lane, START.plusSeconds(1), 10)).isEqualTo(2);
    assertThat(ports().notices().countDue(lane, START.plusSeconds(9), 2)).isEqualTo(2);
    assertThat(ports().notices().countDue("another", START.plusSeconds(9), 2)).isZero();
  }
}
