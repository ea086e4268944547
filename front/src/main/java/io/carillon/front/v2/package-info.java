/// The native API, `/v2`: what Carillon says of messages, traces and accounts in its own words,
/// whichever dialect they came in by.
///
/// It reads from the ports, and changes only through orders of the engine. It never knows another
/// dialect's words. Start at `V2Routes`, then `V2Replies`; `docs/reference/native.md` describes it
/// for its users.
@NullMarked
package io.carillon.front.v2;

import org.jspecify.annotations.NullMarked;
