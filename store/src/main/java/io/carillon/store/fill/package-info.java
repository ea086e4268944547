/// A history that never was: made-up messages of the past, for those who measure or try out.
///
/// It knows messages, and nothing of how they are kept. Start at `MadeUpHistory`.
@NullMarked
package io.carillon.store.fill;

import org.jspecify.annotations.NullMarked;
