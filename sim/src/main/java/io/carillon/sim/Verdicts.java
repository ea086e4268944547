package io.carillon.sim;

import io.carillon.model.Report.Verdict;
import io.carillon.sim.FarEnd.Taking;
import io.carillon.sim.FarEnd.Told;
import java.time.Duration;
import java.util.List;

/// What becomes of a part behind the far end, and when we are told.
record Verdicts(World world, FarEnd farEnd) {
  void plan(Taking taking) {
    var temper = world.temper;
    var chance = world.chance;
    if (temper.has(Trouble.MISSING_RECEIPTS) && chance.percent(20)) {
      return;
    }
    var pause = pause();
    if (temper.has(Trouble.STEPS_TOLD) && chance.percent(50)) {
      tell(taking, Verdict.UNDERWAY, pause);
      pause = chance.percent(50) ? pause.plus(chance.millis(0, 500)) : pause();
    }
    boolean bad = temper.has(Trouble.BAD_NEWS) && chance.percent(40);
    var verdict = bad ? badNews() : Verdict.DELIVERED;
    tell(taking, verdict, pause);
    if (bad && temper.has(Trouble.SECOND_THOUGHTS) && chance.percent(40)) {
      tell(taking, Verdict.DELIVERED, pause());
    }
  }

  private Verdict badNews() {
    return world.chance.of(
        List.of(Verdict.UNDELIVERABLE, Verdict.EXPIRED, Verdict.REJECTED, Verdict.DELETED));
  }

  private Duration pause() {
    if (world.temper.has(Trouble.EARLY_RECEIPTS) && world.chance.percent(50)) {
      return world.chance.millis(0, 20);
    }
    boolean late = world.temper.has(Trouble.LATE_RECEIPTS) && world.chance.percent(30);
    return late ? world.chance.millis(5_000, 90_000) : world.chance.millis(100, 4_000);
  }

  private void tell(Taking taking, Verdict verdict, Duration pause) {
    boolean nameless = world.temper.has(Trouble.NAMELESS_RECEIPTS) && world.chance.percent(20);
    var receipt = farEnd.receipt(taking, verdict, nameless);
    farEnd.owe(pause, new Told(receipt, taking));
    if (world.temper.has(Trouble.REPEATED_RECEIPTS) && world.chance.percent(40)) {
      farEnd.owe(pause(), new Told(receipt, taking));
    }
  }
}
