package io.carillon.bench;

import java.time.Duration;

/// How the load goes: a closed loop, so each connection sends its next request when it has the
/// answer.
///
/// @param connections how many at once
/// @param warmup sending time that is not measured
/// @param measured sending time that is measured; the most it may take where messages are counted
/// @param messages stop after so many measured messages; 0: after the time
record LoadPlan(int connections, Duration warmup, Duration measured, int messages) {
  boolean countsMessages() {
    return messages > 0;
  }
}
