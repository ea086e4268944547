package io.carillon.carriers.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.model.port.Registry.Form;
import io.carillon.model.port.Registry.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// TCR's words for ours.
final class RegistryMapping {
  private static final int LINES_MAX = 5;
  private static final int REASON_MAX = 400;

  /// Words of TCR's enumerations are capitals.
  private static final Set<String> CAPITALS = Set.of("entity_type", "use_case", "vertical");

  private static final Map<String, String> WORDS = // POST /brand, POST /campaignBuilder
      Map.ofEntries(
          Map.entry("display_name", "displayName"),
          Map.entry("entity_type", "entityType"),
          Map.entry("country", "country"),
          Map.entry("email", "email"),
          Map.entry("company_name", "companyName"),
          Map.entry("tax_id", "ein"),
          Map.entry("tax_id_country", "einIssuingCountry"),
          Map.entry("first_name", "firstName"),
          Map.entry("last_name", "lastName"),
          Map.entry("phone", "phone"),
          Map.entry("mobile_phone", "mobilePhone"),
          Map.entry("street", "street"),
          Map.entry("city", "city"),
          Map.entry("region", "state"),
          Map.entry("postal_code", "postalCode"),
          Map.entry("website", "website"),
          Map.entry("vertical", "vertical"),
          Map.entry("stock_symbol", "stockSymbol"),
          Map.entry("stock_exchange", "stockExchange"),
          Map.entry("use_case", "usecase"),
          Map.entry("description", "description"),
          Map.entry("message_flow", "messageFlow"),
          Map.entry("opt_in_keywords", "optinKeywords"),
          Map.entry("opt_in_message", "optinMessage"),
          Map.entry("opt_out_keywords", "optoutKeywords"),
          Map.entry("opt_out_message", "optoutMessage"),
          Map.entry("help_keywords", "helpKeywords"),
          Map.entry("help_message", "helpMessage"),
          Map.entry("privacy_policy", "privacyPolicyLink"),
          Map.entry("terms", "termsAndConditionsLink"));

  private static final Map<String, String> FLAGS = // POST /campaignBuilder
      Map.ofEntries(
          Map.entry("subscriber_opt_in", "subscriberOptin"),
          Map.entry("subscriber_opt_out", "subscriberOptout"),
          Map.entry("subscriber_help", "subscriberHelp"),
          Map.entry("embedded_link", "embeddedLink"),
          Map.entry("embedded_phone", "embeddedPhone"),
          Map.entry("number_pool", "numberPool"),
          Map.entry("age_gated", "ageGated"),
          Map.entry("direct_lending", "directLending"),
          Map.entry("affiliate_marketing", "affiliateMarketing"));

  /// What brings a brand or campaign further (`eventCategory` of PUT /webhook/subscription).
  static final List<String> EVENTS = List.of("BRAND", "VETTING", "CAMPAIGN");

  private RegistryMapping() {}

  /// What is posted.
  static ObjectNode body(String reference, Form form) {
    var body = JsonNodeFactory.instance.objectNode().put("referenceId", reference);
    var said = form.said();
    WORDS.forEach((ours, theirs) -> {
      var value = said.get(ours);
      if (value != null) {
        body.put(theirs, CAPITALS.contains(ours) ? value.toUpperCase(Locale.ROOT) : value);
      }
    });
    if (!form.brand().isEmpty()) {
      body.put("brandId", form.brand());
      FLAGS.forEach((ours, theirs) -> body.put(theirs, said.containsKey(ours)));
      lines(body, said);
    }
    return body;
  }

  private static void lines(ObjectNode body, Map<String, String> said) {
    var subs = body.putArray("subUsecases");
    for (int i = 0; i < LINES_MAX; i++) {
      var sample = said.get("samples." + i);
      if (sample != null) {
        body.put("sample" + (i + 1), sample);
      }
      var sub = said.get("sub_use_cases." + i);
      if (sub != null) {
        subs.add(sub.toUpperCase(Locale.ROOT));
      }
    }
  }

  /// How a brand stands by its `identityStatus`.
  static Optional<State> brand(String identityStatus) { // table
    return switch (identityStatus) {
      case "SELF_DECLARED" -> Optional.of(State.PENDING);
      case "VERIFIED", "VETTED_VERIFIED" -> Optional.of(State.ACTIVE);
      case "UNVERIFIED" -> Optional.of(State.REJECTED);
      default -> Optional.empty();
    };
  }

  /// How a campaign stands by its `status` and by what carriers say (`operationStatus`): the worst.
  static Optional<State> campaign(String status, Iterable<JsonNode> carriers) {
    if (status.equals("EXPIRED")) {
      return Optional.of(State.EXPIRED);
    }
    if (!status.equals("ACTIVE")) {
      return Optional.empty();
    }
    var worst = State.ACTIVE;
    for (var carrier : carriers) {
      var state = operation(carrier.asText());
      worst = severity(state) > severity(worst) ? state : worst;
    }
    return Optional.of(worst);
  }

  private static State operation(String word) { // table
    return switch (word) {
      case "REGISTERED", "APPROVED" -> State.ACTIVE;
      case "REJECTED" -> State.REJECTED;
      case "SUSPENDED" -> State.SUSPENDED;
      default -> State.PENDING;
    };
  }

  private static int severity(State state) {
    return switch (state) {
      case ACTIVE -> 0;
      case PENDING -> 1;
      case SUSPENDED -> 2;
      case REJECTED -> 3;
      case EXPIRED -> 4;
    };
  }

  /// A reason, short enough to be kept.
  static String shortly(String reason) {
    return reason.substring(0, Math.min(REASON_MAX, reason.length()));
  }
}
