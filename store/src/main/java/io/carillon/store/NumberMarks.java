package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.port.Networks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names numbers without saying them: the first 64 bits of an HMAC-SHA-256. Among a million numbers
/// the chance that two share a mark is 1 in 37 million.
final class NumberMarks implements Networks.Marks {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac keyed;

  /// @param key of the networks of a store
  NumberMarks(byte[] key) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public long of(Address number) {
    try {
      var own = (Mac) keyed.clone();
      var octets = own.doFinal(number.value().getBytes(StandardCharsets.US_ASCII));
      return ByteBuffer.wrap(octets).getLong();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's " + ALGORITHM + " can be cloned", e);
    }
  }
}
