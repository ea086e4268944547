/// What happens in accounts, in one order, for those who listen.
///
/// It never tells anybody itself: that is the front's. Start at `Feeding`.
@NullMarked
package io.carillon.engine.feed;

import org.jspecify.annotations.NullMarked;
