package io.carillon.engine.sender;

import static io.carillon.engine.sender.FilingField.flag;
import static io.carillon.engine.sender.FilingField.line;
import static io.carillon.engine.sender.FilingField.lines;
import static io.carillon.engine.sender.FilingField.oneOf;

import io.carillon.model.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What is filed with the registry of the carriers of the United States (10DLC), and what it says.
///
/// The fields and their bounds are those of The Campaign Registry's brand and campaign, in our
/// words.
public enum FilingKind {
  /// Who writes.
  BRAND(Resource.Kind.BRAND),
  /// What they write for.
  CAMPAIGN(Resource.Kind.BRAND_CAMPAIGN);

  private final Resource.Kind kept;

  FilingKind(Resource.Kind kept) {
    this.kept = kept;
  }

  /// The stable word in APIs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As what an account keeps it.
  public Resource.Kind kept() {
    return kept;
  }

  /// What it says, in the order in which it is shown.
  public List<FilingField> form() {
    return switch (this) {
      case BRAND -> Forms.BRAND;
      case CAMPAIGN -> Forms.CAMPAIGN;
    };
  }

  private static final class Forms {
    private static final Set<String> USE_CASES =
        Set.of(
            "2fa",
            "account_notification",
            "agents_franchises",
            "carrier_exempt",
            "charity",
            "customer_care",
            "delivery_notification",
            "emergency",
            "fraud_alert",
            "higher_education",
            "k12_education",
            "low_volume",
            "m2m",
            "marketing",
            "mixed",
            "political",
            "polling_voting",
            "proxy",
            "public_service_announcement",
            "security_alert",
            "social",
            "sole_proprietor",
            "sweepstake",
            "trial",
            "ucaas_high",
            "ucaas_low");

    private static final List<FilingField> BRAND =
        List.of(
            line("display_name", 1, 255).must(),
            oneOf(
                    "entity_type",
                    Set.of(
                        "private_profit",
                        "public_profit",
                        "non_profit",
                        "government",
                        "sole_proprietor"))
                .must(),
            line("country", 2, 2).must(),
            line("email", 3, 254).must(),
            line("company_name", 1, 255),
            line("tax_id", 1, 21),
            line("tax_id_country", 2, 2),
            line("first_name", 1, 100),
            line("last_name", 1, 100),
            line("phone", 2, 16),
            line("mobile_phone", 2, 16),
            line("street", 1, 100),
            line("city", 1, 100),
            line("region", 1, 20),
            line("postal_code", 1, 10),
            line("website", 1, 100),
            line("vertical", 1, 50),
            line("stock_symbol", 1, 10),
            line("stock_exchange", 1, 20));

    private static final List<FilingField> CAMPAIGN =
        List.of(
            oneOf("use_case", USE_CASES).must(),
            lines("sub_use_cases", 1, 64).only(USE_CASES),
            line("description", 40, 4_096).must(),
            lines("samples", 20, 1_024).must(),
            line("message_flow", 40, 2_048).must(),
            line("opt_in_keywords", 1, 255),
            line("opt_in_message", 20, 320),
            line("opt_out_keywords", 1, 255),
            line("opt_out_message", 20, 320),
            line("help_keywords", 1, 255),
            line("help_message", 20, 320),
            line("privacy_policy", 1, 255),
            line("terms", 1, 255),
            flag("subscriber_opt_in"),
            flag("subscriber_opt_out"),
            flag("subscriber_help"),
            flag("embedded_link"),
            flag("embedded_phone"),
            flag("number_pool"),
            flag("age_gated"),
            flag("direct_lending"),
            flag("affiliate_marketing"));
  }
}
