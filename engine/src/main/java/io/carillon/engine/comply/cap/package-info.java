/// What carriers take of a campaign or a brand within a minute or a day (10DLC), and that no more
/// is sent than that.
///
/// It looks at who sends what campaign's messages to whose network, never at what a message says;
/// it knows no carrier of ours, no route and no lane. Start at `Caps`, then `CapTable` and the data
/// files beside it.
@NullMarked
package io.carillon.engine.comply.cap;

import org.jspecify.annotations.NullMarked;
