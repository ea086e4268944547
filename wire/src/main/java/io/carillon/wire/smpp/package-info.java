/// SMPP 3.4: the PDUs, their codec, and sessions for both ends of a bind.
///
/// In charge of: octets to records and back, windows, timers, keeping a bind up, accepting binds.
/// Every request handed to a session is answered exactly once, whatever becomes of the link.
///
/// It never knows a message, an account, a carrier or a setting; it never retries a request, never
/// limits a rate, never stores. Source: SMPP 3.4 issue 1.2; a few TLVs and statuses of SMPP 5.0.
///
/// Start at `Pdu`, then `SmppSession` and `SmppHandler`; `SmppClient`, `SmppServer` and
/// `OutbindListener` make sessions.
@NullMarked
package io.carillon.wire.smpp;

import org.jspecify.annotations.NullMarked;
