package io.carillon.bench.load;

import java.util.List;

/// All that the process of the load has to know; it stands on the first line of its input, since
/// keys have no business in a list of processes.
///
/// @param port of the server, on the loopback
/// @param warmupMs sending time that is not measured
/// @param measuredMs sending time that is measured; the most it may take where messages are counted
/// @param messages stop after so many measured messages; 0: after the time
/// @param strands at least one; their messages have different numbers
public record LoadOrder(
    int port, long warmupMs, long measuredMs, int messages, List<Strand> strands) {
  public LoadOrder {
    strands = List.copyOf(strands);
  }

  boolean countsMessages() {
    return messages > 0;
  }
}
