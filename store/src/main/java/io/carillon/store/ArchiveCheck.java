package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.port.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Reads every block of the archive as the server would, and looks whether it agrees with the
/// tables. A server may work meanwhile: a block that it wrote anew is left out.
final class ArchiveCheck {
  private static final int TOLD_MAX = 5;

  private final Session session;
  private final ArchiveFolder folder;
  private final ArchiveSeal seal;
  private final Keys keys = new Keys();
  private final List<String> broken = new ArrayList<>();
  private long more;

  ArchiveCheck(Session session, ArchiveFolder folder, ArchiveSeal seal) {
    this.session = session;
    this.folder = folder;
    this.seal = seal;
  }

  Checkup.Finding finding(String about) throws SQLException {
    long messages = 0;
    var walk = ArchiveWalk.whole();
    for (var some = walk.next(session, keys); !some.isEmpty(); some = walk.next(session, keys)) {
      for (var block : some) {
        messages += block.messages();
        look(block);
      }
    }
    if (broken.isEmpty()) {
      return new Checkup.Finding(about, true, Checkup.number(messages) + " messages");
    }
    var rest = more == 0 ? "" : "; and " + Checkup.number(more) + " more blocks";
    return new Checkup.Finding(about, false, String.join("; ", broken) + rest);
  }

  private void look(ArchiveBlock block) throws SQLException {
    try {
      var ids = new ArrayList<Id>();
      for (var line : ArchiveReader.lines(folder, block).all()) {
        ids.add(seal.archived(line).id().value());
      }
      if (!isAsNoted(block, ids)) {
        tell(block, "does not hold what the tables say");
      } else if (isInTables(block, ids)) {
        tell(block, "holds what stands in the tables, too");
      }
    } catch (StoreException unread) {
      if (ArchiveBlock.holding(session, block.firstId()).contains(block)) {
        tell(block, String.valueOf(unread.getMessage()));
      }
    }
  }

  private void tell(ArchiveBlock block, String what) {
    if (broken.size() < TOLD_MAX) {
      broken.add(ArchiveFolder.name(block.day()) + " at " + block.place() + ": " + what);
    } else {
      more++;
    }
  }

  private static boolean isAsNoted(ArchiveBlock block, List<Id> ids) {
    return ids.size() == block.messages()
        && ids.getFirst().equals(block.firstId())
        && ids.getLast().equals(block.lastId())
        && ids.equals(ids.stream().sorted().toList());
  }

  /// Asked twice where it seems so: a message may have been brought back meanwhile.
  private boolean isInTables(ArchiveBlock block, List<Id> ids) throws SQLException {
    var there =
        new HashSet<>(
            session.prepared("archive_revs").id(block.firstId()).id(block.lastId()).list(Row::id));
    there.retainAll(new HashSet<>(ids));
    return !there.isEmpty() && ArchiveBlock.holding(session, block.firstId()).contains(block);
  }
}
