/// What is known of a number: its country, its type, its network, and who says so.
///
/// Sources stand in the order in which they are trusted: networks that receipts named, a lookup by
/// HTTP, files of ranges, the public numbering plan. It never guesses, and it never knows how a far
/// end is asked. Start at `NumberLookup`.
@NullMarked
package io.carillon.engine.lookup;

import org.jspecify.annotations.NullMarked;
