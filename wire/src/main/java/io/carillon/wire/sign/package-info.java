/// Signatures over messages, made and checked: HMACs and the schemes that webhooks use.
///
/// It never knows who signs what, nor keeps a secret longer than the object that was given it.
/// Start at `TimedSignature`, `StandardWebhooks` and `FormSignature`; all stand on `Hmac`.
@NullMarked
package io.carillon.wire.sign;

import org.jspecify.annotations.NullMarked;
