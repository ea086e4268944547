package io.carillon.wire.text;

import java.util.Optional;

/// What a user data header says (3GPP TS 23.040 §9.2.3.24), as far as we act on it. Elements we do
/// not know, and elements whose content is invalid, are ignored as the standard asks.
///
/// `singleShift` and `lockingShift` are national language identifiers, 0 where there is none.
public record Udh(
    Optional<Concat> concat, Optional<Ports> ports, int singleShift, int lockingShift) {
  static final int CONCAT_8 = 0x00;
  static final int PORTS_8 = 0x04;
  static final int PORTS_16 = 0x05;
  static final int CONCAT_16 = 0x08;
  static final int SINGLE_SHIFT = 0x24;
  static final int LOCKING_SHIFT = 0x25;

  /// A header that says nothing.
  public static final Udh NOTHING = new Udh(Optional.empty(), Optional.empty(), 0, 0);

  /// This message is segment `number` (from 1) of `total`; `reference` is the same in all of them.
  public record Concat(int reference, int total, int number) {}

  /// The application ports of the message.
  public record Ports(int destination, int source) {}

  /// Reads the header at the start of `userData`.
  public static UserData parse(Octets userData) {
    if (userData.isEmpty()) {
      return new UserData.Broken("no octets where a header should stand");
    }
    int end = 1 + userData.at(0);
    if (end > userData.size()) {
      return new UserData.Broken("the header is longer than the message");
    }
    Udh udh = NOTHING;
    int at = 1;
    while (at < end) {
      int bodyAt = at + 2;
      int next = bodyAt < end + 1 ? bodyAt + lengthAt(userData, at + 1, end) : end + 1;
      if (next > end) {
        return new UserData.Broken("an element is longer than its header");
      }
      udh = udh.with(userData.at(at), userData.slice(bodyAt, next));
      at = next;
    }
    return new UserData.Split(udh, userData.slice(0, end), userData.slice(end, userData.size()));
  }

  private static int lengthAt(Octets userData, int index, int end) {
    return index < end ? userData.at(index) : Integer.MAX_VALUE / 2;
  }

  private Udh with(int identifier, Octets body) {
    return switch (identifier) {
      case CONCAT_8 -> body.size() == 3 ? withConcat(body.at(0), body.at(1), body.at(2)) : this;
      case CONCAT_16 -> body.size() == 4 ? withConcat(u16(body, 0), body.at(2), body.at(3)) : this;
      case PORTS_8 -> body.size() == 2 ? withPorts(body.at(0), body.at(1)) : this;
      case PORTS_16 -> body.size() == 4 ? withPorts(u16(body, 0), u16(body, 2)) : this;
      case SINGLE_SHIFT ->
          body.size() == 1 ? new Udh(concat, ports, body.at(0), lockingShift) : this;
      case LOCKING_SHIFT ->
          body.size() == 1 ? new Udh(concat, ports, singleShift, body.at(0)) : this;
      default -> this;
    };
  }

  private Udh withConcat(int reference, int total, int number) {
    if (number == 0 || number > total) {
      return this;
    }
    var read = Optional.of(new Concat(reference, total, number));
    return new Udh(read, ports, singleShift, lockingShift);
  }

  private Udh withPorts(int destination, int source) {
    return new Udh(concat, Optional.of(new Ports(destination, source)), singleShift, lockingShift);
  }

  private static int u16(Octets octets, int at) {
    return octets.at(at) << 8 | octets.at(at + 1);
  }
}
