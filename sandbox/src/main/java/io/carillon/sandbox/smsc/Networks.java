package io.carillon.sandbox.smsc;

/// Which network a sandbox handset is on: North American numbers by their seventh digit; of others
/// nothing is known.
final class Networks {
  private static final String[] NETWORKS = {
    "Verizon Wireless",
    "AT&T",
    "T-Mobile",
    "US Cellular",
    "Verizon Wireless",
    "AT&T",
    "T-Mobile",
    "Verizon Wireless",
    "AT&T",
    "T-Mobile"
  };

  private Networks() {}

  /// The network of an address without its plus; empty = not known.
  static String of(String address) {
    boolean american = address.length() == 11 && address.startsWith("1");
    return american ? NETWORKS[Math.floorMod(address.charAt(7) - '0', NETWORKS.length)] : "";
  }
}
