package io.carillon.bench.mark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// When each message reached one point of its way: the first time counts. Many threads may mark.
/// Holds at most `Recipients.COUNT` times, 8 bytes each.
public final class Marks {
  private final Cells cells = new Cells();
  private final AtomicInteger marked = new AtomicInteger();

  /// Whether this was the first mark of the message.
  public boolean mark(int sequence, long micros) {
    var first = cells.fill(sequence, micros);
    if (first) {
      marked.incrementAndGet();
    }
    return first;
  }

  /// When the message was marked; 0 when it was not.
  public long at(int sequence) {
    return cells.at(sequence);
  }

  /// How many messages are marked.
  public int count() {
    return marked.get();
  }

  /// Writes all times to a file that `read` understands.
  public void write(Path file) throws IOException {
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      var end = Recipients.COUNT;
      while (end > 0 && at(end - 1) == 0) {
        end--;
      }
      out.writeInt(end);
      for (var sequence = 0; sequence < end; sequence++) {
        out.writeLong(at(sequence));
      }
    }
  }

  /// The times of a file, by sequence number; 0 where there was no mark.
  public static long[] read(Path file) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      var length = in.readInt();
      if (length < 0 || length > Recipients.COUNT) {
        throw new EOFException("not a file of marks: " + file.getFileName());
      }
      var times = new long[length];
      for (var i = 0; i < length; i++) {
        times[i] = in.readLong();
      }
      return times;
    }
  }
}
