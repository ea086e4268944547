package io.carillon.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Bad requests for every operation that is described: none may break the server, leave anything
/// behind, or be answered with something that is not described.
///
/// The system property `carillon.seed` chooses other requests, `carillon.fuzz` how many seconds of
/// them.
@Tag("slow")
class FuzzTest {
  private static final long SEED = Long.getLong("carillon.seed", 25_112_026L);
  private static final Duration LIMIT = Duration.ofSeconds(Long.getLong("carillon.fuzz", 12));
  private static final int ROUNDS_MAX = 1_000_000;
  private static final int SHOWN_MAX = 25;
  private static final int VARIANTS_MAX = 2;

  private final Judge judge = new Judge();
  private final Map<String, String> complaints = new LinkedHashMap<>();

  @TempDir private Path folder;

  @Test
  void noRequestBreaksAnything(TestReporter said) throws Exception {
    try (var stand = Stand.open(folder);
        var ledger = new Ledger(folder.resolve("data"))) {
      var operations = stand.operations();
      var groups = targets(stand.player(), operations);
      var range =
          new Range(stand, ledger, groups.stream().flatMap(List::stream).toList(), operations);
      long end = System.nanoTime() + LIMIT.toNanos();
      int shots = 0;
      for (int round = 0; round < ROUNDS_MAX && System.nanoTime() - end < 0; round++) {
        for (int i = 0; i < groups.size() && System.nanoTime() - end < 0; i++) {
          var group = groups.get(i);
          range.shoot(group.get(round % group.size()), SEED + 31L * round + 1_000_003L * i);
          shots++;
        }
        if (round % 20 == 0) {
          range.stillKnown();
        }
      }
      range.stillWell();
      said.publishEntry(
          Map.of(
              "seed", Long.toString(SEED),
              "requests", Integer.toString(shots),
              "answers", range.answers.toString()));
    }

    assertThat(complaints.entrySet().stream().limit(SHOWN_MAX))
        .as("seed %d, %d in all", SEED, complaints.size())
        .isEmpty();
  }

  /// An operation and a request that it answers well.
  private record Mark(Operation operation, Draft sound) {}

  /// What is shot at: of each operation that stands behind several mounts, or has twins, a few, and
  /// by another seed others. They take turns.
  private static List<List<Mark>> targets(Player player, List<Operation> operations)
      throws IOException {
    var groups = new LinkedHashMap<String, List<Operation>>();
    for (var operation : operations) {
      groups.computeIfAbsent(operation.givenId(), _ -> new ArrayList<>()).add(operation);
    }
    var random = new Random(SEED);
    var targets = new ArrayList<List<Mark>>();
    for (var group : groups.values()) {
      Collections.shuffle(group, random);
      var marks = new ArrayList<Mark>();
      for (var operation : group.subList(0, Math.min(VARIANTS_MAX, group.size()))) {
        var call = Player.calls(operation).getFirst();
        marks.add(new Mark(operation, player.draft(call)));
      }
      targets.add(marks);
    }
    return targets;
  }

  /// Shoots, and notes what went wrong.
  private final class Range {
    private final Stand stand;
    private final Ledger ledger;
    private final List<Mark> marks;
    private final List<Operation> operations;
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private String before;

    Range(Stand stand, Ledger ledger, List<Mark> marks, List<Operation> operations)
        throws SQLException {
      this.operations = operations;
      this.stand = stand;
      this.ledger = ledger;
      this.marks = marks;
      before = ledger.standing();
    }

    void shoot(Mark mark, long seed) throws SQLException {
      var operation = mark.operation();
      var shot = new Foe(operation.document(), seed).shot(operation, mark.sound());
      try {
        var answer = stand.line().send(shot.draft());
        answers.merge(answer.status(), 1, Integer::sum);
        var wrong = wrong(operation, shot, answer);
        var after = ledger.standing();
        if (answer.status() >= 400 && !after.equals(before)) {
          wrong.add(
              "refused with %d, and stored: %s, %s".formatted(answer.status(), before, after));
        }
        before = after;
        wrong.forEach(what -> note(operation, shot, seed, what));
      } catch (IOException e) {
        note(operation, shot, seed, "no answer: " + e.getMessage());
      }
    }

    private List<String> wrong(Operation operation, Foe.Shot shot, Line.Answer answer) {
      var method = shot.draft().method();
      if (!shot.strayed()) {
        return judge.complaintsAboutAny(operation, answer);
      }
      if (method.equals("HEAD") || method.equals("OPTIONS")) {
        return judge.complaintsAboutAll(answer);
      }
      return neighbour(shot.draft().target(), answer)
          .map(near -> judge.complaintsAboutElsewhere(near, answer))
          .orElseGet(() -> judge.complaintsAboutAll(answer));
    }

    /// Some operation of the mount that owns the path, with refusals of the type that came.
    private Optional<Operation> neighbour(String target, Line.Answer answer) {
      var owner = owner(target.replaceFirst("[?#].*", ""));
      return operations.stream()
          .filter(near -> owner(near.path()).equals(owner))
          .filter(near -> near.otherwise().path("content").has(answer.type()))
          .findFirst();
    }

    /// The prefix of the mount that owns a path: the longest, where one stands inside another.
    private String owner(String path) {
      return stand.rig().mounts().stream()
          .map(mount -> mount.prefix())
          .filter(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"))
          .max(Comparator.comparingInt(String::length))
          .orElse("");
    }

    /// One line for each kind of trouble: the first request that showed it.
    private void note(Operation operation, Foe.Shot shot, long seed, String what) {
      var kind = operation + " " + what.replaceAll("[0-9]+", "#").lines().findFirst().orElse("");
      complaints.putIfAbsent(
          kind.substring(0, Math.min(kind.length(), 120)),
          "%s: %s%n    %s, seed %d: %s"
              .formatted(operation, what, shot.trick(), seed, shot.draft()));
    }

    /// The account that shoots must still be let in, or the rest would all be refused at the door.
    void stillKnown() throws IOException {
      for (var mark : marks) {
        if (mark.operation().method().equals("GET")
            && !mark.operation().node().path("security").isEmpty()) {
          var answer = stand.line().send(mark.sound());
          if (answer.status() == 401 || answer.status() == 403) {
            throw new AssertionError("locked out of " + mark.operation() + ": " + answer.text());
          }
        }
      }
    }

    void stillWell() throws IOException {
      var ready = stand.line().send(new Draft("GET", "/readyz", List.of(), new byte[0]));
      assertThat(ready.status()).as(ready.text()).isEqualTo(200);
      var send =
          marks.stream()
              .filter(mark -> mark.operation().givenId().equals("pantheoncloud.sendMessage"))
              .findFirst();
      if (send.isPresent()) {
        assertThat(stand.line().send(send.get().sound()).status()).isEqualTo(202);
      }
    }
  }
}
