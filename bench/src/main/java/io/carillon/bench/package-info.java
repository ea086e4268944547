/// `./carillon bench`: how fast the whole path is, and that nothing was lost on it.
///
/// In charge of: the load, the far end (a fast SMSC and a webhook sink), the server's process while
/// it is measured, the arithmetic of the figures and the report. Each of the three runs in a
/// process of its own, so that CPU and memory can be told apart.
///
/// Must never know: the product's classes. It drives the product through its sockets only, so that
/// another product can be put in its place. (`bench.smpp` measures one library by itself.)
///
/// Start at `Bench`, then `Round` (one measured run), then `Load` and `FarEnd`. The recipient's
/// number is the message's sequence number (`Recipients`): that is how four places agree on a
/// message.
@NullMarked
package io.carillon.bench;

import org.jspecify.annotations.NullMarked;
