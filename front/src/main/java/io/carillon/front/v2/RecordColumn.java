package io.carillon.front.v2;

import io.carillon.engine.billing.Refunds;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One column of the records for those who bill or audit: what was asked for, what became of it,
/// and what it cost. No column holds a word of the content.
///
/// @param name of the column in CSV, of the key in JSON
/// @param value puts it into a line
record RecordColumn(String name, Value value) {
  /// Puts a message's value into a line.
  interface Value {
    void put(Message message, RecordLine line);
  }

  /// Every column in its order.
  private static final List<RecordColumn> ALL =
      List.of(
          text("id", message -> MessageNames.uuid(message.id())),
          text("reference", message -> message.origin().reference()),
          text("account", message -> "AC" + message.account().value().hex()),
          flag("live", message -> message.origin().place().live()),
          text("direction", message -> message.parties().direction().word()),
          text("channel", message -> message.parties().channel().word()),
          text("from", message -> message.parties().from().value()),
          text("to", message -> message.parties().to().value()),
          text("country", message -> message.state().facts().country()),
          text("network", message -> message.state().facts().network()),
          text("purpose", message -> message.terms().purpose().word()),
          text("priority", message -> message.terms().priority().word()),
          flag("wants_receipt", message -> message.terms().wantsReceipt()),
          number("validity", message -> message.terms().validity().toSeconds()),
          moment("send_at", message -> message.terms().sendAt()),
          text("encoding", message -> V2Mapping.word(message.bill().encoding())),
          number("segments", message -> message.bill().segments()),
          text("price", message -> message.bill().price().decimal().toPlainString()),
          text("charged", message -> Refunds.kept(message).decimal().toPlainString()),
          text("currency", message -> message.bill().price().currency()),
          text("status", message -> message.status().word()),
          text("error", message -> MessageBody.fault(message).map(Fault::word).orElse("")),
          text("carrier", message -> message.state().facts().carrier()),
          text("carrier_code", message -> message.state().facts().carrierCode()),
          text("carrier_ids", RecordColumn::farIds),
          number("failed_attempts", message -> message.state().work().attempts()),
          moment("accepted_at", message -> Optional.of(message.state().times().accepted())),
          moment("sending_at", message -> message.state().times().sending()),
          moment("sent_at", message -> message.state().times().sent()),
          moment("delivered_at", message -> message.state().times().delivered()),
          moment("ended_at", message -> message.state().times().ended()),
          moment("read_at", message -> message.state().times().read()),
          moment("updated_at", message -> Optional.of(message.state().times().updated())),
          text("dialect", message -> message.origin().dialect()),
          text("form", message -> message.origin().form()),
          text("region", message -> message.origin().place().region()),
          text("decision", message -> message.origin().decision()),
          labels("tags", message -> message.origin().tags()));

  /// What those see besides who operate the server.
  private static final List<RecordColumn> COSTS =
      List.of(
          text("cost", message -> amount(Margin.of(message).cost())),
          text("margin", message -> amount(Margin.of(message).left())));

  /// The columns that are told, in their order.
  static List<RecordColumn> told(boolean costs) {
    return costs ? Stream.concat(ALL.stream(), COSTS.stream()).toList() : ALL;
  }

  private static String amount(Optional<Money> money) {
    return money.map(some -> some.decimal().toPlainString()).orElse("");
  }

  private static String farIds(Message message) {
    return message.state().legs().stream()
        .map(Leg::farId)
        .filter(id -> !id.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static RecordColumn text(String name, Function<Message, String> of) {
    return new RecordColumn(name, (message, line) -> line.text(name, of.apply(message)));
  }

  private static RecordColumn number(String name, ToLongFunction<Message> of) {
    return new RecordColumn(name, (message, line) -> line.number(name, of.applyAsLong(message)));
  }

  private static RecordColumn flag(String name, Predicate<Message> of) {
    return new RecordColumn(name, (message, line) -> line.flag(name, of.test(message)));
  }

  private static RecordColumn moment(String name, Function<Message, Optional<Instant>> of) {
    return new RecordColumn(name, (message, line) -> line.moment(name, of.apply(message)));
  }

  private static RecordColumn labels(String name, Function<Message, Map<String, String>> of) {
    return new RecordColumn(name, (message, line) -> line.labels(name, of.apply(message)));
  }
}
