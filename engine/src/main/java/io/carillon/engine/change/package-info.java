/// The one desk where the next state of a message is decided, one decision after another.
///
/// It is in charge of order: decisions about one message never cross, what follows from a change
/// stands in the same commit, and the world hears of it only after the sync. It never knows what is
/// decided. Start at `Desk`.
@NullMarked
package io.carillon.engine.change;

import org.jspecify.annotations.NullMarked;
