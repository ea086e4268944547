package io.carillon.bench;

/// What load and far end tell after a run, and its arithmetic.
///
/// @param made what the generator counted
/// @param timeline when each message passed each point
/// @param counts of the far end, at the end
/// @param countsMessages whether the run was to take a number of messages
record Measured(Generator.Made made, Timeline timeline, Counts counts, boolean countsMessages) {

  Interval interval() {
    return made.result().interval();
  }

  /// Messages a second; a generator without times of messages tells the first rate itself.
  Rates rates() {
    var rates = timeline.rates(interval(), countsMessages);
    return made.told()
        .map(told -> new Rates(told.acceptedPerSecond(), rates.submitted(), rates.completed()))
        .orElse(rates);
  }

  Latency accept() {
    return made.told().map(Generator.Told::accept).orElseGet(() -> timeline.accept(interval()));
  }

  Latency submit() {
    return timeline.submit(interval());
  }

  Latency complete() {
    return timeline.complete(interval());
  }

  /// What became of all messages.
  Figures.Outcome outcome() {
    var result = made.result();
    var known = made.told().isEmpty();
    return new Figures.Outcome(
        result.accepted(),
        counts.delivered(),
        result.refused(),
        result.errors(),
        result.example(),
        known ? timeline.lost() : Math.max(0, result.accepted() - counts.delivered()),
        known ? timeline.neverSubmitted() : Math.max(0, result.accepted() - counts.submitted()),
        counts.repeatedSubmits(),
        counts.repeatedPosts(),
        counts.refused(),
        counts.strays(),
        Math.max(0, timeline.lastCompletion() - interval().to()) / 1e6);
  }
}
