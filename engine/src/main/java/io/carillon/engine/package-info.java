/// What the product does, a package a capability.
///
/// It never knows a vendor word, an HTTP code or an SMPP number. Start at `accept`, then `lane`.
@NullMarked
package io.carillon.engine;

import org.jspecify.annotations.NullMarked;
