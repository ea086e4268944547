/// The process of the far end: a fast SMSC that gives receipts, and webhook sinks.
///
/// In charge of: playing a carrier and a customer at little cost, and noting when each message came
/// by. Must never know: the product, or who sends what.
///
/// Start at `FarEnd` (its main) and `FarSide` (the same, seen by whoever started it).
@NullMarked
package io.carillon.bench.far;

import org.jspecify.annotations.NullMarked;
