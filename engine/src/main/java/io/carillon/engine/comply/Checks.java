package io.carillon.engine.comply;

import io.carillon.engine.comply.Check.Verdict;
import io.carillon.model.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The checks, in the order of their checkpoints. The first that refuses ends it.
public final class Checks {
  /// None at all.
  public static final Checks NONE = new Checks(List.of());

  private final List<Check> checks;

  /// At most one for each checkpoint, in any order.
  public Checks(List<Check> checks) {
    this.checks = checks.stream().sorted(Comparator.comparing(Check::point)).toList();
    if (checks.stream().map(Check::point).distinct().count() < checks.size()) {
      throw new IllegalArgumentException("two checks at one checkpoint");
    }
  }

  /// These and one more.
  public Checks with(Check more) {
    var all = new ArrayList<>(checks);
    all.add(more);
    return new Checks(all);
  }

  /// Only the one at a checkpoint, where there is one.
  public Checks only(Checkpoint point) {
    return new Checks(checks.stream().filter(check -> check.point() == point).toList());
  }

  /// What all of them said.
  public sealed interface Findings {
    /// It may go.
    ///
    /// @param notes what its trace is to say, each beginning with the word of the checkpoint
    /// @param later the latest of the moments before which it must not go
    record Passed(List<String> notes, Optional<Verdict.Later> later) implements Findings {
      private static final Passed CLEAN = new Passed(List.of(), Optional.empty());

      public Passed {
        notes = List.copyOf(notes);
      }
    }

    /// It may not.
    record Refused(Checkpoint point, Refusal refusal) implements Findings {}
  }

  /// Asks each in turn.
  public Findings of(Case asked) {
    var findings = Findings.Passed.CLEAN;
    for (var check : checks) {
      switch (check.of(asked)) {
        case Verdict.Passed _ -> {}
        case Verdict.Refused(var refusal) -> {
          return new Findings.Refused(check.point(), refusal);
        }
        case Verdict.Marked(var note) -> findings = noted(findings, check.point(), note);
        case Verdict.Later later -> {
          var noted = noted(findings, check.point(), later.why());
          findings = new Findings.Passed(noted.notes(), Optional.of(later(findings, later)));
        }
      }
    }
    return findings;
  }

  private static Verdict.Later later(Findings.Passed before, Verdict.Later next) {
    return before.later().filter(other -> other.until().isAfter(next.until())).orElse(next);
  }

  private static Findings.Passed noted(Findings.Passed before, Checkpoint point, String note) {
    var notes = new ArrayList<>(before.notes());
    notes.add(point.word() + ": " + note);
    return new Findings.Passed(notes, before.later());
  }
}
