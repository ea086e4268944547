package io.carillon.sandbox.smsc;

import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.QuerySm;
import io.carillon.wire.smpp.Pdu.QuerySmResp;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.SmppTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of the messages that were taken last, as many as the handsets show: each is decided
/// when it is taken, whenever its receipt comes, so that none can be taken back or changed.
final class Fates {
  private static final int HEX = 16;

  private final LinkedHashMap<Long, Fate> fates = new LinkedHashMap<>();

  /// @param at Unix milliseconds
  private record Fate(SmppAddress source, MessageState state, long at) {}

  synchronized void learn(List<Taken> batch) {
    for (var taken : batch) {
      fates.put(taken.id(), new Fate(taken.ends().source(), taken.script().end(), taken.at()));
    }
    while (fates.size() > Handsets.MESSAGES_MAX) {
      fates.pollFirstEntry();
    }
  }

  /// The answer to a request that brings no message.
  Pdu.Response answer(Pdu.Request request) {
    return switch (request) {
      case QuerySm query -> answer(query);
      case Pdu.CancelSm cancel -> cancel.refuse(CommandStatus.RCANCELFAIL);
      case Pdu.ReplaceSm replace -> replace.refuse(CommandStatus.RREPLACEFAIL);
      case Pdu.Bind _,
          Pdu.Unbind _,
          Pdu.EnquireLink _,
          Pdu.SubmitSm _,
          Pdu.SubmitMulti _,
          Pdu.DataSm _,
          Pdu.DeliverSm _ ->
          request.refuse(CommandStatus.RINVCMDID);
    };
  }

  private QuerySmResp answer(QuerySm query) {
    var fate = of(query);
    if (fate == null) {
      return query.refuse(CommandStatus.RQUERYFAIL);
    }
    return new QuerySmResp(
        CommandStatus.ROK,
        query.messageId(),
        SmppTime.absolute(Instant.ofEpochMilli(fate.at())),
        fate.state().code(),
        fate.state() == MessageState.DELIVERED ? 0 : 1);
  }

  private synchronized @Nullable Fate of(QuerySm query) {
    try {
      var fate = fates.get(Long.parseUnsignedLong(query.messageId(), HEX));
      boolean his = fate != null && fate.source().value().equals(query.source().value());
      return his ? fate : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
