package io.carillon.store.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets before they are written and opens them when they are read.
///
/// It holds data keys; each sealed value names its own. Any thread may use it. A value takes about
/// 2 µs either way.
public final class Vault {
  private final Map<Integer, SealingKey> keys = new HashMap<>();
  private final SealingKey current;

  /// @param keys which open
  /// @param current the one of them that seals
  public Vault(Collection<SealingKey> keys, SealingKey current) {
    keys.forEach(key -> this.keys.put(key.id(), key));
    this.keys.put(current.id(), current);
    this.current = current;
  }

  /// Opens data keys, of which the last one seals from then on.
  ///
  /// @param wrapped at least one, each under one of these master keys
  /// @throws SealBroken where one does not open
  public static Vault open(Collection<Wrapped> wrapped, MasterKeys masters) {
    var keys =
        wrapped.stream()
            .map(one -> one.open(masters))
            .collect(Collectors.toMap(SealingKey::id, key -> key));
    int last = keys.keySet().stream().mapToInt(id -> id).max().orElseThrow();
    var current = keys.get(last);
    if (current == null) {
      throw new IllegalStateException("the last of the keys is one of them");
    }
    return new Vault(keys.values(), current);
  }

  /// Wraps all data keys under a master key.
  public Collection<Wrapped> wrapped(SealingKey master) {
    return keys.values().stream().map(key -> Wrapped.of(key, master)).toList();
  }

  /// Makes keyed hashes for one purpose, the same as long as the store has its first data key. For
  /// one thread.
  public Mac mac(String purpose) {
    var first = keys.values().stream().min(Comparator.comparingInt(SealingKey::id)).orElseThrow();
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(first.key().getEncoded(), "HmacSHA256"));
      mac.init(new SecretKeySpec(mac.doFinal(purpose.getBytes(UTF_8)), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", impossible);
    }
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
