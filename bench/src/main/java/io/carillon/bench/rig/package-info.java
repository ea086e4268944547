/// What a bench stands on: processes and what they take of the machine, flags, JSON between
/// processes, the disk, and the framing of HTTP.
///
/// Must never know: what is measured, and what for.
///
/// Start at `Processes` and `Child`.
@NullMarked
package io.carillon.bench.rig;

import org.jspecify.annotations.NullMarked;
