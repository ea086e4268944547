/// The names that dialects give to one message, and how any of them leads back to it.
///
/// It never knows an account or whether a message exists. Start at `MessageNames`.
@NullMarked
package io.carillon.front.naming;

import org.jspecify.annotations.NullMarked;
