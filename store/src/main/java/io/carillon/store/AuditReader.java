package io.carillon.store;

import io.carillon.model.port.Audits;
import java.util.OptionalLong;

/// Reads the audit log.
final class AuditReader implements Audits {
  private final Readers readers;
  private final Keys keys;

  AuditReader(Readers readers, Keys keys) {
    this.readers = readers;
    this.keys = keys;
  }

  @Override
  public Page page(Filter filter, boolean oldest, OptionalLong behind, int limit) {
    if (limit < 1 || limit > ROWS_MAX) {
      throw new IllegalArgumentException("1 to " + ROWS_MAX + " a page, not " + limit);
    }
    long floor = oldest ? behind.orElse(0) : 0;
    long ceiling = oldest ? Long.MAX_VALUE : behind.orElse(Long.MAX_VALUE);
    var found =
        readers.read(
            "the audit log",
            session ->
                session
                    .prepared(oldest ? "audit_up" : "audit_down")
                    .number(keys.findAccount(session, filter.account()))
                    .number(floor)
                    .number(ceiling)
                    .number(filter.kind().isEmpty() ? 1 : 0)
                    .text(filter.kind())
                    .number(filter.name().isEmpty() ? 1 : 0)
                    .text(filter.name())
                    .number(filter.at().from().map(Micros::of).orElse(Long.MIN_VALUE))
                    .number(filter.at().until().map(Micros::of).orElse(Long.MAX_VALUE))
                    .number(limit + 1)
                    .list(row -> AuditLine.line(row.octetsOrEmpty())));
    boolean more = found.size() > limit;
    return new Page(more ? found.subList(0, limit) : found, more);
  }
}
