package io.carillon.sandbox.smsc.script;

import java.util.List;
import java.util.Optional;

/// Which network a handset is on, and how receipts say so.
///
/// @param nameTlv the tag under which receipts name it; 0 = they do not
/// @param codeTlv the tag under which they give MCC and MNC as digits; 0 = they do not
/// @param table the first row whose prefix and length fit an address holds for it
public record HandsetNetworks(int nameTlv, int codeTlv, List<Row> table) {
  private static final int TEN = 10;

  public HandsetNetworks {
    table = List.copyOf(table);
  }

  /// A mobile network.
  ///
  /// @param code MCC and MNC, five or six digits; empty = not known
  public record Network(String name, String code) {}

  /// Numbers of one country, spread over networks by one of their digits.
  ///
  /// @param length digits of the whole number
  /// @param digit which one behind the prefix decides, from 1
  /// @param networks one for each value of that digit, the first for 0; fewer begin again
  public record Row(String prefix, int length, int digit, List<Network> networks) {
    public Row {
      networks = List.copyOf(networks);
    }

    private boolean fits(String address) {
      return address.length() == length && address.startsWith(prefix);
    }

    private Network of(String address) {
      int value = address.charAt(prefix.length() + digit - 1) - '0';
      return networks.get(Math.floorMod(value, TEN) % networks.size());
    }
  }

  /// The network of a number in digits, without its plus.
  public Optional<Network> of(String address) {
    for (var row : table) {
      if (row.fits(address)) {
        return Optional.of(row.of(address));
      }
    }
    return Optional.empty();
  }
}
