/// Asks somebody's HTTP service about a number.
///
/// It turns one number into one request and what is answered into facts. It never knows what other
/// sources say, and it guesses nothing. Start at `HttpLookup`.
@NullMarked
package io.carillon.carriers.lookup;

import org.jspecify.annotations.NullMarked;
