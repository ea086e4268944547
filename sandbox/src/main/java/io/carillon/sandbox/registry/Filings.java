package io.carillon.sandbox.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What was handed in: the last 1,000 filings, in a file that is written anew, and synced, with
/// each change. What stood there at the start was looked at long ago.
///
/// Any thread may use it.
final class Filings {
  private static final int FILINGS_MAX = 1_000;
  private static final int LETTERS = 6;
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final String MADE = "made";
  private static final String FILINGS = "filings";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final long delay;
  private final LongSupplier ticks;
  private final Map<String, Filing> filings =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Filing> eldest) {
          return size() > FILINGS_MAX;
        }
      };
  private long made;

  /// A filing.
  ///
  /// @param looked when it has been looked at, in ticks
  record Filing(ObjectNode said, long looked) {}

  /// Reads what the file holds, if there is one.
  ///
  /// @param delay how long a filing is looked at, in ticks of `ticks`
  Filings(Path file, long delay, LongSupplier ticks) throws IOException {
    this.file = file;
    this.delay = delay;
    this.ticks = ticks;
    if (Files.exists(file)) {
      var kept = JSON.readTree(Files.readAllBytes(file));
      made = kept.path(MADE).asLong();
      for (var said : kept.path(FILINGS).properties()) {
        if (said.getValue() instanceof ObjectNode body) {
          filings.put(said.getKey(), new Filing(body, ticks.getAsLong()));
        }
      }
    }
  }

  synchronized Optional<Filing> find(String id) {
    return Optional.ofNullable(filings.get(id));
  }

  /// Whether nothing is decided about it yet.
  boolean isLookedAt(Filing filing) {
    return ticks.getAsLong() - filing.looked() < 0;
  }

  /// Takes a new one, or finds what was handed in by the same `referenceId`.
  ///
  /// @param prefix of its id
  /// @param name of the field that is to hold its id
  synchronized ObjectNode add(ObjectNode said, String prefix, String name) {
    var reference = said.path("referenceId").asText();
    var again =
        filings.values().stream()
            .map(Filing::said)
            .filter(known -> known.has(name))
            .filter(known -> known.path("referenceId").asText().equals(reference))
            .findFirst();
    if (again.isPresent() && !reference.isEmpty()) {
      return again.get();
    }
    made++;
    var id = prefix + letters(made);
    put(id, said.put(name, id));
    return said;
  }

  /// Lays other words over those of a filing, which is looked at again.
  synchronized Optional<ObjectNode> change(String id, ObjectNode said) {
    var known = find(id).map(filing -> filing.said().deepCopy());
    known.ifPresent(next -> {
      next.setAll(said);
      put(id, next);
    });
    return known;
  }

  private void put(String id, ObjectNode said) {
    filings.put(id, new Filing(said, ticks.getAsLong() + delay));
    try {
      write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() throws IOException {
    var all = JSON.createObjectNode().put(MADE, made);
    var some = all.putObject(FILINGS);
    filings.forEach((id, filing) -> some.set(id, filing.said()));
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    try (var out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var octets = ByteBuffer.wrap(JSON.writeValueAsBytes(all));
      while (octets.hasRemaining()) {
        out.write(octets);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String letters(long number) {
    var letters = new StringBuilder();
    for (long rest = number; letters.length() < LETTERS; rest /= ALPHABET.length()) {
      letters.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
    }
    return letters.reverse().toString();
  }
}
