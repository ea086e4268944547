package io.carillon.bench.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a server keeps its messages in.
public sealed interface Database permits Folder, Postgres {
  /// The kinds to choose from.
  enum Kind {
    SQLITE,
    POSTGRES
  }

  /// The flags of the product's commands that make them use it, with this data folder.
  List<String> flags(Path data);

  /// The variables that go with the flags.
  Map<String, String> environment();

  /// Its process, where it is one of its own; its children belong to it.
  Optional<ProcessHandle> process();

  /// Memory of its processes in octets, what they share counted once; 0 where it has none.
  long memory();

  /// Octets on disk while the server works, with the log that it writes ahead.
  long size() throws IOException;

  /// Octets on disk without what that log takes: what stays of the messages.
  long sizeAtRest() throws IOException;
}
