package io.carillon.front.pantheon;

import io.carillon.front.json.JsonWriter;
import io.carillon.model.ApiKey;
import io.carillon.model.Money;
import io.carillon.model.Secret;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// Writes the bodies about the account and its keys, keys and types as the page "Account" prints
/// them.
final class PantheonAccountReplies {
  private PantheonAccountReplies() {}

  /// How the account stands.
  static byte[] details(
      PantheonAccount.Details details, Optional<Money> balance, String requestId) {
    var account = details.account();
    var json = new JsonWriter().object();
    json.text("account_id", "acct_" + account.id().value().hex());
    json.text("account_name", account.name());
    json.seconds("created_at", account.created());
    json.text("plan", details.plan().orElse("self-hosted"))
        .text("status", account.standing().word());
    json.object("usage");
    usage(json, "sms", details.sent(), details.limit(), details);
    usage(json, "voice", 0, OptionalLong.empty(), details);
    json.end().object("billing").none("next_billing_date");
    json.text("currency", details.currency()).flag("automatic_payments", false);
    if (balance.isPresent()) {
      json.amount("balance", balance.get());
    } else {
      json.none("balance");
    }
    return metadata(json.end(), requestId);
  }

  private static void usage(
      JsonWriter json,
      String what,
      long current,
      OptionalLong limit,
      PantheonAccount.Details details) {
    json.object(what).number("current", current);
    limit.ifPresentOrElse(most -> json.number("limit", most), () -> json.none("limit"));
    json.text("period", details.month().toString()).end();
  }

  /// One key; its text only in the answer to the request that made it.
  static byte[] key(ApiKey key, Optional<Secret> text) {
    var json = new JsonWriter().object();
    fill(json, key, text);
    return json.end().bytes();
  }

  /// All keys.
  static byte[] keys(List<ApiKey> keys, String requestId) {
    var json = new JsonWriter().object().array("api_keys");
    for (var key : keys) {
      json.object();
      fill(json, key, Optional.empty());
      json.end();
    }
    return metadata(json.endArray(), requestId);
  }

  private static void fill(JsonWriter json, ApiKey key, Optional<Secret> text) {
    json.text("key_id", key.id());
    text.ifPresent(shown -> json.text("api_key", shown.reveal()));
    json.text("name", key.name());
    json.seconds("created_at", key.life().created());
    key.life()
        .expires()
        .ifPresentOrElse(at -> json.seconds("expires_at", at), () -> json.none("expires_at"));
    json.texts("permissions", List.copyOf(new TreeSet<>(key.scopes())));
    json.textOrNull("description", key.about().description());
    json.text("mode", key.grant().live() ? "live" : "test");
    key.life()
        .revoked()
        .ifPresentOrElse(at -> json.seconds("revoked_at", at), () -> json.none("revoked_at"));
  }

  private static byte[] metadata(JsonWriter json, String requestId) {
    json.object("metadata").text("request_id", requestId).end();
    return json.end().bytes();
  }
}
