package io.carillon.sandbox.smsc;

import io.carillon.sandbox.smsc.Kept.Delivery.Told;
import io.carillon.sandbox.smsc.Kept.Ends;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.Udh.Concat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

/// The bodies of the journal's records: a kind, the id of what they are about, and the rest.
final class Records {
  /// Kind and id.
  static final int LENGTH_MIN = 1 + Long.BYTES;

  private static final byte TAKEN = 1;
  private static final byte WRITTEN = 2;
  private static final byte DONE = 3;
  private static final byte SETTLED = 4;

  /// As TAKEN, with the national tables of the text before all else that follows the addresses.
  private static final byte TAKEN_IN_TABLES = 5;

  /// What a person writes as it was dictated.
  private static final byte DICTATED = 6;

  /// In the place of the part of what has none.
  private static final Concat ALONE = new Concat(0, 0, 0);

  private Records() {}

  /// Told of records in their order.
  interface Replay {
    void kept(Kept kept);

    /// So many of what is owed were delivered.
    void done(long id, int deliveries);

    /// Nothing is owed any more.
    void settled(long id);
  }

  static byte[] kept(Kept kept) {
    var bytes = new ByteArrayOutputStream(320);
    try (var out = new DataOutputStream(bytes)) {
      switch (kept) {
        case Taken taken -> {
          var tables = taken.piece().tables();
          boolean usual = tables.equals(Udh.NOTHING);
          head(out, usual ? TAKEN : TAKEN_IN_TABLES, taken);
          if (!usual) {
            out.writeByte(tables.lockingShift());
            out.writeByte(tables.singleShift());
          }
          out.writeByte(taken.terms().registeredDelivery());
          out.writeInt(taken.terms().reference());
          out.writeByte(taken.piece().dataCoding());
          var concat = taken.piece().concat();
          out.writeShort(concat.reference());
          out.writeByte(concat.total());
          out.writeByte(concat.number());
          out.write(taken.piece().body().toBytes());
        }
        case Written written -> {
          head(out, WRITTEN, written);
          out.write(written.text().getBytes(StandardCharsets.UTF_8));
        }
        case Dictated dictated -> {
          head(out, DICTATED, dictated);
          out.writeShort(dictated.shorts().size());
          for (var one : dictated.shorts()) {
            put(out, one);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void put(DataOutputStream out, Told one) throws IOException {
    out.writeByte(one.esmClass());
    out.writeByte(one.dataCoding());
    var part = one.beside().orElse(ALONE);
    out.writeShort(part.reference());
    out.writeByte(part.total());
    out.writeByte(part.number());
    out.writeShort(one.body().size());
    out.write(one.body().toBytes());
  }

  private static void head(DataOutputStream out, byte kind, Kept kept) throws IOException {
    out.writeByte(kind);
    out.writeLong(kept.id());
    out.writeLong(kept.at());
    address(out, kept.ends().source());
    address(out, kept.ends().destination());
  }

  private static void address(DataOutputStream out, SmppAddress address) throws IOException {
    out.writeByte(address.ton());
    out.writeByte(address.npi());
    out.writeUTF(address.value());
  }

  static byte[] done(long id, int deliveries) {
    return ByteBuffer.allocate(LENGTH_MIN + Integer.BYTES)
        .put(DONE)
        .putLong(id)
        .putInt(deliveries)
        .array();
  }

  static byte[] settled(long id) {
    return ByteBuffer.allocate(LENGTH_MIN).put(SETTLED).putLong(id).array();
  }

  static long id(byte[] body) {
    return ByteBuffer.wrap(body, 1, Long.BYTES).getLong();
  }

  static boolean isTaken(byte[] body) {
    return body[0] == TAKEN || body[0] == TAKEN_IN_TABLES;
  }

  static boolean isSettled(byte[] body) {
    return body[0] == SETTLED;
  }

  /// Whether it is what everything else about its id hangs on.
  static boolean isKept(byte[] body) {
    return isTaken(body) || body[0] == WRITTEN || body[0] == DICTATED;
  }

  /// Tells what a body of at least `LENGTH_MIN` octets says; nothing where it makes no sense.
  static void tell(byte[] body, Replay replay) {
    try (var in = new DataInputStream(new ByteArrayInputStream(body))) {
      byte kind = in.readByte();
      long id = in.readLong();
      switch (kind) {
        case TAKEN -> replay.kept(taken(id, in, false));
        case TAKEN_IN_TABLES -> replay.kept(taken(id, in, true));
        case WRITTEN -> replay.kept(written(id, in));
        case DICTATED -> replay.kept(dictated(id, in));
        case DONE -> replay.done(id, in.readInt());
        case SETTLED -> replay.settled(id);
        default -> {
          // Of a version that knows more than this one.
        }
      }
    } catch (IOException _) {
      // Too short for its kind, or not text where text should be: nobody wrote that.
    }
  }

  private static Taken taken(long id, DataInputStream in, boolean inTables) throws IOException {
    long at = in.readLong();
    var ends = new Ends(address(in), address(in));
    var tables =
        inTables ? Taken.Piece.tables(in.readUnsignedByte(), in.readUnsignedByte()) : Udh.NOTHING;
    var terms = new Taken.Terms(in.readUnsignedByte(), in.readInt());
    int dataCoding = in.readUnsignedByte();
    var concat = concat(in.readUnsignedShort(), in.readUnsignedByte(), in.readUnsignedByte());
    var body = Octets.owning(in.readAllBytes());
    return new Taken(id, at, ends, terms, new Taken.Piece(dataCoding, tables, body, concat));
  }

  private static Concat concat(int reference, int total, int number) throws IOException {
    if (number < 1 || number > total) {
      throw new IOException("part " + number + " of " + total);
    }
    return new Concat(reference, total, number);
  }

  private static Written written(long id, DataInputStream in) throws IOException {
    long at = in.readLong();
    var ends = new Ends(address(in), address(in));
    return new Written(id, at, ends, new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Dictated dictated(long id, DataInputStream in) throws IOException {
    long at = in.readLong();
    var ends = new Ends(address(in), address(in));
    var shorts = new ArrayList<Told>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      shorts.add(dictated(ends, in));
    }
    return new Dictated(id, at, ends, shorts);
  }

  private static Told dictated(Ends ends, DataInputStream in) throws IOException {
    int esmClass = in.readUnsignedByte();
    int dataCoding = in.readUnsignedByte();
    var part = new Concat(in.readUnsignedShort(), in.readUnsignedByte(), in.readUnsignedByte());
    var body = Octets.owning(in.readNBytes(in.readUnsignedShort()));
    var beside = part.equals(ALONE) ? Optional.<Concat>empty() : Optional.of(part);
    return new Told(ends, esmClass, dataCoding, body, beside);
  }

  private static SmppAddress address(DataInputStream in) throws IOException {
    return new SmppAddress(in.readUnsignedByte(), in.readUnsignedByte(), in.readUTF());
  }
}
