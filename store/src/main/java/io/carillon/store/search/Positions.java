package io.carillon.store.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is read and written at positions, from any thread.
///
/// An interrupted thread closes the channel that it reads by, for everybody; the next one opens it
/// again. Nothing is mapped into memory: the pages stay the system's, not the process's.
final class Positions implements AutoCloseable {
  private final Path file;
  private volatile FileChannel channel;
  private boolean closed;

  Positions(Path file) throws IOException {
    this.file = file;
    channel = open(file);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  long size() throws IOException {
    return channel.size();
  }

  long[] longs(long at, int count) {
    var values = new long[count];
    octets(at, 8 * count).asLongBuffer().get(values);
    return values;
  }

  int[] ints(long at, int count) {
    var values = new int[count];
    octets(at, 4 * count).asIntBuffer().get(values);
    return values;
  }

  short[] shorts(long at, int count) {
    var values = new short[count];
    octets(at, 2 * count).asShortBuffer().get(values);
    return values;
  }

  /// So many octets from a place on.
  ByteBuffer octets(long at, int count) {
    var octets = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    with(used -> {
      octets.clear();
      while (octets.hasRemaining()) {
        if (used.read(octets, at + octets.position()) < 0) {
          throw new Damaged("it ends too early");
        }
      }
    });
    return octets.flip();
  }

  void writeShort(long at, int value) {
    write(at, octets(2).putShort((short) value));
  }

  void writeInt(long at, int value) {
    write(at, octets(4).putInt(value));
  }

  void writeLong(long at, long value) {
    write(at, octets(8).putLong(value));
  }

  private static ByteBuffer octets(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(long at, ByteBuffer filled) {
    with(used -> {
      filled.position(0).limit(filled.capacity());
      while (filled.hasRemaining()) {
        used.write(filled, at + filled.position());
      }
    });
  }

  /// Returns when all that was written is on the disk.
  void force() {
    with(used -> used.force(false));
  }

  private interface Use {
    void of(FileChannel used) throws IOException;
  }

  private void with(Use use) {
    try {
      for (int tries = 0; ; tries++) {
        var used = channel;
        try {
          use.of(used);
          return;
        } catch (ClosedByInterruptException interrupted) {
          throw interrupted;
        } catch (ClosedChannelException somebodyElses) {
          if (tries == 3) {
            throw somebodyElses;
          }
          reopen(used);
        }
      }
    } catch (IOException failed) {
      throw new Unreadable("the index cannot be read or written", failed);
    }
  }

  private synchronized void reopen(FileChannel broken) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (channel.equals(broken)) {
      channel = open(file);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException failed) {
      throw new Unreadable("the index cannot be closed", failed);
    }
  }
}
