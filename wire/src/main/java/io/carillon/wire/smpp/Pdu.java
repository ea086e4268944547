package io.carillon.wire.smpp;

import io.carillon.wire.text.Octets;
import java.util.List;

/// What one PDU of SMPP 3.4 says (§4), without the length and the sequence number of its header.
///
/// Fields have the standard's names and order. Strings are Latin-1 and empty where the standard
/// says NULL; their lengths are checked by the codec, not here.
public sealed interface Pdu {
  /// The command_id (see `CommandId`).
  int commandId();

  /// The command_status; 0 in everything but a response.
  default int status() {
    return CommandStatus.ROK;
  }

  /// A PDU that is owed a response.
  sealed interface Request extends Pdu {
    /// The response to this request that carries nothing but `status`.
    Response refuse(int status);
  }

  /// A PDU that answers a request.
  sealed interface Response extends Pdu {
    @Override
    int status();
  }

  /// A PDU that is never answered.
  sealed interface OneWay extends Pdu {}

  /// A request that carries one message from one address to another.
  sealed interface Carrying extends Request {
    String serviceType();

    SmppAddress source();

    SmppAddress destination();

    int esmClass();

    int registeredDelivery();

    int dataCoding();

    Tlvs tlvs();

    /// The message, wherever it stands: in message_payload or in short_message.
    Octets payload();
  }

  /// A submit_sm or a deliver_sm: they have the same layout.
  sealed interface ShortMessage extends Carrying {
    Handling handling();

    Octets shortMessage();

    @Override
    default int esmClass() {
      return handling().esmClass();
    }

    @Override
    default int registeredDelivery() {
      return handling().registeredDelivery();
    }

    @Override
    default int dataCoding() {
      return handling().dataCoding();
    }

    @Override
    default Octets payload() {
      return tlvs().find(Tag.MESSAGE_PAYLOAD).orElse(shortMessage());
    }
  }

  /// bind_receiver, bind_transmitter, bind_transceiver (§4.1.1–§4.1.5).
  record Bind(
      BindMode mode,
      String systemId,
      String password,
      String systemType,
      int interfaceVersion,
      SmppAddress addressRange)
      implements Request {
    /// interface_version of SMPP 3.4. Peers below it must not be sent TLVs.
    public static final int VERSION_3_4 = 0x34;

    @Override
    public int commandId() {
      return mode.commandId();
    }

    @Override
    public BindResp refuse(int status) {
      return new BindResp(mode, status, "", Tlvs.NONE);
    }

    /// Without the password.
    @Override
    public String toString() {
      return "Bind[%s %s 0x%x]".formatted(mode, systemId, interfaceVersion);
    }
  }

  record BindResp(BindMode mode, int status, String systemId, Tlvs tlvs) implements Response {
    @Override
    public int commandId() {
      return CommandId.RESPONSE | mode.commandId();
    }
  }

  /// The centre asks a client to bind as receiver (§4.1.7).
  record Outbind(String systemId, String password) implements OneWay {
    @Override
    public int commandId() {
      return CommandId.OUTBIND;
    }

    /// Without the password.
    @Override
    public String toString() {
      return "Outbind[" + systemId + "]";
    }
  }

  /// §4.2.1.
  record Unbind() implements Request {
    @Override
    public int commandId() {
      return CommandId.UNBIND;
    }

    @Override
    public UnbindResp refuse(int status) {
      return new UnbindResp(status);
    }
  }

  record UnbindResp(int status) implements Response {
    @Override
    public int commandId() {
      return CommandId.RESPONSE | CommandId.UNBIND;
    }
  }

  /// §4.3.1.
  record GenericNack(int status) implements Response {
    @Override
    public int commandId() {
      return CommandId.GENERIC_NACK;
    }
  }

  /// §4.4.1.
  record SubmitSm(
      String serviceType,
      SmppAddress source,
      SmppAddress destination,
      Handling handling,
      Octets shortMessage,
      Tlvs tlvs)
      implements ShortMessage {
    @Override
    public int commandId() {
      return CommandId.SUBMIT_SM;
    }

    @Override
    public SubmitSmResp refuse(int status) {
      return new SubmitSmResp(status, "", Tlvs.NONE);
    }
  }

  record SubmitSmResp(int status, String messageId, Tlvs tlvs) implements Response {
    @Override
    public int commandId() {
      return CommandId.RESPONSE | CommandId.SUBMIT_SM;
    }
  }

  /// §4.5.1.
  record SubmitMulti(
      String serviceType,
      SmppAddress source,
      List<Destination> destinations,
      Handling handling,
      Octets shortMessage,
      Tlvs tlvs)
      implements Request {
    public SubmitMulti {
      destinations = List.copyOf(destinations);
    }

    @Override
    public int commandId() {
      return CommandId.SUBMIT_MULTI;
    }

    @Override
    public SubmitMultiResp refuse(int status) {
      return new SubmitMultiResp(status, "", List.of(), Tlvs.NONE);
    }
  }

  /// One dest_address of a submit_multi (§4.5.1.1).
  sealed interface Destination {
    record ToAddress(SmppAddress address) implements Destination {}

    record ToList(String name) implements Destination {}
  }

  record SubmitMultiResp(int status, String messageId, List<Unsuccessful> unsuccessful, Tlvs tlvs)
      implements Response {
    public SubmitMultiResp {
      unsuccessful = List.copyOf(unsuccessful);
    }

    @Override
    public int commandId() {
      return CommandId.RESPONSE | CommandId.SUBMIT_MULTI;
    }
  }

  /// An address of a submit_multi that was refused, and the command_status why (§4.5.2.1).
  record Unsuccessful(SmppAddress address, int status) {}

  /// §4.6.1. Also carries receipts (see `Receipts`).
  record DeliverSm(
      String serviceType,
      SmppAddress source,
      SmppAddress destination,
      Handling handling,
      Octets shortMessage,
      Tlvs tlvs)
      implements ShortMessage {
    @Override
    public int commandId() {
      return CommandId.DELIVER_SM;
    }

    @Override
    public DeliverSmResp refuse(int status) {
      return new DeliverSmResp(status, "", Tlvs.NONE);
    }
  }

  /// The message_id is unused; most far ends leave it empty.
  record DeliverSmResp(int status, String messageId, Tlvs tlvs) implements Response {
    /// What a far end is told once its message is safe with us.
    public static final DeliverSmResp OK = new DeliverSmResp(CommandStatus.ROK, "", Tlvs.NONE);

    @Override
    public int commandId() {
      return CommandId.RESPONSE | CommandId.DELIVER_SM;
    }
  }

  /// §4.7.1. The message stands in message_payload.
  record DataSm(
      String serviceType,
      SmppAddress source,
      SmppAddress destination,
      int esmClass,
      int registeredDelivery,
      int dataCoding,
      Tlvs tlvs)
      implements Carrying {
    @Override
    public int commandId() {
      return CommandId.DATA_SM;
    }

    @Override
    public DataSmResp refuse(int status) {
      return new DataSmResp(status, "", Tlvs.NONE);
    }

    @Override
    public Octets payload() {
      return tlvs.find(Tag.MESSAGE_PAYLOAD).orElse(Octets.NONE);
    }
  }

  record DataSmResp(int status, String messageId, Tlvs tlvs) implements Response {
    @Override
    public int commandId() {
      return CommandId.RESPONSE | CommandId.DATA_SM;
    }
  }

  /// §4.8.1.
  record QuerySm(String messageId, SmppAddress source) implements Request {
    @Override
    public int commandId() {
      return CommandId.QUERY_SM;
    }

    @Override
    public QuerySmResp refuse(int status) {
      return new QuerySmResp(status, "", "", 0, 0);
    }
  }

  record QuerySmResp(
      int status, String messageId, String finalDate, int messageState, int errorCode)
      implements Response {
    @Override
    public int commandId() {
      return CommandId.RESPONSE | CommandId.QUERY_SM;
    }
  }

  /// §4.9.1. An empty message_id cancels all that is waiting between the two addresses.
  record CancelSm(String serviceType, String messageId, SmppAddress source, SmppAddress destination)
      implements Request {
    @Override
    public int commandId() {
      return CommandId.CANCEL_SM;
    }

    @Override
    public CancelSmResp refuse(int status) {
      return new CancelSmResp(status);
    }
  }

  record CancelSmResp(int status) implements Response {
    @Override
    public int commandId() {
      return CommandId.RESPONSE | CommandId.CANCEL_SM;
    }
  }

  /// §4.10.1; the TLVs are SMPP 5.0's.
  record ReplaceSm(
      String messageId,
      SmppAddress source,
      String schedule,
      String validity,
      int registeredDelivery,
      int defaultMessageId,
      Octets shortMessage,
      Tlvs tlvs)
      implements Request {
    @Override
    public int commandId() {
      return CommandId.REPLACE_SM;
    }

    @Override
    public ReplaceSmResp refuse(int status) {
      return new ReplaceSmResp(status);
    }
  }

  record ReplaceSmResp(int status) implements Response {
    @Override
    public int commandId() {
      return CommandId.RESPONSE | CommandId.REPLACE_SM;
    }
  }

  /// §4.11.1.
  record EnquireLink() implements Request {
    @Override
    public int commandId() {
      return CommandId.ENQUIRE_LINK;
    }

    @Override
    public EnquireLinkResp refuse(int status) {
      return new EnquireLinkResp(status);
    }
  }

  record EnquireLinkResp(int status) implements Response {
    @Override
    public int commandId() {
      return CommandId.RESPONSE | CommandId.ENQUIRE_LINK;
    }
  }

  /// A subscriber for whom a message waited is back (§4.12.1).
  record AlertNotification(SmppAddress source, SmppAddress esme, Tlvs tlvs) implements OneWay {
    @Override
    public int commandId() {
      return CommandId.ALERT_NOTIFICATION;
    }
  }
}
