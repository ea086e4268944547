/// People who sign in: what is kept of their passwords, which passwords they may choose, how
/// guessing them is slowed down, the second factor, and the sessions that their browsers show.
///
/// It never knows what a page or an answer looks like, nor what a role may do. Start at
/// `SessionDoor`, then `UserPasswords`.
@NullMarked
package io.carillon.front.person;

import org.jspecify.annotations.NullMarked;
