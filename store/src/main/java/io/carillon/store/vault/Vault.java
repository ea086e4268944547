package io.carillon.store.vault;

import io.carillon.model.Payload;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Seals secrets before they are written and opens them when they are read.
///
/// It holds data keys; each sealed value names its own. Any thread may use it. A value takes about
/// 2 µs either way.
public final class Vault {
  private static final String WRAPPED_TABLE = "data_key";
  private static final String WRAPPED_COLUMN = "wrapped";

  private final Map<Integer, SealingKey> keys = new HashMap<>();
  private final SealingKey current;

  /// @param keys which open
  /// @param current the one of them that seals
  public Vault(Collection<SealingKey> keys, SealingKey current) {
    keys.forEach(key -> this.keys.put(key.id(), key));
    this.keys.put(current.id(), current);
    this.current = current;
  }

  /// A data key as it is kept.
  ///
  /// @param id its number
  /// @param sealed under a master key
  public record Wrapped(int id, Payload sealed) {
    /// The number of the master key that opens it.
    public int master() {
      var octets = sealed.octets();
      return Envelope.isSealed(octets) ? Envelope.keyOf(octets) : 0;
    }
  }

  /// Opens data keys, of which the last one seals from then on.
  ///
  /// @param wrapped at least one, each under one of these master keys
  /// @throws SealBroken where one does not open
  public static Vault open(Collection<Wrapped> wrapped, MasterKeys masters) {
    var keys =
        wrapped.stream()
            .map(one -> unwrapped(one, masters))
            .collect(Collectors.toMap(SealingKey::id, key -> key));
    int last = keys.keySet().stream().mapToInt(id -> id).max().orElseThrow();
    var current = keys.get(last);
    if (current == null) {
      throw new IllegalStateException("the last of the keys is one of them");
    }
    return new Vault(keys.values(), current);
  }

  private static SealingKey unwrapped(Wrapped wrapped, MasterKeys masters) {
    var place = place(wrapped.id());
    var master =
        masters
            .find(wrapped.master())
            .orElseThrow(() -> new SealBroken(place + " is sealed under another master key"));
    return SealingKey.of(wrapped.id(), Envelope.open(master, wrapped.sealed().octets(), place));
  }

  /// Wraps all data keys under a master key.
  public Collection<Wrapped> wrapped(SealingKey master) {
    return keys.values().stream().map(key -> wrapped(key, master)).toList();
  }

  private static Wrapped wrapped(SealingKey key, SealingKey master) {
    var octets = Envelope.seal(master, key.key().getEncoded(), place(key.id()));
    return new Wrapped(key.id(), new Payload(octets));
  }

  private static Place place(int key) {
    return new Place(WRAPPED_TABLE, WRAPPED_COLUMN, Integer.toString(key));
  }

  /// Whether octets have the form of what [#seal] makes; its first octet is never 0.
  public static boolean isSealed(byte[] octets) {
    return Envelope.isSealed(octets);
  }

  /// Seals octets for one place: 33 octets longer.
  public byte[] seal(Place place, byte[] octets) {
    return Envelope.seal(current, octets, place);
  }

  /// Opens what was sealed for this place.
  ///
  /// @throws SealBroken where it was changed, comes from another place, or is sealed under a data
  ///   key that the store does not have
  public byte[] open(Place place, byte[] sealed) {
    if (!Envelope.isSealed(sealed)) {
      throw new SealBroken(place + " is not sealed");
    }
    var key = keys.get(Envelope.keyOf(sealed));
    if (key == null) {
      throw new SealBroken(place + " is sealed under a data key that is not here");
    }
    return Envelope.open(key, sealed, place);
  }
}
