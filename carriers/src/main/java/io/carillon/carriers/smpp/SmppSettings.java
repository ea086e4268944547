package io.carillon.carriers.smpp;

import io.carillon.model.Address;
import io.carillon.model.Fault;
import io.carillon.model.Secret;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How one message centre is reached and spoken to.
///
/// All parts check themselves: what they take, every bind can be made of. No message of theirs
/// quotes a value of the login.
///
/// @param name the carrier's name in the settings
public record SmppSettings(
    String name, Endpoint endpoint, Login login, Binding binding, Pace pace, Forms forms) {
  private static final int TAG_MAX = 0xFFFF;

  public SmppSettings {
    check(!name.isBlank(), "name: not empty");
  }

  /// Where.
  ///
  /// @param transport TCP alone, or TLS with whom we trust, who we are and the name to ask for
  public record Endpoint(String host, int port, Transport transport) {
    private static final int PORT_MAX = 65_535;

    public Endpoint {
      check(!host.isBlank(), "host: not empty");
      check(port >= 1 && port <= PORT_MAX, "port: 1 to " + PORT_MAX);
    }

    /// Over TCP alone.
    public Endpoint(String host, int port) {
      this(host, port, Transport.plain());
    }
  }

  /// As whom: Latin-1, as long as the fields of a bind allow (SMPP 3.4 §4.1.1).
  public record Login(String systemId, Secret password, String systemType) {
    private static final int SYSTEM_ID_MAX = 15;
    private static final int PASSWORD_MAX = 8;
    private static final int SYSTEM_TYPE_MAX = 12;

    public Login {
      checkField("system_id", systemId, SYSTEM_ID_MAX);
      checkField("password", password.reveal(), PASSWORD_MAX);
      checkField("system_type", systemType, SYSTEM_TYPE_MAX);
    }

    /// The request to bind as this.
    Pdu.Bind bind(BindMode mode) {
      return new Pdu.Bind(
          mode, systemId, password.reveal(), systemType, Pdu.Bind.VERSION_3_4, SmppAddress.NONE);
    }

    private static void checkField(String field, String value, int max) {
      boolean fits = value.length() <= max && value.chars().allMatch(c -> c > 0 && c <= 0xFF);
      check(fits, field + ": at most " + max + " characters of Latin-1");
    }
  }

  /// In which way we bind.
  public enum Mode {
    /// Each bind sends and receives.
    TRANSCEIVER,
    /// Each bind is two sessions: one sends, the other receives.
    TRANSMITTER_AND_RECEIVER;

    /// The sessions that make one bind.
    List<BindMode> sessions() {
      return switch (this) {
        case TRANSCEIVER -> List.of(BindMode.TRANSCEIVER);
        case TRANSMITTER_AND_RECEIVER -> List.of(BindMode.TRANSMITTER, BindMode.RECEIVER);
      };
    }
  }

  /// How many binds of which kind.
  ///
  /// @param count 1–32; a transmitter and its receiver are one
  /// @param outbind where the centre may call us to fetch what waits for us; empty = it may not
  public record Binding(Mode mode, int count, Optional<Outbind> outbind) {
    private static final int BINDS_MAX = 32;

    public Binding {
      check(count >= 1 && count <= BINDS_MAX, "binds: 1 to " + BINDS_MAX);
    }

    /// Without outbind.
    public Binding(Mode mode, int count) {
      this(mode, count, Optional.empty());
    }

    /// So many transceivers.
    public static Binding transceivers(int count) {
      return new Binding(Mode.TRANSCEIVER, count);
    }
  }

  /// Where a centre may connect to us and ask us to bind as its receiver (outbind, SMPP 3.4
  /// §2.2.1). We then bind as we do elsewhere, if it names itself as is said here.
  ///
  /// @param listen port 0 for any that is free
  /// @param systemId by which the centre names itself
  public record Outbind(InetSocketAddress listen, String systemId, Secret password) {
    public Outbind {
      Login.checkField("outbind system_id", systemId, Login.SYSTEM_ID_MAX);
      Login.checkField("outbind password", password.reveal(), Login.PASSWORD_MAX);
    }
  }

  /// How fast.
  ///
  /// @param window unanswered requests a bind, 1–10,000
  /// @param enquireLink an idle bind is asked after this time
  /// @param responseTimeout a request without an answer is given up after this time
  public record Pace(int window, Duration enquireLink, Duration responseTimeout) {
    private static final int WINDOW_MAX = 10_000;

    public Pace {
      check(window >= 1 && window <= WINDOW_MAX, "window: 1 to " + WINDOW_MAX);
      check(enquireLink.isPositive(), "enquire_link: over zero");
      check(responseTimeout.isPositive(), "response timeout: over zero");
    }
  }

  /// How it is spoken to, where that differs from centre to centre.
  ///
  /// @param addressing type and plan of senders and recipients
  /// @param tlvs what else each part says; at most 32, no tag twice
  /// @param receipts how its receipts are read
  /// @param errors the fault that a command_status means here, where it is not the usual one
  /// @param orders what it can be asked to do about a part that it has taken
  /// @param submitBy by which request parts go
  public record Forms(
      Addressing addressing,
      List<ExtraTlv> tlvs,
      ReceiptForms receipts,
      Map<Integer, Fault> errors,
      Set<Order> orders,
      SubmitBy submitBy) {
    /// What most centres understand.
    public static final Forms USUAL =
        new Forms(
            Addressing.USUAL,
            List.of(),
            ReceiptForms.USUAL,
            Map.of(),
            EnumSet.allOf(Order.class),
            SubmitBy.SUBMIT_SM);

    private static final int TLVS_MAX = 32;

    public Forms {
      tlvs = List.copyOf(tlvs);
      errors = Map.copyOf(errors);
      orders = Set.copyOf(orders);
      check(tlvs.size() <= TLVS_MAX, "TLVs: at most " + TLVS_MAX);
      var tags = new HashSet<Integer>();
      check(tlvs.stream().allMatch(tlv -> tags.add(tlv.tag())), "TLVs: no tag twice");
      check(!errors.containsKey(0), "errors: 0 is none");
    }

    /// What a command_status other than 0 means.
    Fault fault(int status) {
      var own = errors.get(status);
      return own == null ? SmppMapping.fault(status) : own;
    }

    /// These, with receipts read in another way.
    public Forms with(ReceiptForms other) {
      return new Forms(addressing, tlvs, other, errors, orders, submitBy);
    }

    /// These, with other TLVs.
    public Forms with(List<ExtraTlv> others) {
      return new Forms(addressing, others, receipts, errors, orders, submitBy);
    }

    /// These, with parts that go by another request.
    public Forms with(SubmitBy other) {
      return new Forms(addressing, tlvs, receipts, errors, orders, other);
    }
  }

  /// Type and plan of addresses by their kind; a kind that is not named has the usual ones.
  public record Addressing(
      Map<Address.Kind, Numbering> sources, Map<Address.Kind, Numbering> destinations) {
    /// An E.164 number 1/1, a short code 3/0, a name 5/0.
    public static final Addressing USUAL = new Addressing(Map.of(), Map.of());

    public Addressing {
      sources = Map.copyOf(sources);
      destinations = Map.copyOf(destinations);
    }
  }

  /// Type of number and numbering plan (SMPP 3.4 §5.2.5, §5.2.6), 0–255 each.
  public record Numbering(int ton, int npi) {
    private static final int OCTET_MAX = 0xFF;

    public Numbering {
      check(ton >= 0 && ton <= OCTET_MAX, "ton: 0 to 255");
      check(npi >= 0 && npi <= OCTET_MAX, "npi: 0 to 255");
    }
  }

  /// How receipts are read.
  ///
  /// @param ids how they name parts
  /// @param networkTag the tag of a TLV in which they name the recipient's network, at most 0xFFFF;
  ///   0 = none of its own. What SMPP 5.0 has for it is read in any case
  public record ReceiptForms(IdMode ids, int networkTag) {
    /// Names are found out, the network stands where SMPP 5.0 says.
    public static final ReceiptForms USUAL = new ReceiptForms(IdMode.AUTO, 0);

    public ReceiptForms {
      check(networkTag >= 0 && networkTag <= TAG_MAX, "network tag: 0 to " + TAG_MAX);
    }
  }

  /// How the id in a receipt is that of the response.
  public enum IdMode {
    /// Letter by letter the same.
    AS_IS,
    /// Hexadecimal in the response, decimal in the receipt.
    HEX_DEC,
    /// Decimal in the response, hexadecimal in the receipt.
    DEC_HEX,
    /// Found out from the ids that come.
    AUTO
  }

  /// What a centre can be asked to do about a part that it has taken.
  public enum Order {
    QUERY,
    CANCEL,
    REPLACE
  }

  /// By which request parts go. Never by submit_multi: its one message_id names the messages of
  /// many recipients.
  public enum SubmitBy {
    /// What every centre knows.
    SUBMIT_SM,
    /// Without priority, and the validity as qos_time_to_live (SMPP 3.4 §4.7).
    DATA_SM
  }

  static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
