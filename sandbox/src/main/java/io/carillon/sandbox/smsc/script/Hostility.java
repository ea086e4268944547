package io.carillon.sandbox.smsc.script;

import java.time.Duration;

/// One fault, how much of it, and how long.
///
/// @param amount what the fault counts: PDUs, octets, a number
/// @param lasts for a fault that goes on; zero = until the connection ends
public record Hostility(Fault fault, int amount, Duration lasts) {}
