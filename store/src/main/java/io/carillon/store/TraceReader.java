package io.carillon.store;

import io.carillon.model.MessageId;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Traces;
import java.util.List;

/// Reads traces.
final class TraceReader implements Traces {
  private static final int ROWS_MAX = 1_000;

  private final Readers readers;
  private final Archive archive;

  TraceReader(Readers readers, Archive archive) {
    this.readers = readers;
    this.archive = archive;
  }

  @Override
  public List<TraceRow> of(MessageId message) {
    var rows =
        readers.read(
            "the trace of a message",
            session ->
                session
                    .prepared("trace_of")
                    .id(message.value())
                    .number(ROWS_MAX)
                    .list(row ->
                        new TraceRow(
                            message, row.time(), Codes.TRACE.of(row.number()), row.text())));
    return rows.isEmpty() ? archive.find(message).map(Archived::trace).orElse(rows) : rows;
  }
}
