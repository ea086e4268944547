/// A message centre that we play ourselves: SMPP 3.4 on a socket, outcomes scripted by the
/// recipient's last four digits, handsets to look at and to write from.
///
/// It keeps what it took before it answers, and owes its receipts over a crash. It never knows the
/// product. Start at `SandboxSmsc`.
@NullMarked
package io.carillon.sandbox.smsc;

import org.jspecify.annotations.NullMarked;
