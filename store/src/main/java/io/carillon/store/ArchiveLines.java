package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.port.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The lines of one block: JSON lines, packed as one member of a gzip file.
final class ArchiveLines {
  private static final int OCTETS_MAX = 64 << 20;
  private static final int DIGEST_OCTETS = 16;
  private static final int BUFFER = 8 * 1_024;

  private final byte[] text;

  private ArchiveLines(byte[] text) {
    this.text = text;
  }

  /// Packs lines.
  static byte[] packed(List<byte[]> lines) {
    var out = new ByteArrayOutputStream(BUFFER * 8);
    try (var zip = new GZIPOutputStream(out, BUFFER)) {
      for (var line : lines) {
        zip.write(line);
        zip.write('\n');
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /// What tells whether packed lines are as they were.
  static String digest(byte[] packed) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(packed);
      return HexFormat.of().formatHex(digest, 0, DIGEST_OCTETS);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /// @throws StoreException where they are not what [#packed] made
  static ArchiveLines unpacked(byte[] packed) {
    try (var zip = new GZIPInputStream(new ByteArrayInputStream(packed), BUFFER)) {
      var text = zip.readNBytes(OCTETS_MAX);
      if (text.length == OCTETS_MAX) {
        throw new StoreException("a block of the archive is too large");
      }
      return new ArchiveLines(text);
    } catch (IOException broken) {
      throw new StoreException("a block of the archive cannot be unpacked", broken);
    }
  }

  /// The line of a message.
  Optional<byte[]> line(Id id) {
    var wanted = ArchiveLine.beginning(id.hex()).getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at < text.length; at = end(at) + 1) {
      if (at + wanted.length <= text.length
          && Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
        return Optional.of(Arrays.copyOfRange(text, at, end(at)));
      }
    }
    return Optional.empty();
  }

  /// All of them, in order.
  List<byte[]> all() {
    var lines = new ArrayList<byte[]>();
    for (int at = 0; at < text.length; at = end(at) + 1) {
      lines.add(Arrays.copyOfRange(text, at, end(at)));
    }
    return lines;
  }

  private int end(int from) {
    int at = from;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return at;
  }
}
