/// The scenarios: what is sent, by whom and how fast, how far end and server are set for it, and
/// when a message counts as completed.
///
/// Arranges accounts, senders and keys through the product's own API, as a customer would
/// (`Customer`). Must never know: processes, figures, how the load is made.
///
/// Start at `Scenario`, then `Play` and one of those that implement it.
@NullMarked
package io.carillon.bench.scene;

import org.jspecify.annotations.NullMarked;
