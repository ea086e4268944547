/// Which carrier a message takes, and what it costs to send there.
///
/// A route is chosen at accept and again at the claim only when its carrier is gone. It never knows
/// how a carrier sends. Start at `Routes`.
@NullMarked
package io.carillon.engine.route;

import org.jspecify.annotations.NullMarked;
