/// Kannel beside us: its configuration, its two processes, and what the system must be set to so
/// that it can be at its best.
///
/// Must never know: how we are measured. It takes messages by HTTP and gives them to the same far
/// end, like the server under test.
///
/// Start at `Kannel`.
@NullMarked
package io.carillon.bench.kannel;

import org.jspecify.annotations.NullMarked;
