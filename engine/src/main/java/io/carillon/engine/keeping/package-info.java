/// How long accounts keep what their messages say, their media and their records, by channel.
///
/// It is in charge of blotting out, and of deleting, what is kept no longer. It never knows how
/// long the store's tables and the archive hold what stays, which the operator's settings say.
/// Start at `Keeping`, go on to `Forgetting` (at once) and `Lapsing` (after its time).
@NullMarked
package io.carillon.engine.keeping;

import org.jspecify.annotations.NullMarked;
