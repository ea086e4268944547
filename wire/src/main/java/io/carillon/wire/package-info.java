/// Protocols, reusable without the product: SMPP, GSM text, HTTP, signatures.
///
/// It never knows a message, an account or a setting. Start at `smpp` or `http`.
@NullMarked
package io.carillon.wire;

import org.jspecify.annotations.NullMarked;
