package io.carillon.app.settings;

import io.carillon.carriers.smpp.SmppSettings.SubmitBy;
import io.carillon.engine.dispatch.CarrierRules;
import io.carillon.engine.route.Costs;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Fault;
import io.carillon.model.Secret;
import io.carillon.model.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One carrier, as the settings describe it: how it is reached, how it is spoken to, how it is
/// treated, what it asks.
///
/// A change of `link` or `forms` needs other binds; `rules` and `costs` change under binds that
/// stand.
public record CarrierSettings(
    String name, Link link, Forms forms, CarrierRules rules, List<Costs.Row> costs) {
  public CarrierSettings {
    costs = List.copyOf(costs);
  }

  /// What it carries: SMPP, the only type yet, carries SMS.
  public Channel channel() {
    return Channel.SMS;
  }

  /// Whether another one can go on over the binds of this one.
  public boolean isBoundAs(CarrierSettings other) {
    return link.equals(other.link) && forms.equals(other.forms);
  }

  /// How it is reached.
  ///
  /// @param tls empty = TCP alone
  /// @param outbind where the centre may call us; empty = it may not
  public record Link(
      Endpoint endpoint,
      Optional<Tls> tls,
      Login login,
      Binding binding,
      Optional<Outbind> outbind,
      Pace pace) {}

  /// Where it is.
  public record Endpoint(String host, int port) {}

  /// TLS from the first octet.
  ///
  /// @param serverName asked for (SNI) and wanted in the certificate; empty = the host
  public record Tls(TlsFiles.Read files, String serverName) {}

  /// As whom we bind.
  public record Login(String systemId, Secret password, String systemType) {}

  /// Where the centre may call us, and how it then names itself (outbind, SMPP 3.4 §2.2.1).
  ///
  /// @param port 0 = any that is free
  public record Outbind(String host, int port, String systemId, Secret password) {}

  /// In which way we bind.
  public enum Binding {
    /// Each bind sends and receives.
    TRANSCEIVER,
    /// Each bind is two: one sends, one receives.
    TRANSMITTER_AND_RECEIVER
  }

  /// How much goes over it at a time.
  ///
  /// @param binds 1–32; as transmitter and receiver, of each
  /// @param window unanswered requests a bind, 1–2,000
  public record Pace(int binds, int window, Duration enquireLink, Duration responseTimeout) {}

  /// How it is spoken to.
  ///
  /// @param sources type and plan of senders, by their kind
  /// @param destinations type and plan of recipients, by their kind
  /// @param texts how texts go
  /// @param submitBy by which request parts go
  /// @param tlvs what else each part says
  /// @param errors the fault that a command_status means here, where it is not the usual one
  /// @param networkTag the tag of a TLV in which receipts name the recipient's network; 0 = none
  public record Forms(
      Map<Address.Kind, Numbering> sources,
      Map<Address.Kind, Numbering> destinations,
      Wording texts,
      SubmitBy submitBy,
      ReceiptIds receiptIds,
      List<Tlv> tlvs,
      Map<Integer, Fault> errors,
      int networkTag) {
    public Forms {
      sources = Map.copyOf(sources);
      destinations = Map.copyOf(destinations);
      tlvs = List.copyOf(tlvs);
      errors = Map.copyOf(errors);
    }

    /// What most centres understand, with the tag in which receipts name the network.
    public static Forms usual(int networkTag) {
      return new Forms(
          Numbering.SOURCES,
          Numbering.DESTINATIONS,
          Wording.USUAL,
          SubmitBy.SUBMIT_SM,
          ReceiptIds.AUTO,
          List.of(),
          Map.of(),
          networkTag);
    }
  }

  /// Type of number and numbering plan (SMPP 3.4 §5.2.5, §5.2.6), 0–255 each.
  public record Numbering(int ton, int npi) {
    static final Map<Address.Kind, Numbering> SOURCES =
        Map.of(
            Address.Kind.PHONE, new Numbering(1, 1),
            Address.Kind.SHORT_CODE, new Numbering(3, 0),
            Address.Kind.ALPHANUMERIC, new Numbering(5, 0));

    static final Map<Address.Kind, Numbering> DESTINATIONS =
        Map.of(
            Address.Kind.PHONE, new Numbering(1, 1),
            Address.Kind.SHORT_CODE, new Numbering(3, 0));
  }

  /// How the ids in receipts are those of the responses.
  public enum ReceiptIds {
    AS_IS,
    /// Hexadecimal in the response, decimal in the receipt.
    HEX_DEC,
    /// Decimal in the response, hexadecimal in the receipt.
    DEC_HEX,
    /// Found out from the ids that come.
    AUTO
  }

  /// A TLV that each part has.
  ///
  /// @param tag 0x0001–0xFFFF
  public record Tlv(int tag, TlvForm form, TlvValue value) {}

  /// How the value of a TLV is written.
  public enum TlvForm {
    /// Its characters in Latin-1.
    TEXT,
    /// The same and a final NUL.
    C_STRING,
    /// The octets that its hexadecimal digits name.
    HEX
  }

  /// What a TLV says.
  public sealed interface TlvValue {
    /// The same with each message.
    record Fixed(String value) implements TlvValue {}

    /// What this tag of the message holds; a message without it has no such TLV.
    record FromTag(String tag) implements TlvValue {}
  }
}
