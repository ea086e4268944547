package io.carillon.store;

import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Message.Facts;
import io.carillon.model.Message.Work;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which columns a write of a message must name.
final class Differences {
  private Differences() {}

  /// Which columns tell `after` from `before`; both are one message.
  static long changed(Message before, Message after) {
    var from = before.state();
    var to = after.state();
    long set = Column.REV.bit();
    set |= from.status() == to.status() ? 0 : Column.STATUS.bit();
    set |= from.revision().notices() == to.revision().notices() ? 0 : Column.NOTICES.bit();
    set |= bit(Column.CONTENT, before.content(), after.content());
    set |=
        Objects.equals(before.origin(), after.origin())
            ? 0
            : changed(before.origin(), after.origin());
    set |=
        Objects.equals(before.parties(), after.parties())
            ? 0
            : changed(before.parties(), after.parties());
    set |=
        Objects.equals(before.terms(), after.terms()) ? 0 : changed(before.terms(), after.terms());
    set |= Objects.equals(before.bill(), after.bill()) ? 0 : changed(before.bill(), after.bill());
    set |= changed(from.times(), to.times());
    set |= changed(from.facts(), to.facts());
    set |= changed(from.work(), to.work());
    set |= changed(from.legs(), to.legs());
    return set;
  }

  private static long changed(Message.Origin from, Message.Origin to) {
    return bit(Column.KEEPSAKE, from.keepsake(), to.keepsake())
        | bit(Column.REFERENCE, from.reference(), to.reference())
        | bit(Column.TAGS, from.tags(), to.tags());
  }

  private static long changed(Message.Parties from, Message.Parties to) {
    return bit(Column.SENDER_KIND, from.from().kind(), to.from().kind())
        | bit(Column.SENDER, from.from().value(), to.from().value())
        | bit(Column.RECIPIENT_KIND, from.to().kind(), to.to().kind())
        | bit(Column.RECIPIENT, from.to().value(), to.to().value());
  }

  private static long changed(Message.Terms from, Message.Terms to) {
    return bit(Column.VALIDITY, from.validity(), to.validity())
        | bit(Column.SEND_AT, from.sendAt(), to.sendAt())
        | bit(Column.CALLBACK, from.callback(), to.callback())
        | bit(Column.CALLBACK_EVENTS, from.callback(), to.callback());
  }

  private static long changed(Message.Bill from, Message.Bill to) {
    return bit(Column.PRICE, from.price(), to.price())
        | (from.encoding() == to.encoding() ? 0 : Column.ENCODING.bit())
        | (from.segments() == to.segments() ? 0 : Column.SEGMENTS.bit());
  }

  private static long changed(Message.Times from, Message.Times to) {
    return bit(Column.UPDATED_AT, from.updated(), to.updated())
        | bit(Column.SENDING_AT, from.sending(), to.sending())
        | bit(Column.SENT_AT, from.sent(), to.sent())
        | bit(Column.DELIVERED_AT, from.delivered(), to.delivered())
        | bit(Column.ENDED_AT, from.ended(), to.ended())
        | bit(Column.READ_AT, from.read(), to.read());
  }

  private static long changed(Facts from, Facts to) {
    return bit(Column.FAULT, from.fault(), to.fault())
        | bit(Column.CARRIER_CODE, from.carrierCode(), to.carrierCode())
        | bit(Column.CARRIER, from.carrier(), to.carrier())
        | bit(Column.NETWORK, from.network(), to.network())
        | bit(Column.COUNTRY, from.country(), to.country())
        | bit(Column.COST, from.cost(), to.cost());
  }

  private static long changed(Work from, Work to) {
    return bit(Column.LANE, from.lane(), to.lane())
        | bit(Column.FLOW, from.flow(), to.flow())
        | bit(Column.DUE, from.due(), to.due())
        | (from.waitsFor() == to.waitsFor() ? 0 : Column.WAITS_FOR.bit())
        | (from.attempts() == to.attempts() ? 0 : Column.ATTEMPTS.bit())
        | (from.doubts() == to.doubts() ? 0 : Column.DOUBTS.bit())
        | bit(Column.REFUSED_BY, from.tries().refusedBy(), to.tries().refusedBy())
        | (from.run() == to.run() ? 0 : Column.RUN.bit());
  }

  private static long changed(List<Leg> from, List<Leg> to) {
    var old = Legs.single(from);
    var next = Legs.single(to);
    long set = Legs.tabled(from) == Legs.tabled(to) ? 0 : Column.LEGS.bit();
    if (old == null && next == null) {
      return set;
    }
    if (old == null || next == null) {
      return set
          | Column.LEG_STANDING.bit()
          | Column.LEG_REFERENCE.bit()
          | (farId(old).isEmpty() && farId(next).isEmpty() ? 0 : Column.FAR_ID.bit());
    }
    return set
        | (old.standing() == next.standing() ? 0 : Column.LEG_STANDING.bit())
        | (old.reference() == next.reference() ? 0 : Column.LEG_REFERENCE.bit())
        | bit(Column.FAR_ID, old.farId(), next.farId());
  }

  private static String farId(@Nullable Leg leg) {
    return leg == null ? "" : leg.farId();
  }

  private static long bit(Column column, Object from, Object to) {
    return from.equals(to) ? 0 : column.bit();
  }

  /// Which columns of a new message are not as the table has them by default; of those only that a
  /// message may lack.
  static long filled(Message message) {
    var state = message.state();
    var times = state.times();
    return present(Column.VALIDITY, !message.terms().validity().isZero())
        | present(Column.SEND_AT, message.terms().sendAt().isPresent())
        | present(Column.REGION, !message.origin().place().region().isEmpty())
        | present(Column.TEST, !message.origin().place().live())
        | present(Column.TAGS, !message.origin().tags().isEmpty())
        | present(Column.KEEPSAKE, !message.origin().keepsake().isEmpty())
        | present(Column.SENT_AT, times.sent().isPresent())
        | present(Column.DELIVERED_AT, times.delivered().isPresent())
        | present(Column.ENDED_AT, times.ended().isPresent())
        | present(Column.READ_AT, times.read().isPresent())
        | present(Column.FAULT, state.facts().fault().isPresent())
        | present(Column.CARRIER_CODE, !state.facts().carrierCode().isEmpty())
        | present(Column.NETWORK, !state.facts().network().isEmpty())
        | present(Column.COST, state.facts().cost().isPresent())
        | present(Column.ATTEMPTS, state.work().attempts() != 0)
        | present(Column.DOUBTS, state.work().doubts() != 0)
        | present(Column.REFUSED_BY, !state.work().tries().refusedBy().isEmpty())
        | present(Column.LEGS, Legs.tabled(state.legs()) != 0)
        | changed(List.of(), state.legs());
  }

  private static long present(Column column, boolean is) {
    return is ? column.bit() : 0;
  }
}
