package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Touch;
import io.carillon.model.Touch.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How every store holds accounts to how often they may write to a person.
public interface TouchesContract {
  /// Whom the messages here are for.
  Address PERSON = Address.phone("+14155552671");

  /// How long one message counts.
  Duration DAY = Duration.ofDays(1);

  /// Who writes.
  String SENDER = "+14155550100";

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private static Touch touch(MessageId message, Instant at) {
    return new Touch(message, ACCOUNT, PERSON, SENDER, at, at.plus(DAY.multipliedBy(7)));
  }

  private static List<Limit> most(int messages) {
    return List.of(new Limit(messages, DAY, false));
  }

  private static Guard asks(Touch touch, List<Limit> limits) {
    return new Guard.Seldom(touch, limits);
  }

  private static Commit accept(Message message, Touch touch, List<Limit> limits) {
    return new Commit(
        Urgency.ACCEPT,
        List.of(asks(touch, limits)),
        List.of(new Write.Added(message), new Write.Touched(touch)));
  }

  private static Commit accept(Message message, Instant at, int most) {
    return accept(message, touch(message.id(), at), most(most));
  }

  private Result write(Commit commit) throws InterruptedException {
    return ports().commits().write(commit);
  }

  private Result ask(Touch touch, List<Limit> limits) throws InterruptedException {
    return write(new Commit(Urgency.ACCEPT, List.of(asks(touch, limits)), List.of()));
  }

  private static Result free(MessageId message, Instant at) {
    return new Result.TooOften(Map.of(message, at));
  }

  @Test
  default void noMoreGoToAPersonWithinTheTimeThanTheLimitSays() throws Exception {
    var samples = new Samples(1);
    var first = samples.message();
    var second = samples.message();
    var third = samples.message();

    assertThat(write(accept(first, START, 2))).isEqualTo(new Result.Done());
    assertThat(write(accept(second, START.plusSeconds(60), 2))).isEqualTo(new Result.Done());
    assertThat(write(accept(third, START.plusSeconds(90), 2)))
        .isEqualTo(free(third.id(), START.plus(DAY)));
    assertThat(ports().messages().find(third.id())).isEmpty();
    assertThat(write(accept(third, START.plus(DAY).minusNanos(1_000), 2)))
        .isEqualTo(free(third.id(), START.plus(DAY)));
    assertThat(write(accept(third, START.plus(DAY), 2))).isEqualTo(new Result.Done());
    assertThat(ask(touch(samples.id(), START.plus(DAY)), most(2)))
        .as("the time slides: the second still counts")
        .isInstanceOf(Result.TooOften.class);
  }

  @Test
  default void eachOfSeveralLimitsHolds() throws Exception {
    var samples = new Samples(2);
    var limits = List.of(new Limit(1, DAY, false), new Limit(2, DAY.multipliedBy(7), false));
    var first = samples.message();
    var second = samples.message();
    write(accept(first, touch(first.id(), START), limits));
    var next = START.plus(DAY);
    var id = samples.id();

    assertThat(ask(touch(id, START.plusSeconds(1)), limits)).isEqualTo(free(id, next));
    assertThat(write(accept(second, touch(second.id(), next), limits)))
        .isEqualTo(new Result.Done());
    assertThat(ask(touch(id, START.plus(DAY.multipliedBy(2))), limits))
        .isEqualTo(free(id, START.plus(DAY.multipliedBy(7))));
  }

  @Test
  default void whatWentByAClockThatWasFarAheadDoesNotCountOnceItIsRight() throws Exception {
    var samples = new Samples(8);
    var first = samples.message();
    var second = samples.message();
    write(accept(first, START.plus(Duration.ofDays(400)), 1));

    assertThat(write(accept(second, START.plusSeconds(3_600), 1))).isEqualTo(new Result.Done());
    var id = samples.id();
    assertThat(ask(touch(id, START), most(1)))
        .as("what is ahead by less counts")
        .isEqualTo(free(id, START.plusSeconds(3_600).plus(DAY)));
  }

  @Test
  default void otherPersonsAccountsAndSendersCountForThemselves() throws Exception {
    var samples = new Samples(3);
    var message = samples.message();
    write(accept(message, START, 1));
    var id = samples.id();
    var until = START.plus(DAY);
    var bySender = List.of(new Limit(1, DAY, true));

    assertThat(ask(new Touch(id, ACCOUNT, PERSON, "OTHER", START, until), most(1)))
        .isEqualTo(free(id, until));
    assertThat(ask(new Touch(id, ACCOUNT, PERSON, "OTHER", START, until), bySender))
        .isEqualTo(new Result.Done());
    assertThat(ask(new Touch(id, ACCOUNT, PERSON, SENDER, START, until), bySender))
        .isEqualTo(free(id, until));
    var other = new AccountId(new Id(5, 5));
    assertThat(ask(new Touch(id, other, PERSON, SENDER, START, until), most(1)))
        .isEqualTo(new Result.Done());
    var somebody = Address.phone("+14155552672");
    assertThat(ask(new Touch(id, ACCOUNT, somebody, SENDER, START, until), most(1)))
        .isEqualTo(new Result.Done());
  }

  @Test
  default void oneMessageCountsOnceAtItsLastMomentUntilItIsGivenBack() throws Exception {
    var samples = new Samples(4);
    var message = samples.message();
    write(accept(message, START, 1));
    var later = START.plusSeconds(600);
    var id = samples.id();

    assertThat(ask(touch(message.id(), later), most(1)))
        .as("it does not stand against itself")
        .isEqualTo(new Result.Done());
    write(Samples.inside(new Write.Touched(touch(message.id(), later))));
    assertThat(ask(touch(id, later), most(1))).isEqualTo(free(id, later.plus(DAY)));

    write(Samples.inside(new Write.Untouched(message.id(), ACCOUNT, PERSON)));
    assertThat(ask(touch(id, later), most(1))).isEqualTo(new Result.Done());
    assertThat(write(Samples.inside(new Write.Untouched(message.id(), ACCOUNT, PERSON))))
        .isEqualTo(new Result.Done());
  }

  @Test
  default void thoseOfOneCommitCountForEachOtherAndAllThatAreTooManyAreNamed() throws Exception {
    var samples = new Samples(5);
    var guards = new ArrayList<Guard>();
    var writes = new ArrayList<Write>();
    var messages = new ArrayList<MessageId>();
    for (int i = 0; i < 4; i++) {
      var message = samples.message();
      var touch = touch(message.id(), START);
      messages.add(message.id());
      guards.add(asks(touch, most(2)));
      writes.add(new Write.Added(message));
      writes.add(new Write.Touched(touch));
    }

    assertThat(write(new Commit(Urgency.ACCEPT, guards, writes)))
        .isEqualTo(
            new Result.TooOften(
                Map.of(messages.get(2), START.plus(DAY), messages.get(3), START.plus(DAY))));
    assertThat(ask(touch(samples.id(), START), most(1)))
        .as("nothing of it is counted")
        .isEqualTo(new Result.Done());
  }

  @Test
  default void thoseBeforeInAGroupCountForThoseBehind() throws Exception {
    var samples = new Samples(6);
    var commits = new ArrayList<Commit>();
    for (int i = 0; i < 3; i++) {
      commits.add(accept(samples.message(), START, 1));
    }
    commits.add(2, Samples.accept(samples.message()));
    var results = new CompletableFuture<List<Result>>();

    ports().commits().hand(commits, results::complete);

    assertThat(results.get(30, TimeUnit.SECONDS))
        .hasExactlyElementsOfTypes(
            Result.Done.class, Result.TooOften.class, Result.Done.class, Result.TooOften.class);
  }

  @Test
  default void aClaimThatWouldComeTooOftenChangesNothing() throws Exception {
    var samples = new Samples(7);
    var went = samples.message();
    var waits = samples.message();
    write(accept(went, START, 1));
    write(Samples.accept(waits));
    var touch = touch(waits.id(), START.plusSeconds(5));
    var claim =
        new Commit(
            Urgency.CLAIM,
            List.of(asks(touch, most(1))),
            List.of(
                new Write.Changed(waits, Samples.claimed(waits, 1, START)),
                new Write.Touched(touch)));

    assertThat(write(claim)).isEqualTo(free(waits.id(), START.plus(DAY)));
    assertThat(ports().messages().find(waits.id())).contains(waits);
    write(Samples.inside(new Write.Untouched(went.id(), ACCOUNT, PERSON)));
    assertThat(write(claim)).isEqualTo(new Result.Done());
    assertThat(write(claim)).as("it holds no more").isEqualTo(new Result.Stale(waits.id()));
  }

  /// Sixteen write to one person at once: as many messages as the limit says come in.
  @Test
  default void noLimitIsPassedHoweverManyWriteAtOnce() throws Exception {
    int most = 5;
    var done = new ArrayList<Future<Integer>>();

    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        done.add(writers.submit(new Writer(ports(), new Samples(300 + i), most)));
      }
    }

    int taken = 0;
    for (var one : done) {
      taken += one.get();
    }
    assertThat(taken).isEqualTo(most);
  }

  /// Answers how many of its messages came in, or went.
  record Writer(Ports ports, Samples samples, int limit) implements Callable<Integer> {
    private static final int MESSAGES = 12;

    @Override
    public Integer call() throws InterruptedException {
      int taken = 0;
      for (int i = 0; i < MESSAGES; i++) {
        var message = samples.message();
        var at = START.plusSeconds(i);
        var commit = accept(message, at, limit);
        if (i % 2 == 1) {
          ports.commits().write(Samples.accept(message));
          var touch = touch(message.id(), at);
          commit =
              new Commit(
                  Urgency.CLAIM,
                  List.of(asks(touch, most(limit))),
                  List.of(
                      new Write.Changed(message, Samples.claimed(message, 1, at)),
                      new Write.Touched(touch)));
        }
        taken += ports.commits().write(commit) instanceof Result.Done ? 1 : 0;
      }
      return taken;
    }
  }
}
