/// What happens at the door of every dialect: who calls and what they may do, what the server's own
/// problems mean, and what every refusal carries.
///
/// It never knows how a dialect says no. Start at `Keys` and `Logins`, then `Problems`.
@NullMarked
package io.carillon.front.door;

import org.jspecify.annotations.NullMarked;
