package io.carillon.store;

import io.carillon.model.Callback;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.store.vault.BodyPlace;
import io.carillon.store.vault.BodyPlace.Part;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A column of `message`, named as in its statements, with how its value is taken from a message.
///
/// Statements name only the columns that they need, because each bound value and each index that a
/// named column touches costs time on the one thread that writes. So a set of columns (a bit each)
/// says what a change moves, and the first statement that covers the set is taken.
enum Column {
  ID((to, of) -> to.id(of.message().id().value())),
  ACCOUNT((to, of) -> to.number(of.keys().account(of.writer(), of.message().account()))),
  DIRECTION((to, of) -> to.number(of.message().parties().direction().code())),
  CHANNEL((to, of) -> to.number(of.message().parties().channel().code())),
  SENDER_KIND((to, of) -> to.number(of.message().parties().from().kind().code())),
  SENDER((to, of) -> to.text(of.message().parties().from().value())),
  RECIPIENT_KIND((to, of) -> to.number(of.message().parties().to().kind().code())),
  RECIPIENT((to, of) -> to.text(of.message().parties().to().value())),
  CONTENT((to, of) -> to.octets(of.sealed(Part.CONTENT, Contents.octets(of.message().content())))),
  PURPOSE((to, of) -> to.number(of.message().terms().purpose().code())),
  PRIORITY((to, of) -> to.number(of.message().terms().priority().code())),
  WANTS_RECEIPT((to, of) -> to.number(of.message().terms().wantsReceipt() ? 1 : 0)),
  VALIDITY((to, of) -> to.number(Micros.of(of.message().terms().validity()))),
  SEND_AT((to, of) -> to.time(of.message().terms().sendAt())),
  CALLBACK((to, of) -> to.key(of.destination())),
  CALLBACK_EVENTS((to, of) -> to.number(of.events())),
  ENCODING((to, of) -> to.number(of.message().bill().encoding().code())),
  SEGMENTS((to, of) -> to.number(of.message().bill().segments())),
  PRICE((to, of) -> to.number(of.message().bill().price().micros())),
  CURRENCY((to, of) -> to.text(of.message().bill().price().currency())),
  DIALECT((to, of) -> to.key(of.name(of.message().origin().dialect()))),
  FORM((to, of) -> to.key(of.name(of.message().origin().form()))),
  REGION((to, of) -> to.key(of.name(of.message().origin().place().region()))),
  TEST((to, of) -> to.number(of.message().origin().place().live() ? 0 : 1)),
  REFERENCE((to, of) -> to.text(of.message().origin().reference())),
  TAGS((to, of) -> to.octetsOrNone(Contents.tags(of.message().origin().tags()))),
  KEEPSAKE((to, of) -> {
    var keepsake = Contents.keepsake(of.message().origin().keepsake());
    to.octetsOrNone(keepsake == null ? null : of.sealed(Part.KEEPSAKE, keepsake));
  }),
  DECISION((to, of) -> to.text(of.message().origin().decision())),
  STATUS((to, of) -> to.number(of.message().status().code())),
  ACCEPTED_AT((to, of) -> to.time(of.times().accepted())),
  UPDATED_AT((to, of) -> to.time(of.times().updated())),
  SENDING_AT((to, of) -> to.time(of.times().sending())),
  SENT_AT((to, of) -> to.time(of.times().sent())),
  DELIVERED_AT((to, of) -> to.time(of.times().delivered())),
  ENDED_AT((to, of) -> to.time(of.times().ended())),
  READ_AT((to, of) -> to.time(of.times().read())),
  FAULT((to, of) -> to.key(of.facts().fault().map(Fault::code).orElse(0))),
  CARRIER_CODE((to, of) -> to.text(of.facts().carrierCode())),
  CARRIER((to, of) -> to.key(of.name(of.facts().carrier()))),
  NETWORK((to, of) -> to.text(of.facts().network())),
  COUNTRY((to, of) -> to.text(of.facts().country())),
  COST((to, of) -> {
    var cost = of.facts().cost();
    if (cost.isPresent()) {
      to.number(cost.getAsLong());
    } else {
      to.noNumber();
    }
  }),
  LANE((to, of) -> to.key(of.name(of.work().lane()))),
  FLOW((to, of) -> to.key(of.name(of.work().flow()))),
  WAITS_FOR((to, of) -> to.number(of.work().waitsFor().code())),
  DUE((to, of) -> to.time(of.work().due())),
  ATTEMPTS((to, of) -> to.number(of.work().attempts())),
  DOUBTS((to, of) -> to.number(of.work().doubts())),
  REFUSED_BY((to, of) -> to.textOrNone(String.join(" ", of.work().tries().refusedBy()))),
  RUN((to, of) -> to.number(of.work().run())),
  REV((to, of) -> to.number(of.message().state().rev())),
  NOTICES((to, of) -> to.number(of.message().state().revision().notices())),
  LEG_STANDING((to, of) -> {
    var leg = of.leg();
    to.key(leg == null ? 0 : leg.standing().code());
  }),
  LEG_REFERENCE((to, of) -> {
    var leg = of.leg();
    if (leg == null) {
      to.noNumber();
    } else {
      to.number(leg.reference());
    }
  }),
  FAR_ID((to, of) -> {
    var leg = of.leg();
    to.textOrNone(leg == null ? "" : leg.farId());
  }),
  LEGS((to, of) -> to.number(Legs.tabled(of.message().state().legs()))),
  /// Not a column: the `rev` that a change expects.
  REV_BEFORE((to, of) -> to.number(of.revBefore()));

  @SuppressWarnings("ImmutableEnumChecker") // the lambdas above hold nothing
  private final Value value;

  @SuppressWarnings("EnumOrdinal") // lives as long as the process; nothing keeps it
  private final long bit = 1L << ordinal();

  Column(Value value) {
    this.value = value;
  }

  /// Puts a value into a statement.
  private interface Value {
    void put(Prepared to, Source of) throws SQLException;
  }

  /// Where the values come from.
  record Source(Session writer, Keys keys, Message message, int revBefore) {
    private int name(String text) throws SQLException {
      return keys.name(writer, text);
    }

    private byte[] sealed(Part part, byte[] octets) throws SQLException {
      var account = message.account();
      var place = new BodyPlace(account.value(), message.id().value(), part);
      return writer.bodies().seal(keys.account(writer, account), place, octets);
    }

    private int destination() throws SQLException {
      var callback = message.terms().callback();
      return callback.isPresent() ? keys.destination(writer, callback.get().url()) : 0;
    }

    private int events() {
      return message.terms().callback().map(Callback::mask).orElse(0);
    }

    private Message.Times times() {
      return message.state().times();
    }

    private Message.Facts facts() {
      return message.state().facts();
    }

    private Message.Work work() {
      return message.state().work();
    }

    private @Nullable Leg leg() {
      return Legs.single(message.state().legs());
    }
  }

  void put(Prepared to, Source of) throws SQLException {
    value.put(to, of);
  }

  long bit() {
    return bit;
  }

  /// The column that a parameter of a statement stands for.
  static Column of(String parameter) {
    return valueOf(parameter.toUpperCase(Locale.ROOT));
  }

  /// The set of these columns.
  static long set(List<Column> columns) {
    long set = 0;
    for (var column : columns) {
      set |= column.bit;
    }
    return set;
  }
}
