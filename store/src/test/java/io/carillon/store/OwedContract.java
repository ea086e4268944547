package io.carillon.store;

import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Progress;
import io.carillon.model.Notice.Telling;
import io.carillon.model.Status;
import io.carillon.testkit.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What tens of thousands of notices that are owed to a dead endpoint cost the others: every
/// question that is asked again and again goes by an index, past what does not concern it.
interface OwedContract {
  int OWED = 50_000;
  int A_COMMIT = 1_000;
  String DEAD = "00000000000000000000000000000001 https://dead.example:443";
  String FAST = "00000000000000000000000000000001 https://fast.example:443";
  Instant NOW = START.plus(Duration.ofDays(10));

  /// The store under test: the same one for the whole of one test, fresh for each.
  Store store();

  /// Where it is kept.
  StoreSettings settings();

  /// What asks for a statement's plan.
  String explain();

  /// What a plan that reads a whole table says.
  String whole();

  private static Notice owed(long number, String lane, Instant at) {
    var message = new MessageId(Id.v7(at.toEpochMilli(), 0, number));
    var url = "https://" + lane.substring(lane.indexOf("//") + 2) + "/hook";
    var change = new Notice.Change(Status.DELIVERED, at, Optional.empty());
    return new Notice(message, 1, "pantheon", lane, url, change, Telling.owedAt(at));
  }

  private static Notice ended(Notice notice, Progress progress) {
    return notice.with(
        new Telling(progress, 3, Optional.empty(), Optional.of(START.plusSeconds(1)), 503));
  }

  private void write(List<Write> writes) {
    var done = new ArrayList<CompletableFuture<List<Result>>>();
    for (int from = 0; from < writes.size(); from += A_COMMIT) {
      var some = writes.subList(from, Math.min(from + A_COMMIT, writes.size()));
      var then = new CompletableFuture<List<Result>>();
      store().commits().hand(List.of(Samples.inside(some.toArray(Write[]::new))), then::complete);
      done.add(then);
    }
    done.forEach(one ->
        assertThat(one)
            .succeedsWithin(Duration.ofSeconds(60))
            .isEqualTo(List.of(new Result.Done())));
  }

  /// All but a tenth owed still, every tenth tried and to be tried again later.
  private List<Notice> deadEndpoint() {
    var owed = new ArrayList<Notice>();
    for (int i = 0; i < OWED; i++) {
      owed.add(owed(i, DEAD, START.plusMillis(i)));
    }
    write(owed.stream().<Write>map(Write.Owed::new).toList());
    var tried = new ArrayList<Write>();
    for (int i = 0; i < OWED; i += 10) {
      var next =
          new Telling(Progress.OPEN, 1, Optional.of(NOW.plusSeconds(60)), Optional.empty(), 0);
      tried.add(new Write.Retold(owed.get(i).with(next), false, NOW));
    }
    write(tried);
    return owed;
  }

  @Test
  default void nothingThatIsAskedOftenReadsAllThatIsOwed() throws Exception {
    deadEndpoint();
    var fast = owed(OWED, FAST, NOW);
    write(List.of(new Write.Owed(fast)));

    var notices = store().notices();
    assertThat(notices.lanesDue(NOW, 0).lanes()).containsExactlyInAnyOrder(DEAD, FAST);
    assertThat(notices.due(FAST, NOW, 1_000)).containsExactly(fast);
    assertThat(notices.due(DEAD, NOW, 1_000)).hasSize(1_000);
    assertThat(notices.ahead(NOW, NOW.plus(Duration.ofHours(5)), 1_000)).isEmpty();
    assertThat(notices.open()).isEqualTo(OWED + 1L);
    assertPlans();
  }

  @Test
  default void ofVeryManyEndpointsEachIsComeTo() {
    var writes = new ArrayList<Write>();
    var lanes = new TreeSet<String>();
    for (int i = 0; i < 5_001; i++) {
      var lane = FAST.replace("fast", "fast" + i);
      lanes.add(lane);
      writes.add(new Write.Owed(owed(i, lane, START)));
    }
    write(writes);

    var first = store().notices().lanesDue(NOW, 0);
    assertThat(first.lanes()).hasSize(5_000);
    assertThat(first.next()).isPositive();
    var last = store().notices().lanesDue(NOW, first.next());
    assertThat(last.lanes()).hasSize(1);
    assertThat(last.next()).isZero();
    lanes.removeAll(first.lanes());
    assertThat(lanes).containsExactlyElementsOf(last.lanes());
  }

  private void assertPlans() throws Exception {
    store().close();
    var dialect = Dialect.of(settings());
    var sql = new Sql(dialect.words());
    try (var connection = dialect.writer();
        var statement = connection.createStatement()) {
      statement.execute("ANALYZE");
      for (var question : asked(lane(statement)).entrySet()) {
        var plan = plan(connection, sql.statement(question.getKey()).text(), question.getValue());
        assertThat(plan).as(question.getKey()).doesNotContainPattern(whole());
      }
    }
  }

  /// The key of the lane with the most.
  private static int lane(Statement statement) throws SQLException {
    try (var rows =
        statement.executeQuery("SELECT lane FROM notice GROUP BY lane ORDER BY count(*) DESC")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  private static Map<String, List<Object>> asked(int lane) {
    long now = Micros.of(NOW);
    return Map.of(
        "notice_due", List.of(lane, now, 1_000),
        "notice_ahead", List.of(lane, now, now, 1_000),
        "notice_next_lane", List.of(0),
        "notice_any_due", List.of(lane, now),
        "notice_failed", List.of(lane, new byte[] {127}, 100),
        "notice_failed_next_lane", List.of(0),
        "notice_sweep_end", List.of(new byte[16], new byte[] {127}, 2_000),
        "notice_sweep", List.of(new byte[16], new byte[] {1}, now));
  }

  private String plan(Connection connection, String text, List<Object> values) throws Exception {
    try (var statement = connection.prepareStatement(explain() + " " + text)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      var lines = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        int last = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          lines.add(rows.getString(last));
        }
      }
      return lines.stream().collect(Collectors.joining("\n"));
    }
  }

  @Test
  default void toldOnesAreDroppedFromAmongDeadLettersByStepsOfABoundedLength() throws Exception {
    var owed = new ArrayList<Notice>();
    for (int i = 0; i < 10_000; i++) {
      owed.add(owed(i, DEAD, START.plusMillis(i)));
    }
    var writes = new ArrayList<Write>(owed.stream().<Write>map(Write.Owed::new).toList());
    for (int i = 0; i < owed.size(); i++) {
      var progress = i % 100 == 7 ? Progress.TOLD : Progress.DEAD;
      writes.add(new Write.Retold(ended(owed.get(i), progress), true, START));
    }
    write(writes);

    store().sweep(START.plus(Duration.ofDays(8)));

    assertThat(store().notices().of(owed.get(7).message())).isEmpty();
    assertThat(store().notices().of(owed.get(9_907).message())).isEmpty();
    assertThat(store().notices().of(owed.get(8).message())).hasSize(1);
    assertThat(store().notices().of(owed.get(9_999).message())).hasSize(1);
  }
}
