package io.carillon.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// A range of addresses: a network and how many leading bits name it (RFC 4632, RFC 4291).
public final class Cidr {
  private final byte[] network;
  private final int bits;
  private final String text;

  private Cidr(byte[] network, int bits, String text) {
    this.network = network;
    this.bits = bits;
    this.text = text;
  }

  /// Reads `10.0.0.0/8`, `fd00::/8`, or one address alone.
  ///
  /// @throws IllegalArgumentException if it is none, or has bits set beyond its length
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] network;
    try {
      network = IpLiteral.parse(address).getAddress();
    } catch (UnknownHostException _) {
      throw new IllegalArgumentException("not an address range: " + text);
    }
    int bits = slash < 0 ? network.length * 8 : length(text, slash + 1);
    if (bits > network.length * 8) {
      throw new IllegalArgumentException("not an address range: " + text);
    }
    Cidr cidr = new Cidr(network, bits, text);
    if (!Arrays.equals(cidr.masked(), network)) {
      throw new IllegalArgumentException("bits set beyond the prefix: " + text);
    }
    return cidr;
  }

  private static int length(String text, int from) {
    String digits = text.substring(from);
    if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(Cidr::isDigit)) {
      throw new IllegalArgumentException("not an address range: " + text);
    }
    return Integer.parseInt(digits);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /// Whether the address is in the range; one of the other family never is.
  public boolean contains(InetAddress address) {
    return contains(address.getAddress());
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((address[whole] ^ network[whole]) & (0xff << (8 - rest))) % 256 == 0;
  }

  private byte[] masked() {
    byte[] masked = network.clone();
    for (int bit = bits; bit < masked.length * 8; bit++) {
      masked[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return masked;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr cidr && cidr.bits == bits && Arrays.equals(cidr.network, network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + bits;
  }

  /// As it was written.
  @Override
  public String toString() {
    return text;
  }
}
