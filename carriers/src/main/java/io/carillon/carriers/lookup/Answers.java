package io.carillon.carriers.lookup;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.model.Address;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import io.carillon.model.NumberFacts.Source;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads what a service answers. What does not have the form of what it is to be is not known.
final class Answers {
  /// What services call the types of lines.
  private static final Map<String, NumberFacts.Type> TYPES =
      Map.ofEntries(
          Map.entry("mobile", NumberFacts.Type.MOBILE),
          Map.entry("cell", NumberFacts.Type.MOBILE),
          Map.entry("cellular", NumberFacts.Type.MOBILE),
          Map.entry("wireless", NumberFacts.Type.MOBILE),
          Map.entry("fixed", NumberFacts.Type.FIXED),
          Map.entry("fixed_line", NumberFacts.Type.FIXED),
          Map.entry("landline", NumberFacts.Type.FIXED),
          Map.entry("wireline", NumberFacts.Type.FIXED),
          Map.entry("fixed_or_mobile", NumberFacts.Type.FIXED_OR_MOBILE),
          Map.entry("fixed_line_or_mobile", NumberFacts.Type.FIXED_OR_MOBILE),
          Map.entry("toll_free", NumberFacts.Type.TOLL_FREE),
          Map.entry("tollfree", NumberFacts.Type.TOLL_FREE),
          Map.entry("freephone", NumberFacts.Type.TOLL_FREE),
          Map.entry("voip", NumberFacts.Type.VOIP));

  private static final int NAME_MAX = 64;

  private final HttpLookupSettings.Pointers pointers;

  Answers(HttpLookupSettings.Pointers pointers) {
    this.pointers = pointers;
  }

  /// What an answer says; empty where it says nothing that we ask for.
  Optional<NumberFacts> read(JsonNode answer, Address number, Instant now) {
    var network = network(answer);
    var word = text(answer, pointers.type()).toLowerCase(Locale.ROOT);
    var type = Optional.ofNullable(TYPES.get(word.replace('-', '_').replace(' ', '_')));
    var country = text(answer, pointers.country()).toUpperCase(Locale.ROOT);
    var known = country.matches("[A-Z]{2}") ? country : "";
    if (network.isEmpty() && type.isEmpty() && known.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new NumberFacts(number, known, type, network, Optional.of(Source.HTTP), Optional.of(now)));
  }

  private Optional<Network> network(JsonNode answer) {
    var mcc = text(answer, pointers.mcc());
    var mnc = text(answer, pointers.mnc());
    var name = text(answer, pointers.name());
    var shown = name.substring(0, Math.min(NAME_MAX, name.length()));
    if (Network.areCodes(mcc, mnc)) {
      return Optional.of(new Network(mcc, mnc, shown));
    }
    var whole = mnc.isEmpty() ? Network.told(mcc) : Optional.<Network>empty();
    if (whole.isPresent() && !whole.get().mcc().isEmpty()) {
      return Optional.of(new Network(whole.get().mcc(), whole.get().mnc(), shown));
    }
    return shown.isEmpty() ? Optional.empty() : Optional.of(new Network("", "", shown));
  }

  private static String text(JsonNode answer, JsonPointer pointer) {
    if (pointer.matches()) {
      return "";
    }
    var node = answer.at(pointer);
    return node.isTextual() || node.isIntegralNumber() ? node.asText().strip() : "";
  }
}
