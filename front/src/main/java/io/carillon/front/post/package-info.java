/// Posts what heralds have to tell, and says what came of it.
///
/// It never knows a dialect, a message or a secret, and never tries twice: notify does. Start at
/// `Courier`.
@NullMarked
package io.carillon.front.post;

import org.jspecify.annotations.NullMarked;
