/// Reading while the load runs: a process that fetches messages and asks for lists by every filter
/// of the native API, evenly and by a schedule, and tells how long each kind of question took.
///
/// Must never know: the load, the server's store.
///
/// Start at `Question` (what is asked), then `Queries` (the process) and `Querying` (the same, seen
/// by whoever started it).
@NullMarked
package io.carillon.bench.query;

import org.jspecify.annotations.NullMarked;
