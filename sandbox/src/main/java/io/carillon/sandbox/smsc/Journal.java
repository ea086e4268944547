package io.carillon.sandbox.smsc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The synced file of what the sandbox took and what it has settled.
///
/// Records follow each other: length, CRC-32C, body (see `Records`). What stands behind the last
/// sound one, a torn tail, is cut off when the file is opened. One sync of the disk serves all that
/// was written before it began, whoever waits for it.
///
/// A file that has grown past its limit is rewritten with what is still owed and the newest
/// messages, because handsets show these. What stays is read from the file itself, so it does not
/// matter what anybody knows or does meanwhile.
///
/// There are two locks, `syncing` before `writing`: to write takes `writing`, to sync `syncing`, to
/// replace the file both.
final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int RECORD_MAX = 1 << 20;
  private static final int HEAD = 2 * Integer.BYTES;
  private static final int BUFFER = 1 << 18;

  private final Path file;
  private final long limitMin;
  private final int newest;
  private final Object syncing = new Object();
  private final Object writing = new Object();

  /// Replaced with both locks held.
  private RandomAccessFile out;

  // Guarded by `writing`.
  private long size;
  private long limit;
  private long written;
  private boolean shut;

  /// How many writes are on the disk; guarded by `syncing`.
  private long synced;

  /// How often the disk was waited for; guarded by `syncing`.
  private long syncs;

  /// Opens the journal of a folder, tells what it holds and cuts a torn tail off.
  ///
  /// @param limit octets past which it is rewritten
  /// @param newest how many messages survive a rewriting though nothing is owed for them
  Journal(Path folder, long limit, int newest, Records.Replay replay) throws IOException {
    this.limitMin = limit;
    this.limit = limit;
    this.newest = newest;
    Files.createDirectories(folder);
    file = folder.resolve("taken.log");
    if (!Files.exists(file)) {
      Files.createFile(file);
      syncFolder();
    }
    size = read(body -> Records.tell(body, replay));
    out = new RandomAccessFile(file.toFile(), "rw");
    out.setLength(size);
    out.seek(size);
  }

  private interface Sink {
    void record(byte[] body) throws IOException;
  }

  /// Reads all sound records; answers where the last of them ends. Not over a channel, here and
  /// elsewhere: those are closed by an interrupt, which may come to a web server's threads.
  private long read(Sink sink) throws IOException {
    long good = 0;
    try (var in = new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER)) {
      var head = in.readNBytes(HEAD);
      while (head.length == HEAD) {
        int length = ByteBuffer.wrap(head).getInt();
        if (length < Records.LENGTH_MIN || length > RECORD_MAX) {
          return good;
        }
        var body = in.readNBytes(length);
        if (body.length < length || crc(body) != ByteBuffer.wrap(head).getInt(Integer.BYTES)) {
          return good;
        }
        sink.record(body);
        good += HEAD + length;
        head = in.readNBytes(HEAD);
      }
    }
    return good;
  }

  /// Writes these. They outlive the process from now on, the power from the next sync on.
  void append(List<byte[]> records) throws IOException {
    write(records);
  }

  /// Writes these and returns once they are on the disk.
  void appendSynced(List<byte[]> records) throws IOException {
    sync(write(records));
  }

  private long write(List<byte[]> records) throws IOException {
    int length = 0;
    for (var record : records) {
      length += HEAD + record.length;
    }
    var framed = ByteBuffer.allocate(length);
    records.forEach(record -> framed.putInt(record.length).putInt(crc(record)).put(record));
    rewriteWhereLarge();
    synchronized (writing) {
      checkOpen();
      try {
        out.write(framed.array());
      } catch (IOException e) {
        takeBack();
        throw e;
      }
      size += length;
      return ++written;
    }
  }

  /// Half a record would hide all that come after it.
  private void takeBack() {
    try {
      out.setLength(size);
      out.seek(size);
    } catch (IOException e) {
      shut = true;
      LOG.error("the sandbox's journal is unsure of its end and takes nothing more", e);
    }
  }

  private void sync(long wanted) throws IOException {
    synchronized (syncing) {
      if (synced >= wanted) {
        return;
      }
      long covered;
      synchronized (writing) {
        checkOpen();
        covered = written;
      }
      try {
        out.getFD().sync();
      } catch (IOException e) {
        shutForGood();
        LOG.error("the sandbox's journal cannot be synced and takes nothing more", e);
        throw e;
      }
      synced = covered;
      syncs++;
    }
  }

  private void shutForGood() {
    synchronized (writing) {
      shut = true;
    }
  }

  private void checkOpen() throws IOException {
    if (shut) {
      throw new IOException("the sandbox's journal is shut");
    }
  }

  private boolean isLarge() {
    synchronized (writing) {
      return size > limit && !shut;
    }
  }

  private void rewriteWhereLarge() {
    if (!isLarge()) {
      return;
    }
    synchronized (syncing) {
      synchronized (writing) {
        if (size > limit && !shut) {
          try {
            rewrite();
            limit = Math.max(limitMin, 2 * size);
          } catch (IOException e) {
            limit = size + limitMin;
            LOG.warn("the sandbox's journal was not rewritten: {}", e.getMessage());
          }
        }
      }
    }
  }

  private void rewrite() throws IOException {
    var staying = new Staying(newest);
    read(staying::look);
    var fresh = file.resolveSibling("taken.new");
    try (var stream = new FileOutputStream(fresh.toFile());
        var buffered = new BufferedOutputStream(stream, BUFFER)) {
      read(body -> {
        if (staying.stays(body)) {
          frame(buffered, body);
        }
      });
      buffered.flush();
      stream.getFD().sync();
    }
    var next = new RandomAccessFile(fresh.toFile(), "rw");
    try {
      next.seek(next.length());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      next.close();
      throw e;
    }
    out.close();
    out = next;
    size = next.length();
    synced = written;
    syncFolder();
  }

  private static void frame(OutputStream to, byte[] body) throws IOException {
    to.write(ByteBuffer.allocate(HEAD).putInt(body.length).putInt(crc(body)).array());
    to.write(body);
  }

  private static int crc(byte[] body) {
    var crc = new CRC32C();
    crc.update(body);
    return (int) crc.getValue();
  }

  /// A new name is on the disk once its folder is.
  private void syncFolder() throws IOException {
    try (var folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  long size() {
    synchronized (writing) {
      return size;
    }
  }

  /// How often somebody's writes were synced.
  long syncs() {
    synchronized (syncing) {
      return syncs;
    }
  }

  /// Syncs and closes; what is written after that is refused.
  @Override
  public void close() throws IOException {
    synchronized (syncing) {
      synchronized (writing) {
        if (!shut) {
          shut = true;
          out.getFD().sync();
        }
        out.close();
      }
    }
  }
}
