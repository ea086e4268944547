package io.carillon.store.search;

import io.carillon.model.Id;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/// The folder of the index: its segments, and one small file that says which of them count. What it
/// does not name is no part of the index.
final class Catalog {
  private static final String FORM = "1";
  private static final String STATE = "state";
  private static final String SEGMENT = ".segment";

  private final Path folder;
  private final FileAttribute<?>[] owners;
  private long last;

  private Catalog(Path folder, FileAttribute<?>[] owners) {
    this.folder = folder;
    this.owners = owners.clone();
  }

  /// What the index is when it is opened.
  ///
  /// @param clean whether it was closed, and nothing was changed since
  /// @param verified whether all statuses are known to be those of the store
  /// @param edge see [Shelf]
  /// @param floor all messages below it, from the edge on, stand in segments
  /// @param segments their numbers
  record State(
      Marks marks, boolean clean, boolean verified, Id edge, Id floor, List<Long> segments) {
    State {
      segments = List.copyOf(segments);
    }
  }

  /// By which the index knows the store.
  ///
  /// @param next what the store is to keep now
  /// @param last what it kept before; it may have stayed so
  record Marks(Id next, Id last) {
    boolean know(Id mark) {
      return mark.equals(next) || mark.equals(last);
    }
  }

  /// Makes the folder where it is missing.
  ///
  /// @param owners the attributes of new files: only their owner may read numbers
  static Catalog in(Path folder, FileAttribute<?>[] owners) throws IOException {
    Files.createDirectories(folder);
    var catalog = new Catalog(folder, owners);
    for (var number : catalog.present()) {
      catalog.last = Math.max(catalog.last, number);
    }
    return catalog;
  }

  /// What was written last; empty where nothing was, or what there is cannot be understood.
  Optional<State> read() throws IOException {
    var words = new Properties();
    try {
      words.load(new StringReader(Files.readString(folder.resolve(STATE))));
      if (!FORM.equals(words.getProperty("form"))) {
        return Optional.empty();
      }
      var segments = new ArrayList<Long>();
      for (var number : word(words, "segments").split(" ", -1)) {
        if (!number.isEmpty()) {
          segments.add(Long.valueOf(number));
        }
      }
      return Optional.of(
          new State(
              new Marks(id(words, "mark"), id(words, "mark-before")),
              word(words, "clean").equals("true"),
              word(words, "verified").equals("true"),
              id(words, "edge"),
              id(words, "floor"),
              segments));
    } catch (NoSuchFileException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Forgets what was written in a folder.
  static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(STATE));
  }

  private static String word(Properties words, String name) {
    return words.getProperty(name, "");
  }

  private static Id id(Properties words, String name) {
    return Id.fromHex(word(words, name))
        .orElseThrow(() -> new IllegalArgumentException("no " + name));
  }

  /// Replaces what was written before, as a whole; on the disk when it returns.
  void write(State state) throws IOException {
    var segments = state.segments().stream().map(number -> Long.toString(number)).collect(joined());
    var text =
        String.join(
            "\n",
            "form=" + FORM,
            "mark=" + state.marks().next().hex(),
            "mark-before=" + state.marks().last().hex(),
            "clean=" + state.clean(),
            "verified=" + state.verified(),
            "edge=" + state.edge().hex(),
            "floor=" + state.floor().hex(),
            "segments=" + segments,
            "");
    var next = folder.resolve(STATE + ".new");
    Files.deleteIfExists(next);
    Files.createFile(next, owners);
    Files.writeString(next, text);
    force(next, StandardOpenOption.WRITE);
    Files.move(next, folder.resolve(STATE), StandardCopyOption.ATOMIC_MOVE);
    if (!System.getProperty("os.name").startsWith("Windows")) {
      force(folder, StandardOpenOption.READ);
    }
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" ");
  }

  private static void force(Path file, StandardOpenOption how) throws IOException {
    try (var channel = FileChannel.open(file, how)) {
      channel.force(true);
    }
  }

  /// A number that no segment has had.
  long nextNumber() {
    return ++last;
  }

  Path file(long number) {
    return folder.resolve(String.format("%08d%s", number, SEGMENT));
  }

  /// The number of a segment's file.
  static long number(Path file) {
    var name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SEGMENT.length()));
  }

  SegmentWriter.Place place(long number) {
    return new SegmentWriter.Place(file(number), List.of(owners));
  }

  /// Drops every file that is none of these segments and not the state.
  void keepOnly(Set<Long> numbers) throws IOException {
    for (var number : present()) {
      if (!numbers.contains(number)) {
        Files.deleteIfExists(file(number));
      }
    }
  }

  private List<Long> present() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9]{8,18}\\" + SEGMENT))
          .map(Catalog::number)
          .toList();
    }
  }
}
