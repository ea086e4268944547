/// A message explains itself: each decision and exchange with its time, and what it waits for now.
///
/// Usual steps are told from the message's times, unusual ones from their rows. It never shows a
/// body or a whole number. Start at `TraceReader`.
@NullMarked
package io.carillon.engine.trace;

import org.jspecify.annotations.NullMarked;
