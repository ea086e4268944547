package io.carillon.wire.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import java.util.Map;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;

/// The example of RFC 7518 appendix C.
class ConcatKdfTest {
  private static final byte[] ALICE = "Alice".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BOB = "Bob".getBytes(StandardCharsets.US_ASCII);

  private static final Map<String, String> OF_BOB =
      Map.of(
          "kty", "EC",
          "crv", "P-256",
          "x", "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
          "y", "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck");

  @Test
  void bothSidesOfTheExampleComeToItsKey() throws Exception {
    var scalar = Base64.getUrlDecoder().decode("0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo");
    var bob = (java.security.interfaces.ECPublicKey) EcdhEs.of(OF_BOB).key();
    var own =
        KeyFactory.getInstance("EC")
            .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, scalar), bob.getParams()));
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own);
    agreement.doPhase(bob, true);

    var key = ConcatKdf.key(agreement.generateSecret(), "A128GCM", ALICE, BOB, 128);

    assertThat(Encoded.text(key)).isEqualTo("VqqN6vgjbSBcIijNcacQGg");
  }
}
