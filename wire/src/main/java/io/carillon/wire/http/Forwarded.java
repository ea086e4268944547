package io.carillon.wire.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Who sent a request that came through proxies of ours: the last address of `X-Forwarded-For` that
/// is not one of them. What stands before it anybody may have written.
final class Forwarded {
  private static final int ADDRESSES_MAX = 16;

  private final List<Cidr> proxies;

  /// @param proxies whose word is taken
  Forwarded(List<Cidr> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  /// Whether that is a proxy of ours.
  boolean isOurs(InetAddress one) {
    for (Cidr proxy : proxies) {
      if (proxy.contains(one)) {
        return true;
      }
    }
    return false;
  }

  /// Who sent it, where `peer` handed it over with these headers.
  InetAddress sender(InetAddress peer, List<String> fields) {
    InetAddress sender = peer;
    String[] named = String.join(",", fields).split(",", -1);
    int last = Math.max(0, named.length - ADDRESSES_MAX);
    for (int i = named.length - 1; i >= last && isOurs(sender); i--) {
      try {
        sender = IpLiteral.parse(named[i].strip());
      } catch (UnknownHostException _) {
        return sender;
      }
    }
    return sender;
  }
}
