package io.carillon.testkit;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The holder of a private key: makes a pair, and opens compact JWE as RFC 7516 and RFC 7518 say,
/// by another way than they are sealed (of RSA even the padding of RFC 8017 is undone here).
public final class JweReader {
  private static final int KEY_OCTETS = 32;

  private final KeyPair pair;

  private JweReader(KeyPair pair) {
    this.pair = pair;
  }

  /// With a fresh RSA pair of so many bits.
  public static JweReader rsa(int bits) {
    return made("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
  }

  /// With a fresh pair on P-256.
  public static JweReader p256() {
    return made("EC", new ECGenParameterSpec("secp256r1"));
  }

  /// With a fresh pair on X25519.
  public static JweReader x25519() {
    return made("X25519", NamedParameterSpec.X25519);
  }

  private static JweReader made(String kind, AlgorithmParameterSpec parameters) {
    try {
      var pairs = KeyPairGenerator.getInstance(kind);
      pairs.initialize(parameters);
      return new JweReader(pairs.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The public key in PEM (RFC 7468).
  public String pem() {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  /// The private key in PEM: nobody should be sent it.
  public String privatePem() {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private static String pem(String kind, byte[] octets) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
    return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
  }

  /// The protected header of a JWE, as JSON.
  public static String header(String jwe) {
    return new String(octets(jwe.split("\\.", -1)[0]), StandardCharsets.UTF_8);
  }

  /// What a JWE says; fails where it was sealed for somebody else, or was changed.
  public String open(String jwe) {
    var pieces = jwe.split("\\.", -1);
    if (pieces.length != 5) {
      throw new IllegalArgumentException("a compact JWE has five pieces: " + jwe);
    }
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(contentKey(header(jwe), octets(pieces[1])), "AES"),
          new GCMParameterSpec(128, octets(pieces[2])));
      cipher.updateAAD(pieces[0].getBytes(StandardCharsets.US_ASCII));
      cipher.update(octets(pieces[3]));
      return new String(cipher.doFinal(octets(pieces[4])), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this reader cannot open it", e);
    }
  }

  private byte[] contentKey(String header, byte[] encrypted) throws GeneralSecurityException {
    if (!member(header, "enc").equals("A256GCM")) {
      throw new IllegalArgumentException("unknown enc in " + header);
    }
    return switch (member(header, "alg")) {
      case "RSA-OAEP-256" -> unpadded(encrypted);
      case "ECDH-ES" -> derived(agreed(header));
      default -> throw new IllegalArgumentException("unknown alg in " + header);
    };
  }

  /// EME-OAEP decoding with SHA-256 (RFC 8017 section 7.1.2).
  private byte[] unpadded(byte[] encrypted) throws GeneralSecurityException {
    var key = (RSAPrivateKey) pair.getPrivate();
    var number = new BigInteger(1, encrypted).modPow(key.getPrivateExponent(), key.getModulus());
    var padded = filled(number, (key.getModulus().bitLength() + 7) / 8);
    var seed =
        xor(
            Arrays.copyOfRange(padded, 1, 1 + KEY_OCTETS),
            mask(Arrays.copyOfRange(padded, 1 + KEY_OCTETS, padded.length), KEY_OCTETS));
    int length = padded.length - 1 - KEY_OCTETS;
    var block = xor(Arrays.copyOfRange(padded, 1 + KEY_OCTETS, padded.length), mask(seed, length));
    int at = KEY_OCTETS;
    while (block[at] == 0) {
      at++;
    }
    boolean sound =
        padded[0] == 0
            && block[at] == 1
            && Arrays.equals(Arrays.copyOf(block, KEY_OCTETS), sha256(new byte[0]));
    if (!sound) {
      throw new GeneralSecurityException("not for this key");
    }
    return Arrays.copyOfRange(block, at + 1, block.length);
  }

  private static byte[] filled(BigInteger number, int length) {
    var octets = number.toByteArray();
    var filled = new byte[length];
    int count = Math.min(octets.length, length);
    System.arraycopy(octets, octets.length - count, filled, length - count, count);
    return filled;
  }

  private static byte[] mask(byte[] seed, int length) throws GeneralSecurityException {
    var mask = ByteBuffer.allocate(length + KEY_OCTETS);
    for (int i = 0; mask.position() < length; i++) {
      mask.put(sha256(seed, ByteBuffer.allocate(4).putInt(i).array()));
    }
    return Arrays.copyOf(mask.array(), length);
  }

  private static byte[] xor(byte[] some, byte[] others) {
    var mixed = new byte[some.length];
    for (int i = 0; i < some.length; i++) {
      mixed[i] = (byte) (some[i] ^ others[i]);
    }
    return mixed;
  }

  private byte[] agreed(String header) throws GeneralSecurityException {
    boolean onP256 = member(header, "crv").equals("P-256");
    var agreement = KeyAgreement.getInstance(onP256 ? "ECDH" : "X25519");
    agreement.init(pair.getPrivate());
    if (onP256) {
      var point = new ECPoint(number(header, "x"), number(header, "y"));
      var own = ((ECPublicKey) pair.getPublic()).getParams();
      agreement.doPhase(
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, own)), true);
    } else {
      var least = octets(member(header, "x"));
      var most = new byte[least.length];
      for (int i = 0; i < least.length; i++) {
        most[most.length - 1 - i] = least[i];
      }
      var spec = new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, most));
      agreement.doPhase(KeyFactory.getInstance("X25519").generatePublic(spec), true);
    }
    return agreement.generateSecret();
  }

  /// RFC 7518 section 4.6.2, for 256 bits: round 1, Z, `enc`, no party said, the bits.
  private static byte[] derived(byte[] agreed) throws GeneralSecurityException {
    var said =
        ByteBuffer.allocate(23)
            .putInt(7)
            .put("A256GCM".getBytes(StandardCharsets.US_ASCII))
            .putInt(0)
            .putInt(0)
            .putInt(256);
    return sha256(new byte[] {0, 0, 0, 1}, agreed, said.array());
  }

  private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
    var sha = MessageDigest.getInstance("SHA-256");
    for (var part : parts) {
      sha.update(part);
    }
    return sha.digest();
  }

  private static BigInteger number(String header, String name) {
    return new BigInteger(1, octets(member(header, name)));
  }

  private static String member(String header, String name) {
    var found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(header);
    if (!found.find()) {
      throw new IllegalArgumentException("no " + name + " in " + header);
    }
    return found.group(1);
  }

  private static byte[] octets(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
