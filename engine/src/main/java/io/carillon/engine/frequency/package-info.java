/// How often an account writes to one person.
///
/// It knows the words that are set and says what must hold where a message is written; it counts
/// nothing itself and keeps nothing: the store does, in the commit that lets the message go. Start
/// at `Frequency`.
@NullMarked
package io.carillon.engine.frequency;

import org.jspecify.annotations.NullMarked;
