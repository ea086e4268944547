/// From a lane to a carrier: claims, exchanges, retries, doubt.
///
/// It is the only caller of carriers. It never knows a protocol; a carrier's answer is an outcome.
/// Start at `Dispatch`; what is decided stands in `Steps`.
@NullMarked
package io.carillon.engine.dispatch;

import org.jspecify.annotations.NullMarked;
