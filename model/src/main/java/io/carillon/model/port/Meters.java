package io.carillon.model.port;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Where figures go. Names are dotted words (`messages.accepted`); labels come in pairs and never
/// hold an address or a body, nor an id but those of a stated number of accounts. Ask once and keep
/// the answer: asking is not for hot paths.
public interface Meters {
  /// A count that only grows.
  Count count(String name, String... labels);

  /// A value that is read when somebody looks.
  void gauge(String name, LongSupplier value, String... labels);

  /// How long something takes.
  Timing timing(String name, String... labels);

  /// Shows nothing more of what bears this label: it is gone.
  void forget(String label, String value);

  /// Counts.
  interface Count {
    /// Adds `n`; safe and cheap from any thread.
    void add(long n);
  }

  /// Records durations.
  interface Timing {
    /// Records one; safe and cheap from any thread.
    void record(Duration took);
  }
}
