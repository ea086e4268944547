package io.carillon.store;

import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.port.StoreException;
import io.carillon.store.search.Index;
import io.carillon.store.search.Limits;
import io.carillon.store.search.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The index of messages of a store, in a folder beside its other data. A disk that does not take
/// it costs speed only: then there is none.
final class Searching implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Searching.class);
  private static final String FOLDER = "search";

  private final Place place;
  private Optional<Index> index = Optional.empty();

  Searching(Place place) {
    this.place = place;
  }

  /// Where it stands.
  ///
  /// @param data the data folder; empty = there is to be no index
  record Place(Optional<Path> data, Limits limits) {
    static final Place NONE = new Place(Optional.empty(), Limits.USUAL);

    static Place in(Path data) {
      return new Place(Optional.of(data), Limits.USUAL);
    }
  }

  /// Another store will stand in a data folder: its index is made anew.
  static void forget(Path data) throws IOException {
    Index.forget(data.resolve(FOLDER));
  }

  /// Opens it; its thread follows with [#start].
  void open(Truth truth) throws InterruptedException {
    if (place.data().isEmpty()) {
      return;
    }
    try {
      var folder = place.data().get().resolve(FOLDER);
      Files.createDirectories(folder);
      index = Optional.of(Index.open(folder, FolderLock.ownerOnly(folder), truth, place.limits()));
    } catch (IOException | StoreException broken) {
      LOG.warn("there is no index of messages, lists are slow: {}", broken.toString());
    }
  }

  /// Has what the writer commits from now on followed, and starts its thread.
  void start(Writer writer) {
    index.ifPresent(it -> {
      writer.follow(it::follow);
      it.start();
    });
  }

  /// Starts its thread; it is told by [#follow] alone.
  void start() {
    index.ifPresent(it -> {
      it.leaveStore();
      it.start();
    });
  }

  /// Takes in messages that are new.
  void follow(List<Message> messages) {
    index.ifPresent(it -> it.follow(messages.stream().<Write>map(Write.Added::new).toList()));
  }

  /// The index, where there is one.
  Optional<Index> index() {
    return index;
  }

  /// The store is about to be closed: it is asked nothing any more.
  void leaveStore() {
    index.ifPresent(Index::leaveStore);
  }

  /// To be called when nothing is committed any more.
  @Override
  public void close() {
    index.ifPresent(Index::close);
  }
}
