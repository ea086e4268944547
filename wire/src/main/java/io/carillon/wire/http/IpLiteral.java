package io.carillon.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Addresses written as such, in the one way that everybody reads the same.
///
/// `127.1`, `0x7f.0.0.1`, `017700000001` and `2130706433` are the loopback address for some readers
/// and a name, or another address, for others; what readers disagree on gets past checks.
final class IpLiteral {
  private IpLiteral() {}

  /// Whether a resolver somewhere might take `host` (no brackets) for an IPv4 address: its last
  /// label is a number (the rule of the WHATWG URL standard, "ends in a number").
  static boolean looksNumeric(String host) {
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (last.isEmpty()) {
      return false;
    }
    boolean digits = last.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits || last.startsWith("0x") || last.startsWith("0X");
  }

  /// Reads four decimal parts without leading zeros, or an IPv6 address without zone or brackets.
  ///
  /// @throws UnknownHostException if it is neither
  static InetAddress parse(String text) throws UnknownHostException {
    if (text.indexOf(':') >= 0) {
      return six(text);
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      throw new UnknownHostException("not a dotted quad");
    }
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      address[i] = part(parts[i]);
    }
    return InetAddress.getByAddress(address);
  }

  private static byte part(String part) throws UnknownHostException {
    boolean digits = part.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean fits = !part.isEmpty() && part.length() <= 3 && digits;
    boolean padded = part.length() > 1 && part.startsWith("0");
    if (!fits || padded || Integer.parseInt(part) > 255) {
      throw new UnknownHostException("not a dotted quad");
    }
    return (byte) Integer.parseInt(part);
  }

  private static InetAddress six(String text) throws UnknownHostException {
    if (!text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.')) {
      throw new UnknownHostException("not an IPv6 address");
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw new UnknownHostException("not an IPv6 address");
    }
  }
}
