package io.carillon.front.smpp;

import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Status;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.Pdu.QuerySmResp;
import io.carillon.wire.smpp.ReceiptText;
import io.carillon.wire.smpp.SmppTime;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What we deliver and answer: pure.
final class EsmeReplies {
  /// network_error_code of a message centre's own (SMPP 5.0 §4.8.4.42).
  private static final int OF_CENTRE = 8;

  private static final Pattern NETWORK_ERROR = Pattern.compile("([0-9]{1,3}):([0-9]{1,5})");
  private static final Pattern SHORT_ERROR = Pattern.compile("[0-9A-Za-z]{1,3}");

  private EsmeReplies() {}

  /// How an ESME is told a message's id.
  static String id(MessageId id) {
    return id.value().hex();
  }

  /// How an ESME is told the id of one part of a message: each has its own, since each has its own
  /// receipt.
  static String id(MessageId id, int part) {
    return id(id) + "%02x".formatted(part);
  }

  /// The receipts that a change brings: one, or one for each part whose registered_delivery wants
  /// to hear of it.
  static List<DeliverSm> receipts(Message message, Notice.Change change) {
    var echo = Echo.of(message);
    if (echo.parts().isEmpty()) {
      var id = echo.toldId().isEmpty() ? id(message.id()) : echo.toldId();
      return List.of(receipt(message, change, echo, id));
    }
    return echo.parts().stream()
        .filter(part -> EsmeMapping.events(part.registered()).contains(change.status()))
        .map(part -> receipt(message, change, echo, id(message.id(), part.number())))
        .toList();
  }

  /// A receipt: the text of SMPP 3.4 Appendix B in ASCII, times in UTC, and the TLVs beside it.
  private static DeliverSm receipt(Message message, Notice.Change change, Echo echo, String id) {
    var state = EsmeMapping.state(change.status());
    var code = change.fault().isPresent() ? message.state().facts().carrierCode() : "";
    var text =
        ReceiptText.of(
                id,
                state,
                utc(message.state().times().accepted()),
                utc(change.at()),
                error(change.fault(), code))
            .withText(plain(message.content().words()))
            .format();
    int type = change.status() == Status.SENT ? EsmClass.INTERMEDIATE : EsmClass.RECEIPT;
    var tlvs =
        Tlvs.NONE.withText(Tag.RECEIPTED_MESSAGE_ID, id).withOctet(Tag.MESSAGE_STATE, state.code());
    if (change.fault().isPresent()) {
      tlvs = tlvs.with(Tag.NETWORK_ERROR_CODE, networkError(change.fault().get(), code));
    }
    return new DeliverSm(
        "",
        /* source= */ echo.destination(),
        /* destination= */ echo.source(),
        Handling.PLAIN.withEsmClass(type),
        Octets.of(text.getBytes(StandardCharsets.ISO_8859_1)),
        referenced(tlvs, message.origin().reference()));
  }

  private static Tlvs referenced(Tlvs tlvs, String reference) {
    return reference.isEmpty()
        ? tlvs
        : tlvs.withShort(Tag.USER_MESSAGE_REFERENCE, Integer.parseInt(reference));
  }

  private static LocalDateTime utc(Instant moment) {
    return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
  }

  /// The carrier's own code where it is short enough, else the number of the fault.
  private static String error(Optional<Fault> fault, String carrierCode) {
    if (fault.isEmpty()) {
      return "000";
    }
    return SHORT_ERROR.matcher(carrierCode).matches()
        ? "0".repeat(3 - carrierCode.length()) + carrierCode
        : "%03d".formatted(fault.get().code());
  }

  private static Octets networkError(Fault fault, String carrierCode) {
    var own = NETWORK_ERROR.matcher(carrierCode);
    int type = own.matches() ? Integer.parseInt(own.group(1)) : OF_CENTRE;
    int code = own.matches() ? Integer.parseInt(own.group(2)) : fault.code();
    return Octets.of((byte) type, (byte) (code >>> 8), (byte) code);
  }

  private static String plain(String words) {
    var start = words.length() <= 20 ? words : words.substring(0, 20);
    return start.replaceAll("[^ -~]", "?");
  }

  /// The answer to a query_sm. final_date stands once it has ended.
  static QuerySmResp state(Message message, String asked) {
    var times = message.state().times();
    var ended = times.delivered().or(times::ended);
    boolean isFinal = message.status().isFinal();
    int error = message.state().facts().fault().map(Fault::code).orElse(0);
    return new QuerySmResp(
        CommandStatus.ROK,
        asked,
        isFinal ? ended.map(SmppTime::absolute).orElse("") : "",
        EsmeMapping.state(message.status()).code(),
        isFinal ? error : 0);
  }
}
