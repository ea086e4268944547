/// What a message must comply with before it may leave: checks, their fixed order, and what
/// accounts set for them.
///
/// A check decides on what is in memory and changes nothing; what it must be certain of is guarded
/// by the commit. It never knows a dialect or a carrier. Start at `Checkpoint`, which is the order;
/// then `Check` and `Checks`; `Policy` is what an account may set.
@NullMarked
package io.carillon.engine.comply;

import org.jspecify.annotations.NullMarked;
