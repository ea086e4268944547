/// What the engine does about a wall clock that is set while it works.
///
/// Pauses follow ticks; what is about the calendar (schedules, validity, how long things are kept)
/// follows the wall clock. This package tells when the one left the other; it knows no message.
/// Start reading at `ClockWatch`.
@NullMarked
package io.carillon.engine.time;

import org.jspecify.annotations.NullMarked;
