/// What an account has arranged, as the dialects see it alike: its numbers with their names and
/// settings, so that what one dialect sets another shows; and its users.
///
/// It knows no dialect's words and changes nothing. Start at `OwnNumber` and `OwnUser`.
@NullMarked
package io.carillon.front.arranged;

import org.jspecify.annotations.NullMarked;
