package io.carillon.engine.comply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.engine.comply.Check.Verdict;
import io.carillon.engine.comply.Checks.Findings;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static final Instant NOON = Samples.START;
  private static final Case ASKED =
      Case.of(new Samples(1).message(), Directory.EMPTY, Samples.START);

  private final List<Checkpoint> asked = new ArrayList<>();

  private Check at(Checkpoint point, Verdict verdict) {
    return new Check() {
      @Override
      public Checkpoint point() {
        return point;
      }

      @Override
      public Verdict of(Case about) {
        asked.add(point);
        return verdict;
      }
    };
  }

  @Test
  void asksInTheOrderOfTheCheckpointsWhateverTheListSays() {
    var checks =
        new Checks(
            List.of(
                at(Checkpoint.CONTENT, Verdict.PASSED),
                at(Checkpoint.ACCOUNT, Verdict.PASSED),
                at(Checkpoint.SENDER, Verdict.PASSED)));

    assertThat(checks.of(ASKED)).isEqualTo(new Findings.Passed(List.of(), Optional.empty()));
    assertThat(asked).containsExactly(Checkpoint.ACCOUNT, Checkpoint.SENDER, Checkpoint.CONTENT);
  }

  @Test
  void asksNobodyBehindTheOneThatRefuses() {
    var no = Refusal.of(Fault.SPAM, "text", "no");
    var checks =
        new Checks(
            List.of(
                at(Checkpoint.SENDER, new Verdict.Marked("odd")),
                at(Checkpoint.TIME, new Verdict.Refused(no)),
                at(Checkpoint.CONTENT, Verdict.PASSED)));

    assertThat(checks.of(ASKED)).isEqualTo(new Findings.Refused(Checkpoint.TIME, no));
    assertThat(asked).containsExactly(Checkpoint.SENDER, Checkpoint.TIME);
  }

  @Test
  void waitsForTheLatestMomentAndKeepsAllNotes() {
    var early = new Verdict.Later(NOON.plusSeconds(60), Wait.SCHEDULE, "quiet until 12:01");
    var late = new Verdict.Later(NOON.plusSeconds(90), Wait.RETRY, "third message today");
    var checks =
        new Checks(
            List.of(
                at(Checkpoint.SENDER, late),
                at(Checkpoint.TIME, early),
                at(Checkpoint.CONTENT, new Verdict.Marked("score 0.7"))));

    assertThat(checks.of(ASKED))
        .isEqualTo(
            new Findings.Passed(
                List.of(
                    "sender: third message today", "time: quiet until 12:01", "content: score 0.7"),
                Optional.of(late)));
  }

  @Test
  void takesOneCheckForEachCheckpoint() {
    var twice = List.of(at(Checkpoint.TIME, Verdict.PASSED), at(Checkpoint.TIME, Verdict.PASSED));

    assertThatThrownBy(() -> new Checks(twice)).isInstanceOf(IllegalArgumentException.class);
  }
}
