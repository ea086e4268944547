/// What follows when a person says stop, start or help: the record in the commit that keeps their
/// message, the answer, and the end of what waits for them.
///
/// It knows neither dialect nor carrier. Start at `Sayings`.
@NullMarked
package io.carillon.engine.optout;

import org.jspecify.annotations.NullMarked;
