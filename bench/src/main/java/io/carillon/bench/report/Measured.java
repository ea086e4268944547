package io.carillon.bench.report;

import io.carillon.bench.far.Counts;
import io.carillon.bench.load.Generator;
import io.carillon.bench.load.LoadResult;
import io.carillon.bench.mark.Interval;
import io.carillon.bench.mark.Latency;
import io.carillon.bench.scene.Act;
import io.carillon.bench.scene.Proof;
import java.util.ArrayList;
import java.util.List;

/// What load and far end tell after a run, and its arithmetic.
///
/// @param acts what was sent: those of the measured load first, then what was sent before it
/// @param results of the loads, in the same order: one result for each act
/// @param made what the generator of the measured load counted
/// @param timeline when each message passed each point
/// @param counts of the far end, at the end
/// @param countsMessages whether the run was to take a number of messages
public record Measured(
    List<Act> acts,
    List<LoadResult.OfStrand> results,
    Generator.Made made,
    Timeline timeline,
    Counts counts,
    boolean countsMessages) {
  public Measured {
    acts = List.copyOf(acts);
    results = List.copyOf(results);
  }

  public Interval interval() {
    return made.result().interval();
  }

  /// Messages a second; a generator without times of messages tells the first rate itself.
  public Rates rates() {
    var segments = (double) counts.submits() / Math.max(1, counts.submitted());
    var rates = timeline.rates(interval(), countsMessages, Math.max(1, segments));
    return made.told()
        .map(told ->
            new Rates(
                told.acceptedPerSecond(), rates.submitted(), rates.segments(), rates.completed()))
        .orElse(rates);
  }

  public Latency accept() {
    return made.told().map(Generator.Told::accept).orElseGet(() -> timeline.accept(interval()));
  }

  public Latency submit() {
    return timeline.submit(interval());
  }

  public Latency complete() {
    return timeline.complete(interval());
  }

  /// How the schedules of all strands were kept.
  public LoadResult.Kept schedule() {
    var kept = LoadResult.Kept.NONE;
    for (var result : made.result().strands()) {
      kept = kept.and(result.schedule());
    }
    return kept;
  }

  /// Messages accepted in all, by the load's own count.
  public long accepted() {
    return results.stream().mapToLong(LoadResult.OfStrand::accepted).sum();
  }

  /// What became of all messages.
  public Figures.Outcome outcome() {
    var known = made.told().isEmpty();
    var all = new LoadResult(interval(), results);
    var completed = timeline.completed();
    return new Figures.Outcome(
        accepted(),
        completed,
        all.refused(),
        all.refusedBluntly(),
        all.errors(),
        all.example(),
        known ? timeline.lost() : Math.max(timeline.submittedAndLost(), accepted() - completed),
        known ? timeline.neverSubmitted() : Math.max(0, accepted() - counts.submitted()),
        parts(false).stream().mapToLong(Figures.Part::owed).sum(),
        counts.throttled(),
        counts.repeatedSubmits(),
        counts.repeatedPosts(),
        counts.refused(),
        counts.strays(),
        Math.max(0, timeline.lastCompletion() - interval().to()) / 1e6);
  }

  /// Each part of the load by itself; none where there is only one.
  public List<Figures.Part> parts() {
    return parts(true);
  }

  private List<Figures.Part> parts(boolean ofSeveral) {
    var parts = new ArrayList<Figures.Part>();
    if (ofSeveral && acts.size() == 1) {
      return parts;
    }
    for (var i = 0; i < acts.size(); i++) {
      parts.add(part(acts.get(i), results.get(i)));
    }
    return parts;
  }

  private Figures.Part part(Act act, LoadResult.OfStrand result) {
    var own = timeline.part(act.strand().first(), act.strand().end());
    return new Figures.Part(
        act.strand().name(),
        own.rates(interval(), countsMessages, 1),
        own.accept(interval()),
        own.submit(interval()),
        own.complete(interval()),
        result.schedule(),
        result.accepted(),
        result.refused(),
        own.lost(),
        act.isTold() && act.proof() == Proof.RECEIPT ? own.untold() : 0);
  }
}
