package io.carillon.store.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A [KeyTree] as its file holds it: 24 octets that say what it is, the number of the tree (4), how
/// often it was changed (8), then the tree, sealed under a master key and bound to both.
///
/// @param id the number of the tree
/// @param changes how often keys were destroyed in it
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedTree(int id, long changes, byte[] sealed) {
  private static final byte[] HEAD =
      "carillon person keys 1\n\n".getBytes(StandardCharsets.US_ASCII);

  /// How many octets it has at most.
  public static final int OCTETS_MAX = 256 << 20;

  /// A tree under a master key.
  public static SealedTree of(KeyTree tree, SealingKey master) {
    var plain = tree.octets();
    try {
      var sealed = Envelope.seal(master, plain, place(tree.id(), tree.changes()));
      return new SealedTree(tree.id(), tree.changes(), sealed);
    } finally {
      KeyTree.wipe(plain);
    }
  }

  /// What [#octets] wrote; empty where it is nothing of the kind.
  public static Optional<SealedTree> read(byte[] octets) {
    int head = HEAD.length + Integer.BYTES + Long.BYTES;
    if (octets.length < head || !Arrays.equals(octets, 0, HEAD.length, HEAD, 0, HEAD.length)) {
      return Optional.empty();
    }
    var from = ByteBuffer.wrap(octets).position(HEAD.length);
    int id = from.getInt();
    long changes = from.getLong();
    return Optional.of(new SealedTree(id, changes, Arrays.copyOfRange(octets, head, octets.length)))
        .filter(tree -> Envelope.isSealed(tree.sealed));
  }

  /// The octets of its file.
  public byte[] octets() {
    return ByteBuffer.allocate(HEAD.length + Integer.BYTES + Long.BYTES + sealed.length)
        .put(HEAD)
        .putInt(id)
        .putLong(changes)
        .put(sealed)
        .array();
  }

  /// The number of the master key that opens it.
  public int master() {
    return Envelope.keyOf(sealed);
  }

  /// The tree.
  ///
  /// @throws SealBroken where none of these opens it
  public KeyTree open(MasterKeys masters) {
    var master =
        masters
            .find(master())
            .orElseThrow(() ->
                new SealBroken(
                    "they are sealed under the master key "
                        + SealingKey.word(master())
                        + ", which is not here"));
    var plain = Envelope.open(master, sealed, place(id, changes));
    try {
      return KeyTree.read(id, changes, plain);
    } finally {
      KeyTree.wipe(plain);
    }
  }

  private static Place place(int id, long changes) {
    return new Place("person.keys", "tree", SealingKey.word(id) + " " + changes);
  }
}
