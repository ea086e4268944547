package io.carillon.store.search;

import io.carillon.model.Commit.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows what is committed, and answers which messages may pass a filter.
///
/// Problem: no index on a random key may stand on the hot path, and yet any message is to be found
/// by any filter at once. Idea: a message's row goes to the end of a chunk in memory; many chunks
/// at a time are sorted and written to a file, a segment, which is not sorted again. A filter is
/// answered by chunks and segments side by side. Invariant: each row stands in one of them, at
/// every moment that anybody can see. What is kept can be lost: it is read from the store again.
public final class Index implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Index.class);

  private final Contents contents;
  private final Keeper keeper;

  private Index(Catalog catalog, Truth truth, Limits limits) {
    keeper = new Keeper(catalog, truth, limits);
    contents = keeper.contents();
  }

  /// Opens the index in a folder, which is made where it is missing. What is missing in it, or
  /// cannot be used, is made again from the store behind the scenes once it is started.
  ///
  /// @param owners the attributes of new files
  public static Index open(Path folder, FileAttribute<?>[] owners, Truth truth, Limits limits)
      throws IOException, InterruptedException {
    var index = new Index(Catalog.in(folder, owners), truth, limits);
    index.keeper.open();
    return index;
  }

  /// Makes an index that nobody has open one that is made again from the store.
  public static void forget(Path folder) throws IOException {
    Catalog.forget(folder);
  }

  /// Starts its thread.
  public void start() {
    keeper.start();
  }

  /// Follows what was committed, in order. To be called by one thread, before anybody is told.
  public void follow(List<Write> writes) {
    try {
      contents.follow(writes);
    } catch (RuntimeException failed) {
      contents.lose();
      doubt(failed);
    }
  }

  /// All rows of this moment.
  public Reading read() {
    return new Reading(contents.shelf());
  }

  /// Somebody could not read or write it: it is made again.
  public void doubt(RuntimeException why) {
    LOG.warn("the index of messages cannot be used", why);
    keeper.doubt();
  }

  /// Whether all statuses are known to be those of the store.
  boolean isVerified() {
    return keeper.isVerified();
  }

  /// All rows of this moment, for tests.
  Shelf shelf() {
    return contents.shelf();
  }

  /// Asks the store no more: it is about to be closed. What is committed is still followed.
  public void leaveStore() {
    keeper.leaveStore();
  }

  /// Writes what is in memory and ends its thread. Nothing may be followed any more.
  @Override
  public void close() {
    keeper.close();
  }
}
