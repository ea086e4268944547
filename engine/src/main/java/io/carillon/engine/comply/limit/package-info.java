/// How much an account may ask, send and arrange.
///
/// It knows the words that are set and who stands above whom; it counts nothing, which those do who
/// let requests and messages in. Start at `AccountLimits`.
@NullMarked
package io.carillon.engine.comply.limit;

import org.jspecify.annotations.NullMarked;
