package io.carillon.front.v2;

import io.carillon.engine.sender.Capabilities;
import io.carillon.engine.sender.CountryRules;
import io.carillon.engine.sender.Nature;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.Sender;
import java.util.Locale;

/// Writes senders: what they are by the numbering plans, and what they can do.
record SenderBody(JsonWriter json, CountryRules rules) {
  void sender(Sender sender) {
    var nature = Nature.of(sender);
    json.object().text("id", SenderName.of(sender)).text("object", "sender");
    json.text("address", sender.address().value());
    json.text("kind", sender.address().kind().name().toLowerCase(Locale.ROOT));
    json.textOrNull("calling_code", sender.callingCode());
    json.text("type", nature.kind().word()).textOrNull("country", nature.country());
    capabilities(Capabilities.of(nature, rules));
    json.flag("registered_everywhere", sender.everywhere()).end();
  }

  private void capabilities(Capabilities can) {
    json.object("capabilities").flag("sms", can.sms()).flag("mms", can.mms());
    json.flag("voice", false).flag("two_way", can.twoWay()).end();
  }
}
