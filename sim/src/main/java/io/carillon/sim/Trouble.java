package io.carillon.sim;

/// What may go wrong. A seed draws some of these; the rest of its world is well.
enum Trouble {
  /// The process dies at a port call; memory is gone, what was synced stays.
  CRASHES,
  /// The process is stopped as an operator stops it.
  STOPS,
  /// For a while the store writes nothing.
  BROKEN_STORE,
  /// For a while the store reads nothing.
  UNREADABLE_STORE,
  /// The wall clock jumps, either way.
  CLOCK_JUMPS,
  /// Links go, with exchanges under way.
  LOST_LINKS,
  /// The far end refuses for good.
  REFUSALS,
  /// The far end refuses for now.
  BUSY,
  /// The far end asks us to slow down.
  THROTTLING,
  /// Answers come late.
  SLOW_ANSWERS,
  /// Answers never come, whether or not the far end took the part.
  NO_ANSWERS,
  /// Receipts come before the answer.
  EARLY_RECEIPTS,
  /// Receipts come a minute later.
  LATE_RECEIPTS,
  /// Receipts come twice, and overtake each other.
  REPEATED_RECEIPTS,
  /// Some parts are not delivered.
  BAD_NEWS,
  /// A part that was said to be lost is delivered after all.
  SECOND_THOUGHTS,
  /// Receipts tell the way first, the end later.
  STEPS_TOLD,
  /// Some receipts bear our reference only.
  NAMELESS_RECEIPTS,
  /// Some receipts never come.
  MISSING_RECEIPTS,
  /// Endpoints fail now and then, or are slow to come back.
  DEAF_ENDPOINTS,
  /// One endpoint never answers, another may not be told.
  DEAD_ENDPOINTS,
  /// Callers repeat requests that bear a key, some with another body.
  REPEATED_REQUESTS,
  /// The money does not suffice for everything.
  SHORT_FUNDS,
  /// Some messages expire within seconds.
  SHORT_VALIDITY,
  /// Some messages are to be sent later.
  SCHEDULES,
  /// Some messages are taken back by those who sent them.
  REGRETS,
  /// Persons stop senders and let them come again, and networks tell that they have.
  OPT_OUTS
}
