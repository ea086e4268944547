package io.carillon.sandbox.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/// What becomes of a filing, by what it says.
///
/// | it says | what becomes of it |
/// |---|---|
/// | `reject` in a brand's name or a campaign's description | rejected |
/// | `suspend` in a campaign's description | suspended |
/// | a brand that is no sole proprietor, without `companyName` or `ein` | more is asked |
/// | `large` in a brand's name | approved, score 90 |
/// | anything else | approved, score 60 |
enum Judged {
  APPROVED,
  ASKED,
  REJECTED,
  SUSPENDED;

  static Judged brand(ObjectNode brand) {
    if (says(brand, "displayName", "reject")) {
      return REJECTED;
    }
    boolean alone = brand.path("entityType").asText().equals("SOLE_PROPRIETOR");
    return alone || (brand.has("companyName") && brand.has("ein")) ? APPROVED : ASKED;
  }

  static Judged campaign(ObjectNode campaign) {
    if (says(campaign, "description", "reject")) {
      return REJECTED;
    }
    return says(campaign, "description", "suspend") ? SUSPENDED : APPROVED;
  }

  /// The score of a brand that is approved.
  static int score(ObjectNode brand) {
    return says(brand, "displayName", "large") ? 90 : 60;
  }

  private static boolean says(ObjectNode filing, String field, String word) {
    return filing.path(field).asText().toLowerCase(Locale.ROOT).contains(word);
  }
}
