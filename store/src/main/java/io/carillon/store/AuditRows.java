package io.carillon.store;

import io.carillon.model.Audit;
import io.carillon.model.AuditWords;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Directory;
import io.carillon.model.Occasion;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Writes the audit log: a line for each change of a small table, in its transaction.
final class AuditRows {
  private final Session writer;
  private final Keys keys;
  private final Mirror mirror;

  AuditRows(Session writer, Keys keys, Mirror mirror) {
    this.writer = writer;
    this.keys = keys;
    this.mirror = mirror;
  }

  /// Writes the lines of a group's entries, in their order.
  void write(Iterable<RosterRows.Noted> entries) throws SQLException {
    var standing = new Standing(mirror.directory());
    var head =
        writer
            .prepared("audit_head")
            .one(row -> new Head(row.large(), row.octetsOrEmpty()))
            .orElseGet(() -> new Head(0, AuditLine.none()));
    var last = head;
    for (var noted : entries) {
      var line = standing.line(noted.entry(), noted.by());
      if (line.isPresent()) {
        last = written(line.get().numbered(last.number + 1), last);
      }
    }
    if (last != head) {
      writer.prepared("audit_head_put").number(last.number).octets(last.hash).change();
    }
  }

  private Head written(Audit line, Head before) throws SQLException {
    var body = AuditLine.octets(line);
    var hash = AuditLine.hash(before.hash, body);
    writer
        .prepared("audit_add")
        .number(line.number())
        .number(keys.account(writer, line.account()))
        .time(line.by().at())
        .text(line.subject().kind())
        .text(line.subject().name())
        .octets(body)
        .octets(hash)
        .change();
    return new Head(line.number(), hash);
  }

  /// The last line.
  private static final class Head {
    private final long number;
    private final byte[] hash;

    Head(long number, byte[] hash) {
      this.number = number;
      this.hash = hash;
    }
  }

  /// The rows as the entries before left them.
  private static final class Standing {
    private final Directory directory;
    private final Map<Object, Optional<Entry>> changed = new HashMap<>();

    Standing(Directory directory) {
      this.directory = directory;
    }

    Optional<Audit> line(Entry entry, Occasion by) {
      var name = name(entry);
      var before =
          changed.containsKey(name)
              ? changed.getOrDefault(name, Optional.empty())
              : AuditWords.standing(entry, directory);
      changed.put(name, after(entry));
      return Audit.of(entry, before, by);
    }

    private static Object name(Entry entry) {
      return switch (entry) {
        case Entry.OfAccount(var account) -> account.id();
        case Entry.OfKey(var key) -> key.id();
        case Entry.OfSender(var sender) -> sender;
        case Entry.Released(var sender) -> sender;
        case Entry.OfResource(var resource) -> resource.id();
        case Entry.Dropped(var resource) -> resource.id();
        case Entry.Resealed _, Entry.Shredded _ -> entry;
        case Entry.OfTariff _, Entry.OfConversions _ -> AuditWords.subject(entry);
        case Entry.OfErasure(var erasure) -> erasure.id();
        case Entry.OfReplay(var replay) -> replay.id();
        case Entry.Exported _, Entry.SignedIn _, Entry.SignedOut _, Entry.Transferred _ -> entry;
      };
    }

    private static Optional<Entry> after(Entry entry) {
      return switch (entry) {
        case Entry.Released _,
            Entry.Dropped _,
            Entry.Resealed _,
            Entry.Shredded _,
            Entry.SignedOut _ ->
            Optional.empty();
        case Entry.OfReplay(var replay) -> replay.isOpen() ? Optional.of(entry) : Optional.empty();
        case Entry.OfAccount _,
            Entry.OfKey _,
            Entry.OfSender _,
            Entry.OfResource _,
            Entry.OfTariff _,
            Entry.OfConversions _,
            Entry.OfErasure _,
            Entry.Exported _,
            Entry.SignedIn _,
            Entry.Transferred _ ->
            Optional.of(entry);
      };
    }
  }
}
