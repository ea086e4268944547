/// JSON at the door: requests read strictly into plain values with everything that is wrong with
/// them gathered, replies written key by key in the order in which a vendor prints them.
///
/// It never knows a dialect, a field's meaning or HTTP. Start at `Fields` (one object) and
/// `JsonItems` (an array of them), then `JsonWriter`.
@NullMarked
package io.carillon.front.json;

import org.jspecify.annotations.NullMarked;
