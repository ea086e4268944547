/// The one mechanism in which everything waits that is to be done: priority, turns between flows,
/// age.
///
/// It never knows what it holds or who takes it; what it forgets, the store still has. Start at
/// `Lane`.
@NullMarked
package io.carillon.engine.lane;

import org.jspecify.annotations.NullMarked;
