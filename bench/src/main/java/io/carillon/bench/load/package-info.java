/// The process of the load: sends requests in closed and open loops and notes when, and what came
/// back. wrk may take its place.
///
/// Must never know: scenarios, the product's APIs. It is given requests as text.
///
/// Start at `LoadOrder`, then `Load` (the main) and `LoadLoop`; `Generator` is how others run it.
@NullMarked
package io.carillon.bench.load;

import org.jspecify.annotations.NullMarked;
