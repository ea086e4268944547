/// `./carillon bench smpp`: how fast `wire.smpp` alone is, between two processes.
///
/// In charge of: a client (ESME) and a centre, each in a JVM of its own on the loopback address,
/// the cycle they run (submit_sm, its response, a receipt as deliver_sm, its response), the CPU
/// each of them takes, and that no message was lost or told twice.
///
/// Must never know: anything of ours but `wire.smpp`. No store, no carrier, no rules: what the
/// whole path costs is for `Bench`.
///
/// Start at `SmppBench`, then `BenchEsme` and `BenchCentre` (the two processes).
@NullMarked
package io.carillon.bench.smpp;

import org.jspecify.annotations.NullMarked;
