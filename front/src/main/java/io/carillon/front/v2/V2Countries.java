package io.carillon.front.v2;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.comply.sender.SenderPolicy;
import io.carillon.engine.sender.CountryRules;
import io.carillon.front.door.Caller;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Answers what countries have ruled for senders, as it holds for the account.
final class V2Countries {
  private static final Set<String> CODES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  private final Accounts accounts;
  private final CountryRules rules;
  private final Policy<SenderPolicy> policy;

  V2Countries(V2Routes.Reading reading) {
    this.accounts = reading.accounts();
    this.rules = reading.numbering().rules();
    this.policy = reading.numbering().senders();
  }

  Reply list(Caller caller, Request request) {
    var own = policy.of(accounts.directory(), caller.account().id());
    return new Roll<>("/v2/countries", List.copyOf(rules.countries()), String::toString)
        .list(
            request,
            "a country of this list",
            page -> {
              var json = new JsonWriter();
              return V2Replies.list(json, page, country -> rule(json, country, own));
            });
  }

  Reply rules(Caller caller, Request request) {
    var country = request.variable("code").toUpperCase(Locale.ROOT);
    if (!CODES.contains(country)) {
      return V2Door.refused(
          Refusal.of(
              Fault.NOT_FOUND, "code", "There is no such country; ISO 3166-1 has two letters."),
          request);
    }
    var json = new JsonWriter();
    rule(json, country, policy.of(accounts.directory(), caller.account().id()));
    return Reply.json(200, json.bytes());
  }

  private void rule(JsonWriter json, String country, SenderPolicy own) {
    var rule = rules.of(country);
    json.object().text("id", country).text("object", "country_rules");
    json.text("alphanumeric", own.names(country, rule).word());
    json.flag("two_way", rule.twoWay()).flag("mms", rule.mms()).end();
  }
}
