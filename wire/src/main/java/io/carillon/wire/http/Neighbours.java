package io.carillon.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Whom to hold to one limit: an IPv4 address alone, but the 2^64 addresses of IPv6 that one
/// customer of a provider has at least (RFC 6177) together, since whoever has one of them has them
/// all.
public final class Neighbours {
  private static final int NETWORK = 8;

  private Neighbours() {}

  /// The address that stands for `one` and all its neighbours.
  public static InetAddress of(InetAddress one) {
    byte[] octets = one.getAddress();
    if (octets.length == 4) {
      return one;
    }
    Arrays.fill(octets, NETWORK, octets.length, (byte) 0);
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address is not of its own length", e);
    }
  }
}
