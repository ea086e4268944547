/// The far ends that we play ourselves: real protocols on real sockets.
///
/// The product never knows that it is not a carrier. Start at `smsc`.
@NullMarked
package io.carillon.sandbox;

import org.jspecify.annotations.NullMarked;
