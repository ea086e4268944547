package io.carillon.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes tokens of the words of one account: the first 64 bits of an HMAC (FIPS 198-1, SHA-256)
/// whose key is an HMAC of the purpose and the account under the key that is given. Belongs to one
/// thread.
final class WordSeal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "words".getBytes(StandardCharsets.US_ASCII);

  private final Mac mac;

  /// @param account its number in the store: two that share a key have no tokens in common
  WordSeal(byte[] key, int account) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(PURPOSE);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(account).flip());
      mac.init(new SecretKeySpec(mac.doFinal(), ALGORITHM));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has HMAC", missing);
    }
  }

  /// The tokens of words, in their order.
  List<Long> tokens(Collection<String> words) {
    return words.stream().map(this::token).toList();
  }

  private long token(String word) {
    return ByteBuffer.wrap(mac.doFinal(word.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
