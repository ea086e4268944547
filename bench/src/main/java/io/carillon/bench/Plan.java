package io.carillon.bench;

import java.time.Duration;

/// For how long the load goes.
///
/// @param warmup sending time that is not measured
/// @param measured sending time that is measured; the most it may take where messages are counted
/// @param messages stop after so many measured messages; 0: after the time
record Plan(Duration warmup, Duration measured, int messages) {
  boolean countsMessages() {
    return messages > 0;
  }
}
