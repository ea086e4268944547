/// The machine under the product: clock, ids, tasks, meters, log.
///
/// It is the production side of the ports that the simulation provides otherwise. It never knows a
/// message. Start at `VirtualTasks`.
@NullMarked
package io.carillon.app.run;

import org.jspecify.annotations.NullMarked;
