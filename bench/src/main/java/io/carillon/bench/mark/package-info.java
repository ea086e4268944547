/// How the processes of a bench agree on a message and its times: the recipient's number is the
/// message's sequence number (`Recipients`), and each process leaves a file of times by it
/// (`Marks`) on one clock (`Micros`).
///
/// Must never know: processes, sockets, protocols.
@NullMarked
package io.carillon.bench.mark;

import org.jspecify.annotations.NullMarked;
