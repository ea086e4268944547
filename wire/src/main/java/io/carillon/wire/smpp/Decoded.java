package io.carillon.wire.smpp;

import java.util.List;
import java.util.Optional;

/// What became of decoding one PDU.
public sealed interface Decoded {
  /// The sequence_number of the header; 0 where the header could not be read.
  int sequence();

  /// A PDU.
  record Frame(int sequence, Pdu pdu) implements Decoded {}

  /// No PDU. `status` is what to answer; the stream goes on behind it unless its length was bad.
  /// `commandId` is as it stood in the header; `why` never quotes a field's content.
  record Broken(int sequence, int commandId, int status, boolean streamGoesOn, String why)
      implements Decoded {

    /// What the far end must be told: the response of the request it sent, or a generic_nack where
    /// we do not know the request or the stream ends here. A broken response is answered by
    /// nothing.
    public Optional<Pdu.Response> answer() {
      if (CommandId.isResponse(commandId) && streamGoesOn) {
        return Optional.empty();
      }
      if (!streamGoesOn) {
        return Optional.of(new Pdu.GenericNack(status));
      }
      return switch (commandId) {
        case CommandId.SUBMIT_SM -> resp(new Pdu.SubmitSmResp(status, "", Tlvs.NONE));
        case CommandId.DELIVER_SM -> resp(new Pdu.DeliverSmResp(status, "", Tlvs.NONE));
        case CommandId.DATA_SM -> resp(new Pdu.DataSmResp(status, "", Tlvs.NONE));
        case CommandId.SUBMIT_MULTI ->
            resp(new Pdu.SubmitMultiResp(status, "", List.of(), Tlvs.NONE));
        case CommandId.QUERY_SM -> resp(new Pdu.QuerySmResp(status, "", "", 0, 0));
        case CommandId.CANCEL_SM -> resp(new Pdu.CancelSmResp(status));
        case CommandId.REPLACE_SM -> resp(new Pdu.ReplaceSmResp(status));
        case CommandId.BIND_RECEIVER -> bindResp(BindMode.RECEIVER);
        case CommandId.BIND_TRANSMITTER -> bindResp(BindMode.TRANSMITTER);
        case CommandId.BIND_TRANSCEIVER -> bindResp(BindMode.TRANSCEIVER);
        default -> resp(new Pdu.GenericNack(status));
      };
    }

    private Optional<Pdu.Response> bindResp(BindMode mode) {
      return resp(new Pdu.BindResp(mode, status, "", Tlvs.NONE));
    }

    private static Optional<Pdu.Response> resp(Pdu.Response response) {
      return Optional.of(response);
    }
  }
}
