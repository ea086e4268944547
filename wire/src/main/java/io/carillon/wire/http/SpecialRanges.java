package io.carillon.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The addresses that are not somebody else's on the open Internet, and what they are.
///
/// Source: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its
/// updates).
final class SpecialRanges {
  private record Range(Cidr cidr, String what) {
    Range(String cidr, String what) {
      this(Cidr.parse(cidr), what);
    }
  }

  // table
  private static final List<Range> FOUR =
      List.of(
          new Range("0.0.0.0/8", "this network"), // RFC 791
          new Range("10.0.0.0/8", "private"), // RFC 1918
          new Range("100.64.0.0/10", "shared by carriers"), // RFC 6598
          new Range("127.0.0.0/8", "loopback"), // RFC 1122
          new Range("169.254.0.0/16", "link-local"), // RFC 3927; cloud metadata
          new Range("172.16.0.0/12", "private"), // RFC 1918
          new Range("192.0.0.0/24", "protocol assignments"), // RFC 6890
          new Range("192.0.2.0/24", "documentation"), // RFC 5737
          new Range("192.88.99.0/24", "6to4 relays"), // RFC 7526
          new Range("192.168.0.0/16", "private"), // RFC 1918
          new Range("198.18.0.0/15", "benchmarking"), // RFC 2544
          new Range("198.51.100.0/24", "documentation"), // RFC 5737
          new Range("203.0.113.0/24", "documentation"), // RFC 5737
          new Range("224.0.0.0/4", "multicast"), // RFC 5771
          new Range("240.0.0.0/4", "reserved")); // RFC 1112; has the broadcast address

  // table; each lies within 2000::/3, the only block that is assigned to anybody (RFC 4291)
  private static final List<Range> SIX =
      List.of(
          new Range("2001::/23", "protocol assignments"), // RFC 2928; has Teredo, ORCHID
          new Range("2001:db8::/32", "documentation"), // RFC 3849
          new Range("3fff::/20", "documentation")); // RFC 9637

  // table; outside 2000::/3, so refused anyway, but by name
  private static final List<Range> SIX_OUTSIDE =
      List.of(
          new Range("::/128", "unspecified"), // RFC 4291
          new Range("::1/128", "loopback"), // RFC 4291
          new Range("64:ff9b:1::/48", "translation within a site"), // RFC 8215
          new Range("100::/64", "discard"), // RFC 6666
          new Range("fc00::/7", "private"), // RFC 4193; has cloud metadata
          new Range("fe80::/10", "link-local"), // RFC 4291
          new Range("fec0::/10", "site-local"), // RFC 3879
          new Range("ff00::/8", "multicast")); // RFC 4291

  private static final Cidr GLOBAL_SIX = Cidr.parse("2000::/3");

  /// Where an IPv6 address holds an IPv4 one: the first byte of it.
  private record Wrapping(Cidr cidr, int from) {}

  private static final List<Wrapping> WRAPPINGS =
      List.of(
          new Wrapping(Cidr.parse("64:ff9b::/96"), 12), // RFC 6052
          new Wrapping(Cidr.parse("2002::/16"), 2)); // RFC 3056

  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private SpecialRanges() {}

  /// What the address is, if it is not one of the open Internet.
  static Optional<String> what(byte[] address) {
    return address.length == 4 ? named(FOUR, address) : six(address);
  }

  private static Optional<String> six(byte[] address) {
    Optional<byte[]> inner = inner(address);
    if (inner.isPresent()) {
      return named(FOUR, inner.get()).map(what -> what + ", wrapped in IPv6");
    }
    if (GLOBAL_SIX.contains(address)) {
      return named(SIX, address);
    }
    return named(SIX_OUTSIDE, address).or(() -> Optional.of("not global unicast"));
  }

  /// The IPv4 address that an IPv6 one stands for: mapped, translated (NAT64) or 6to4.
  static Optional<byte[]> inner(byte[] address) {
    if (address.length != 16) {
      return Optional.empty();
    }
    if (Arrays.equals(address, 0, 12, MAPPED, 0, 12)) {
      return Optional.of(Arrays.copyOfRange(address, 12, 16));
    }
    for (Wrapping wrapping : WRAPPINGS) {
      if (wrapping.cidr.contains(address)) {
        return Optional.of(Arrays.copyOfRange(address, wrapping.from, wrapping.from + 4));
      }
    }
    return Optional.empty();
  }

  /// Whether the address, or the one that it wraps, is a loopback address.
  static boolean isLoopback(byte[] address) {
    try {
      return InetAddress.getByAddress(inner(address).orElse(address)).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address", e);
    }
  }

  private static Optional<String> named(List<Range> ranges, byte[] address) {
    for (Range range : ranges) {
      if (range.cidr.contains(address)) {
        return Optional.of(range.what);
      }
    }
    return Optional.empty();
  }
}
