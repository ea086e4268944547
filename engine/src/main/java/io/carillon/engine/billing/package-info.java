/// What a message costs its account, and when the money comes back.
///
/// It never moves money itself: it says what is to be moved in the commit of the change. Start at
/// `Rates`.
@NullMarked
package io.carillon.engine.billing;

import org.jspecify.annotations.NullMarked;
