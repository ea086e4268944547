package io.carillon.front.v2;

import io.carillon.engine.dispatch.Outlook;
import io.carillon.engine.trace.Trace;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Happening;
import io.carillon.model.Message;
import io.carillon.model.Message.Times;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Reply;
import io.carillon.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A message, its story and its webhooks as JSON. Words are the canonical ones, moments are as fine
/// as we know them, amounts are strings, and what is not known is `null`.
final class MessageBody {
  private final JsonWriter json;

  MessageBody(JsonWriter json) {
    this.json = json;
  }

  /// What is shown whole with a message; where it is empty, the path at which it is found stands.
  ///
  /// @param owed the first notice of what a person wrote that is still to be told
  /// @param costs whether what it costs stands there, too: that is for those who operate the server
  record Expanded(
      Optional<Notice> owed,
      Optional<Trace> trace,
      Optional<List<Notice>> webhooks,
      Optional<Looked> looked,
      boolean costs) {
    static final Expanded NOTHING =
        new Expanded(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /// This, and what the message waits for.
    Expanded with(Looked now) {
      return new Expanded(owed, trace, webhooks, Optional.of(now), costs);
    }

    /// This, for whoever may see what it costs, or may not.
    Expanded costing(boolean shown) {
      return new Expanded(owed, trace, webhooks, looked, shown);
    }
  }

  /// What a message waits for at the moment; empty = nothing.
  record Looked(Optional<Outlook> outlook) {}

  /// The members of a message; opening and closing the object is the caller's.
  void message(Message message, Expanded expanded) {
    var name = MessageNames.uuid(message.id());
    json.text("id", name).text("object", "message");
    json.flag("live", message.origin().place().live());
    json.text("direction", message.parties().direction().word());
    if (Reply.isOne(message)) {
      json.flag("reply", true);
    }
    json.text("channel", message.parties().channel().word());
    json.text("from", message.parties().from().value());
    json.text("to", message.parties().to().value());
    V2Contents.write(json, message.content());
    replaced(message).write(json);
    terms(message);
    json.textOrNull("encoding", V2Mapping.word(message.bill().encoding()));
    json.number("segments", message.bill().segments());
    price("price", Optional.of(message.bill().price()));
    if (expanded.costs()) {
      var margin = Margin.of(message);
      price("charged", Optional.of(margin.charged()));
      price("cost", margin.cost());
      price("margin", margin.left());
    }
    json.text("status", message.status().word());
    var waits = Trace.Waiting.of(message, expanded.owed());
    json.text("waits_for", waits.reason());
    moment("due", waits.until());
    expanded.looked().ifPresent(this::waiting);
    times(message.state().times());
    facts(message);
    json.textOrNull("reference", message.origin().reference());
    json.labels("tags", message.origin().tags());
    json.object("origin").text("dialect", message.origin().dialect());
    json.textOrNull("form", message.origin().form());
    json.textOrNull("region", message.origin().place().region()).end();
    expanded(name, expanded);
  }

  private static Replacements replaced(Message message) {
    boolean own =
        message.origin().dialect().equals(V2Mapping.DIALECT)
            && message.parties().direction() == Direction.OUTBOUND;
    return own ? Replacements.of(message.origin().keepsake()) : Replacements.NONE;
  }

  private void expanded(String name, Expanded expanded) {
    if (expanded.trace().isPresent()) {
      json.object("trace");
      trace(expanded.trace().get(), expanded.looked());
      json.end();
    } else {
      json.text("trace", "/v2/messages/" + name + "/trace");
    }
    if (expanded.webhooks().isPresent()) {
      json.array("webhooks");
      expanded.webhooks().get().forEach(this::webhook);
      json.endArray();
    } else {
      json.text("webhooks", "/v2/webhooks?message=" + name);
    }
  }

  /// The members of a story.
  void trace(Trace trace, Optional<Looked> looked) {
    var message = trace.message();
    json.text("id", MessageNames.uuid(message.id())).text("object", "trace");
    json.text("status", message.status().word());
    json.object("waits_for").text("reason", trace.waiting().reason());
    json.textOrNull("lane", trace.waiting().lane());
    moment("until", trace.waiting().until());
    json.end();
    looked.ifPresent(this::waiting);
    json.array("steps");
    for (var step : trace.steps()) {
      json.object().moment("at", step.at()).text("what", step.what());
      json.textOrNull("detail", step.detail()).end();
    }
    json.endArray();
  }

  /// The member `waiting`.
  private void waiting(Looked looked) {
    if (looked.outlook().isEmpty()) {
      json.none("waiting");
      return;
    }
    var outlook = looked.outlook().get();
    json.object("waiting").text("for", outlook.reason().word()).text("why", outlook.why());
    number("ahead", outlook.ahead());
    number("about_seconds", outlook.aboutSeconds());
    json.end();
  }

  private void number(String name, OptionalLong number) {
    number.ifPresentOrElse(some -> json.number(name, some), () -> json.none(name));
  }

  /// One webhook, as the next element of an array or as the whole text.
  void webhook(Notice notice) {
    webhook(notice, Event.Kind.of(notice.change().status()));
  }

  /// One webhook, of a message or not.
  void webhook(Notice notice, Event.Kind kind) {
    var telling = notice.telling();
    json.object();
    json.text("id", WebhookName.of(notice).text()).text("object", "webhook");
    json.textOrNull(
        "message", Happening.isNamed(notice.message()) ? "" : MessageNames.uuid(notice.message()));
    json.number("sequence", notice.sequence());
    json.text("event", kind.word());
    json.moment("created", notice.change().at());
    json.text("url", notice.destination()).text("dialect", notice.dialect());
    json.text("state", V2Mapping.word(telling.progress()));
    json.number("failures", telling.attempts());
    if (telling.answer() == 0) {
      json.none("answer");
    } else {
      json.number("answer", telling.answer());
    }
    moment("due", telling.due());
    moment("ended", telling.ended());
    json.end();
  }

  private void terms(Message message) {
    var terms = message.terms();
    json.text("purpose", terms.purpose().word()).text("priority", terms.priority().word());
    json.flag("wants_receipt", terms.wantsReceipt());
    if (terms.validity().equals(Duration.ZERO)) {
      json.none("validity");
    } else {
      json.number("validity", terms.validity().toSeconds());
    }
    moment("send_at", terms.sendAt());
    if (terms.callback().isEmpty()) {
      json.none("webhook");
    } else {
      asked(terms.callback().get());
    }
  }

  private void asked(Callback callback) {
    json.object("webhook").text("url", callback.url());
    json.texts("events", callback.events().stream().sorted().map(Status::word).toList());
    json.end();
  }

  private void times(Times times) {
    json.object("times").moment("accepted", times.accepted()).moment("updated", times.updated());
    moment("sending", times.sending());
    moment("sent", times.sent());
    moment("delivered", times.delivered());
    moment("ended", times.ended());
    moment("read", times.read());
    json.end();
  }

  private void facts(Message message) {
    var facts = message.state().facts();
    error(fault(message), message.parties().channel(), facts.carrierCode());
    json.textOrNull("carrier", facts.carrier());
    json.textOrNull("network", facts.network());
    json.textOrNull("country", facts.country());
  }

  /// Why it has not arrived. A late receipt may deliver what had failed: the fault is then history.
  static Optional<Fault> fault(Message message) {
    return message.state().facts().fault().filter(_ -> message.status().rank() <= RANK_OF_ENDS);
  }

  private static final int RANK_OF_ENDS = Status.FAILED.rank();

  /// The member `error`.
  void error(Optional<Fault> fault, Channel channel, String carrierCode) {
    if (fault.isEmpty()) {
      json.none("error");
      return;
    }
    json.object("error").text("code", fault.get().word());
    json.text("message", fault.get().words(channel));
    json.text("resolution", V2Fault.of(fault.get()).resolution());
    json.textOrNull("carrier_code", carrierCode).end();
  }

  /// An amount of money; `null` where there is none.
  void price(String name, Optional<Money> money) {
    if (money.isEmpty()) {
      json.none(name);
      return;
    }
    json.object(name).text("amount", money.get().decimal().toPlainString());
    json.text("currency", money.get().currency()).end();
  }

  private void moment(String name, Optional<Instant> moment) {
    if (moment.isEmpty()) {
      json.none(name);
    } else {
      json.moment(name, moment.get());
    }
  }
}
