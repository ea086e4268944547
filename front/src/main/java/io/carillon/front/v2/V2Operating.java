package io.carillon.front.v2;

import io.carillon.engine.dispatch.CarrierStanding;
import io.carillon.engine.dispatch.CarrierStanding.State;
import io.carillon.engine.dispatch.Outlooks;
import io.carillon.engine.route.Asked;
import io.carillon.engine.route.Explanation;
import io.carillon.engine.route.Route.Pick;
import io.carillon.front.door.Caller;
import io.carillon.front.form.FormFields;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Id;
import io.carillon.model.Money;
import io.carillon.model.Purpose;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Answers operators: reloads the settings, tells which way a message would take and why.
final class V2Operating {
  private static final int TEXT_MAX = 64;
  private static final int NETWORK_MAX = 6;
  private static final Set<String> ASKED =
      Set.of("to", "from", "channel", "purpose", "network", "account", "region", "live");
  private static final Set<Pick> SETTLED = Set.of(Pick.ORDER, Pick.COST);

  private final V2Routes.Operating doing;
  private final Outlooks outlooks;

  V2Operating(V2Routes.Operating doing, Outlooks outlooks) {
    this.doing = doing;
    this.outlooks = outlooks;
  }

  Reply reload(Caller caller, Request request) throws InterruptedException {
    return switch (doing.reloading().reload()) {
      case Reloading.Outcome.Adopted(var revision, var changed, var needsRestart) ->
          Reply.json(
              200,
              new JsonWriter()
                  .object()
                  .text("object", "reload")
                  .number("revision", revision)
                  .texts("changed", changed)
                  .texts("needs_restart", needsRestart)
                  .end()
                  .bytes());
      case Reloading.Outcome.Refused(var troubles) -> {
        var problem = V2Problem.badSettings(troubles.size());
        yield Reply.json(problem.http(), V2Replies.refused(problem, troubles, request.id()));
      }
    };
  }

  Reply explain(Caller caller, Request request) {
    var fields = FormFields.of(request.query());
    for (var name : request.query().names()) {
      if (!ASKED.contains(name)) {
        fields.wrong(name.substring(0, Math.min(name.length(), TEXT_MAX)), "is not known here");
      }
    }
    var to = party(fields, "to");
    var from = party(fields, "from");
    var channel = fields.word("channel", TEXT_MAX, Channel::of, "must be a channel, such as sms");
    var purpose =
        fields.word(
            "purpose", TEXT_MAX, V2Mapping::purpose, "must be otp, transactional or promotional");
    var network = network(fields);
    var account =
        fields.word(
            "account", TEXT_MAX, V2Operating::account, "must be AC and 32 hexadecimal digits");
    var region = fields.filled("region", TEXT_MAX).orElse("");
    boolean live = fields.flag("live", caller.isLive());
    if (fields.refusal().isPresent()) {
      return V2Door.refused(fields.refusal().get(), request);
    }
    var asked =
        new Asked(
            account.orElse(caller.account().id()),
            channel.orElse(Channel.SMS),
            from.orElseThrow(),
            to.orElseThrow(),
            purpose.orElse(Purpose.TRANSACTIONAL),
            network.isEmpty() ? doing.routing().network(to.get()) : network,
            region,
            live);
    var explanation = doing.routing().routes().explain(asked, request.id().hashCode());
    return Reply.json(200, body(asked, explanation));
  }

  /// An address of the form that accept knows.
  private static Optional<Address> party(FormFields fields, String name) {
    var value = FormFields.withPlus(fields.filled(name, TEXT_MAX).orElse(""));
    if (value.isEmpty()) {
      fields.wrong(name, "is required");
      return Optional.empty();
    }
    boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
    var kind =
        value.startsWith("+")
            ? Address.Kind.PHONE
            : digits ? Address.Kind.SHORT_CODE : Address.Kind.ALPHANUMERIC;
    try {
      return Optional.of(new Address(kind, value));
    } catch (IllegalArgumentException _) {
      fields.wrong(name, "must be a number in E.164, a short code or a name");
      return Optional.empty();
    }
  }

  private static String network(FormFields fields) {
    var network = fields.filled("network", TEXT_MAX).orElse("");
    if (!network.isEmpty() && (network.length() > NETWORK_MAX || !network.matches("[0-9]{3,}"))) {
      fields.wrong("network", "must be MCC and MNC, such as 26201");
    }
    return network;
  }

  /// The account that a text names: `AC` and 32 hexadecimal digits.
  static Optional<AccountId> account(String text) {
    return text.matches("AC[0-9a-fA-F]{32}")
        ? Id.fromHex(text.substring(2)).map(AccountId::new)
        : Optional.empty();
  }

  private byte[] body(Asked asked, Explanation explanation) {
    var json = new JsonWriter().object().text("object", "route_explanation");
    json.number("revision", doing.reloading().revision());
    json.object("asked").text("account", "AC" + asked.account().value().hex());
    json.text("channel", asked.channel().word()).text("from", asked.from().value());
    json.text("to", asked.to().value()).text("purpose", asked.purpose().word());
    json.textOrNull("network", asked.network()).textOrNull("region", asked.region());
    json.flag("live", asked.live()).end();
    json.array("rules");
    for (var rule : explanation.rules()) {
      json.object().text("name", rule.route()).flag("fits", rule.misfit().isEmpty());
      json.textOrNull("misfit", rule.misfit()).end();
    }
    json.endArray().textOrNull("route", explanation.route());
    json.textOrNull(
        "pick", explanation.pick().map(pick -> pick.name().toLowerCase(Locale.ROOT)).orElse(""));
    json.array("carriers");
    var chosen = "";
    for (var way : explanation.ways()) {
      var standing = outlooks.carrier(way.choice().carrier());
      chosen = chosen.isEmpty() && isUsable(standing) ? way.choice().carrier() : chosen;
      carrier(json, way, standing);
    }
    boolean settled = explanation.pick().map(SETTLED::contains).orElse(true);
    boolean alone = explanation.ways().size() == 1;
    return json.endArray().textOrNull("chosen", settled || alone ? chosen : "").end().bytes();
  }

  private static boolean isUsable(Optional<CarrierStanding> standing) {
    return standing.map(CarrierStanding::state).filter(State::isUsable).isPresent();
  }

  private void carrier(JsonWriter json, Explanation.Way way, Optional<CarrierStanding> standing) {
    json.object().text("name", way.choice().carrier());
    json.number("priority", way.choice().priority()).number("weight", way.choice().weight());
    json.number("share", way.share());
    var cost =
        way.cost().isPresent()
            ? Optional.of(new Money(way.cost().getAsLong(), doing.currency().get()))
            : Optional.<Money>empty();
    new MessageBody(json).price("cost", cost);
    json.flag("usable", isUsable(standing));
    json.text("state", standing.map(one -> one.state().word()).orElse("unknown"));
    var none = "there is no such carrier";
    json.textOrNull("detail", standing.map(CarrierStanding::detail).orElse(none)).end();
  }
}
