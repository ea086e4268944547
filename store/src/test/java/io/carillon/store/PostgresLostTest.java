package io.carillon.store;

import static io.carillon.testkit.Samples.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Result;
import io.carillon.model.Content;
import io.carillon.model.MessageId;
import io.carillon.testkit.Patience;
import io.carillon.testkit.PostgresServer;
import io.carillon.testkit.Samples;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A database that goes away in the midst of writing: what was told to be done stands, what was
/// told to have failed does not, and the writer goes on when it is back.
@Tag("postgres")
@Tag("slow")
@Timeout(120)
class PostgresLostTest {
  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = PostgresServer.own();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everyAnswerIsTrueWhereTheServerIsStoppedAndCrashesUnderLoad() throws Exception {
    var fatal = new ConcurrentLinkedQueue<Throwable>();
    var done = new ConcurrentHashMap<MessageId, Boolean>();
    try (var store = Store.open(Opened.postgres(server, server.database()), fatal::add)) {
      for (int round = 0; round < 4; round++) {
        underLoad(store, round, done);
      }
      assertThat(fatal).isEmpty();
      assertThat(done).containsValue(true).containsValue(false);
      done.forEach((id, stands) ->
          assertThat(store.messages().find(id).isPresent()).as("%s", id).isEqualTo(stands));
    }
  }

  private static void underLoad(Store store, int round, Map<MessageId, Boolean> done)
      throws InterruptedException {
    var ended = new AtomicBoolean();
    var written = new AtomicInteger();
    var writers = new ArrayList<Thread>();
    for (int i = 0; i < 16; i++) {
      var samples = new Samples(round * 100L + i);
      writers.add(
          Thread.ofVirtual()
              .start(() -> {
                while (!ended.get()) {
                  write(store, samples, done, written);
                }
              }));
    }
    await(written, 200);
    if (round % 2 == 0) {
      server.stop();
    } else {
      server.crash();
    }
    server.start();
    written.set(0);
    await(written, 200);
    ended.set(true);
    for (var writer : writers) {
      writer.join();
    }
  }

  private static void write(
      Store store, Samples samples, Map<MessageId, Boolean> done, AtomicInteger written) {
    var message = samples.message(new Content.Text("kept?"));
    try {
      var result = store.commits().write(accept(message));
      done.put(message.id(), result instanceof Result.Done);
      if (result instanceof Result.Done) {
        written.incrementAndGet();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(AtomicInteger counter, int least) {
    Patience.until(() -> counter.get() >= least, counter::toString);
  }

  @Test
  void aCommitWhoseAnswerWasLostStandsAndIsToldToStand() throws Exception {
    assertThat(answer(Moment.AFTER_THE_COMMIT)).isInstanceOf(Result.Done.class);
  }

  @Test
  void aCommitThatNeverArrivedIsToldNotToStand() throws Exception {
    assertThat(answer(Moment.BEFORE_THE_COMMIT)).isInstanceOf(Result.Broken.class);
  }

  private enum Moment {
    BEFORE_THE_COMMIT,
    AFTER_THE_COMMIT
  }

  /// Writes two messages, the first of them over a connection that goes with its commit.
  private static Result answer(Moment moment) throws Exception {
    var settings = Opened.postgres(server, server.database());
    Store.open(settings, _ -> {}).close();
    var dialect = breaking(new Postgres(settings), moment);
    var samples = new Samples(7);
    var first = samples.message(new Content.Text("one"));
    var second = samples.message(new Content.Text("two"));
    Result answer;
    var ready = Sealing.migrated(new Postgres(settings), settings);
    try (var groups = new Groups(dialect, ready, new Keys(), new Mirror())) {
      answer = groups.write(List.of(accept(first)))[0];
      assertThat(groups.isCutOff()).isEqualTo(answer instanceof Result.Broken);
      assertThat(groups.write(List.of(accept(second)))[0]).isInstanceOf(Result.Done.class);
      assertThat(groups.isCutOff()).isFalse();
    }
    try (var store = Store.open(settings, _ -> {})) {
      assertThat(store.messages().find(first.id()).isPresent())
          .isEqualTo(answer instanceof Result.Done);
      assertThat(store.messages().find(second.id())).contains(second);
    }
    return answer;
  }

  /// PostgreSQL over a line that breaks once, at the first commit.
  private static Dialect breaking(Dialect real, Moment moment) {
    var broken = new AtomicBoolean();
    return (Dialect)
        Proxy.newProxyInstance(
            Dialect.class.getClassLoader(),
            new Class<?>[] {Dialect.class},
            (_, method, arguments) -> {
              boolean breaks = method.getName().equals("commit") && !broken.getAndSet(true);
              if (breaks && moment == Moment.AFTER_THE_COMMIT) {
                method.invoke(real, arguments);
              }
              if (breaks) {
                ((Connection) arguments[0]).close();
                throw new SQLException("the line broke", "08006");
              }
              return method.invoke(real, arguments);
            });
  }
}
