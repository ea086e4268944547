package io.carillon.store.vault;

import io.carillon.model.Payload;

/// A data key as it is kept.
///
/// @param id its number
/// @param sealed under a master key
public record Wrapped(int id, Payload sealed) {
  /// A key under a master key.
  public static Wrapped of(SealingKey key, SealingKey master) {
    var octets = Envelope.seal(master, key.key().getEncoded(), place(key.id()));
    return new Wrapped(key.id(), new Payload(octets));
  }

  /// The number of the master key that opens it.
  public int master() {
    var octets = sealed.octets();
    return Envelope.isSealed(octets) ? Envelope.keyOf(octets) : 0;
  }

  /// The key.
  ///
  /// @throws SealBroken where none of these opens it
  public SealingKey open(MasterKeys masters) {
    var place = place(id);
    var master =
        masters
            .find(master())
            .orElseThrow(() -> new SealBroken(place + " is sealed under another master key"));
    return SealingKey.of(id, Envelope.open(master, sealed.octets(), place));
  }

  private static Place place(int key) {
    return new Place("data_key", "wrapped", Integer.toString(key));
  }
}
