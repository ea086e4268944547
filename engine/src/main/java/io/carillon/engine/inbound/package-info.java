/// What people write to our senders.
///
/// It never answers anybody itself. Start at `Arrivals`.
@NullMarked
package io.carillon.engine.inbound;

import org.jspecify.annotations.NullMarked;
