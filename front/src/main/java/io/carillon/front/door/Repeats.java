package io.carillon.front.door;

import io.carillon.model.AccountId;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The header `Idempotency-Key`, by which a request that is sent again is known: one rule for every
/// POST of every dialect.
public final class Repeats {
  /// The header's name.
  public static final String HEADER = "Idempotency-Key";

  private static final int KEY_MAX = 255;

  private Repeats() {}

  /// Why the key of a request cannot be used.
  public static Optional<Refusal> refusal(Request request) {
    return request
        .header(HEADER)
        .filter(key -> !isKey(key))
        .map(_ ->
            Refusal.of(
                Fault.FIELD_INVALID,
                HEADER,
                HEADER + " must have 1 to " + KEY_MAX + " printable ASCII characters."));
  }

  /// The key of a request, with the hash of its body.
  ///
  /// @param place what was asked for, for instance `pantheon sms`: a body that means something else
  ///   elsewhere is another request
  public static Optional<Idempotency> key(Request request, AccountId account, String place) {
    return key(request, account, place, 0, request.body());
  }

  /// The key of one item of a bulk.
  ///
  /// @param index the item's place, from 0
  public static Optional<Idempotency> key(
      Request request, AccountId account, String place, int index, byte[] item) {
    return request
        .header(HEADER)
        .filter(Repeats::isKey)
        .map(key -> new Idempotency(account, key, index, hash(place, item)));
  }

  private static String hash(String place, byte[] body) {
    return Keys.sha256(place.getBytes(StandardCharsets.UTF_8), new byte[1], body);
  }

  private static boolean isKey(String key) {
    return !key.isEmpty()
        && key.length() <= KEY_MAX
        && key.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
