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

  /// The application ports of the message, 0 to 65,535 each.
  public record Ports(int destination, int source) {
    /// What they take of a header, its length octet not counted.
    static final int OCTETS = 6;

    private static final int PORT_MAX = 0xFFFF;

    public Ports {
      if ((destination | source) < 0 || destination > PORT_MAX || source > PORT_MAX) {
        throw new IllegalArgumentException("ports are 0 to " + PORT_MAX);
      }
    }
  }

  /// A header that says which tables the text is in.
  static Udh of(Shifts shifts) {
    return shifts.headerOctets() == 0
        ? NOTHING
        : new Udh(
            Optional.empty(),
            Optional.empty(),
            shifts.singleIdentifier(),
            shifts.lockingIdentifier());
  }

  /// The tables that the text is in.
  public Shifts shifts() {
    return Shifts.of(lockingShift, singleShift);
  }

  /// The same header of one segment of several.
  Udh of(Concat segment) {
    return new Udh(Optional.of(segment), ports, singleShift, lockingShift);
  }

  /// The octets of this header; none at all where it says nothing.
  ///
  /// @param wide whether the concatenation reference has 16 bits, else the low 8 of it
  public Octets octets(boolean wide) {
    byte[] header = new byte[1 + (wide ? 6 : 5) + 6 + 3 + 3];
    int at = 1;
    if (concat.isPresent()) {
      at = write(concat.get(), wide, header, at);
    }
    if (ports.isPresent()) {
      at = write(ports.get(), header, at);
    }
    if (singleShift != 0) {
      at = put(header, at, SINGLE_SHIFT, 1, singleShift);
    }
    if (lockingShift != 0) {
      at = put(header, at, LOCKING_SHIFT, 1, lockingShift);
    }
    header[0] = (byte) (at - 1);
    return at == 1 ? Octets.NONE : Octets.of(header, 0, at);
  }

  private static int write(Concat concat, boolean wide, byte[] header, int at) {
    int reference = concat.reference();
    return wide
        ? put(header, at, CONCAT_16, 4, reference >>> 8, reference, concat.total(), concat.number())
        : put(header, at, CONCAT_8, 3, reference, concat.total(), concat.number());
  }

  /// Ports of one octet each would save two octets, but handsets know the longer form better.
  private static int write(Ports ports, byte[] header, int at) {
    return put(
        header,
        at,
        PORTS_16,
        4,
        ports.destination() >>> 8,
        ports.destination(),
        ports.source() >>> 8,
        ports.source());
  }

  private static int put(byte[] header, int at, int... octets) {
    for (int i = 0; i < octets.length; i++) {
      header[at + i] = (byte) octets[i];
    }
    return at + octets.length;
  }

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

  /// Whether the concatenation that the header at the start of `userData` names, if it names one,
  /// has a reference of 16 bits: a text's reference of 8 bits is never the same as another's of 16.
  public static boolean isWide(Octets userData) {
    boolean wide = false;
    if (parse(userData) instanceof UserData.Split(_, var header, _)) {
      for (int at = 1; at < header.size(); at += 2 + header.at(at + 1)) {
        int identifier = header.at(at);
        if (identifier == CONCAT_8 || identifier == CONCAT_16) {
          var alone =
              Octets.of((byte) (2 + header.at(at + 1)))
                  .plus(header.slice(at, at + 2 + header.at(at + 1)));
          boolean counts =
              parse(alone) instanceof UserData.Split(var udh, _, _) && udh.concat().isPresent();
          wide = counts ? identifier == CONCAT_16 : wide;
        }
      }
    }
    return wide;
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
