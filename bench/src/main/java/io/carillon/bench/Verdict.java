package io.carillon.bench;

import io.carillon.bench.report.Figures;
import io.carillon.bench.report.Ran;
import java.io.PrintStream;
import java.util.List;

/// Says under the tables what must not be overlooked, and whether the bench has succeeded: nothing
/// accepted was lost, something was accepted, and a rate that was asked for was sent.
final class Verdict {
  private final PrintStream out;
  private final boolean wantsRates;

  /// @param wantsRates whether the caller named the rate of the load
  Verdict(PrintStream out, boolean wantsRates) {
    this.out = out;
    this.wantsRates = wantsRates;
  }

  boolean on(List<Ran<Figures>> all) {
    var good = true;
    for (var one : all) {
      var name = all.size() > 1 ? one.name() + ": " : "";
      for (var run : one.runs()) {
        complaints(name, run);
        good &= isHeld(name, run);
      }
      good &= isComplete(name, one.runs());
    }
    return good;
  }

  private void complaints(String name, Figures run) {
    var outcome = run.outcome();
    if (outcome.errorCount() > 0) {
      out.println(name + "errors: " + outcome.errors());
    }
    if (!outcome.errorExample().isEmpty()) {
      out.println(name + "the first answer that was no yes: " + outcome.errorExample());
    }
  }

  /// A load that fell behind its schedule has not measured what it was asked for.
  private boolean isHeld(String name, Figures run) {
    var schedule = run.schedule();
    if (schedule.isHeld()) {
      return true;
    }
    out.printf(
        "%sNOT HELD: the load was to send %,.0f messages a second and sent %,.0f; it was up to "
            + "%,.0f ms behind. These are no figures of the rate asked for.%n",
        name,
        schedule.asked() / run.seconds(),
        (schedule.asked() - schedule.unsent()) / run.seconds(),
        schedule.behind().max());
    return !wantsRates;
  }

  private boolean isComplete(String name, List<Figures> runs) {
    var lost = runs.stream().mapToLong(run -> run.outcome().lost()).sum();
    var accepted = runs.stream().mapToLong(run -> run.outcome().accepted()).sum();
    if (lost > 0) {
      out.printf("%sLOST: %,d accepted messages were never completed%n", name, lost);
    }
    if (accepted == 0) {
      out.println(name + "FAILED: no message was accepted");
    }
    return lost == 0 && accepted > 0;
  }
}
