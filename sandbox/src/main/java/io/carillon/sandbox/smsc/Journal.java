package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.text.Octets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;

/// The synced file of what the sandbox took and settled.
///
/// Records of length, CRC-32 and body follow each other; a torn tail is cut off when it is opened.
/// [#append] writes a batch and syncs once, if asked. A file over 256 MiB is rewritten with what is
/// still of use when it is opened, and when it has grown past that again.
final class Journal implements AutoCloseable {
  static final long SIZE_MAX = 256L << 20;
  private static final int RECORD_MAX = 1 << 20;
  private static final byte TAKEN = 1;
  private static final byte SETTLED = 2;

  private final Path file;
  private FileChannel channel;

  Journal(Path folder) throws IOException {
    Files.createDirectories(folder);
    file = folder.resolve("taken.log");
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Told of each record, in order.
  interface Replay {
    void taken(Taken taken);

    void settled(long id);
  }

  /// Reads everything and cuts a torn tail off.
  synchronized void replay(Replay replay) throws IOException {
    channel.position(0);
    var head = ByteBuffer.allocate(8);
    long good = 0;
    while (read(head.clear())) {
      head.flip();
      int length = head.getInt();
      int crc = head.getInt();
      if (length < 1 || length > RECORD_MAX) {
        break;
      }
      var body = ByteBuffer.allocate(length);
      if (!read(body) || crc(body.array()) != crc) {
        break;
      }
      tell(body.array(), replay);
      good = channel.position();
    }
    channel.truncate(good);
    channel.position(good);
  }

  private boolean read(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return false;
      }
    }
    return true;
  }

  /// Writes these; returns once they are on the disk when `sync` is set.
  synchronized void append(List<byte[]> records, boolean sync) throws IOException {
    int size = records.stream().mapToInt(record -> record.length + 8).sum();
    var buffer = ByteBuffer.allocate(size);
    for (var record : records) {
      buffer.putInt(record.length).putInt(crc(record)).put(record);
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    if (sync) {
      channel.force(false);
    }
  }

  synchronized long size() throws IOException {
    return channel.size();
  }

  /// Puts these records in the place of all that stands.
  synchronized void rewrite(List<byte[]> records) throws IOException {
    var fresh = file.resolveSibling("taken.new");
    Files.deleteIfExists(fresh);
    channel.close();
    channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    append(records, true);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static byte[] taken(Taken taken) {
    try (var bytes = new ByteArrayOutputStream(256);
        var out = new DataOutputStream(bytes)) {
      out.writeByte(TAKEN);
      out.writeLong(taken.id());
      out.writeLong(taken.at());
      out.writeInt(taken.reference());
      out.writeBoolean(taken.written());
      write(out, taken.source());
      write(out, taken.destination());
      out.writeByte(taken.handling().esmClass());
      out.writeByte(taken.handling().dataCoding());
      out.writeByte(taken.handling().registeredDelivery());
      out.writeInt(taken.payload().size());
      out.write(taken.payload().toBytes());
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  static byte[] settled(long id) {
    return ByteBuffer.allocate(9).put(SETTLED).putLong(id).array();
  }

  private static void write(DataOutputStream out, SmppAddress address) throws IOException {
    out.writeByte(address.ton());
    out.writeByte(address.npi());
    out.writeUTF(address.value());
  }

  private static void tell(byte[] body, Replay replay) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(body))) {
      byte kind = in.readByte();
      long id = in.readLong();
      if (kind == SETTLED) {
        replay.settled(id);
      } else {
        replay.taken(taken(id, in));
      }
    }
  }

  private static Taken taken(long id, DataInputStream in) throws IOException {
    long at = in.readLong();
    int reference = in.readInt();
    boolean written = in.readBoolean();
    var source = address(in);
    var destination = address(in);
    var handling =
        Handling.PLAIN
            .withEsmClass(in.readUnsignedByte())
            .withDataCoding(in.readUnsignedByte())
            .withRegisteredDelivery(in.readUnsignedByte());
    var payload = in.readNBytes(in.readInt());
    return new Taken(
        id, source, destination, handling, Octets.owning(payload), reference, written, at);
  }

  private static SmppAddress address(DataInputStream in) throws IOException {
    return new SmppAddress(in.readUnsignedByte(), in.readUnsignedByte(), in.readUTF());
  }

  private static int crc(byte[] body) {
    var crc = new CRC32();
    crc.update(body);
    return (int) crc.getValue();
  }

  @Override
  public synchronized void close() throws IOException {
    channel.force(true);
    channel.close();
  }
}
