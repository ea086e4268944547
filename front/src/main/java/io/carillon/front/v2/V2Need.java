package io.carillon.front.v2;

import io.carillon.front.door.Area;
import io.carillon.front.door.Scope;
import java.util.Set;

/// What a path asks of who calls: of a key its scope, of a user what their role may in its area.
record V2Need(Scope scope, Area area, boolean changes) {
  private static final Set<String> ENTRY =
      Set.of(
          "/me",
          "/me/second-factor",
          "/me/second-factor/confirm",
          "/me/second-factor/remove",
          "/sessions/{id}");

  /// What a path needs that looks, or changes something.
  static V2Need of(String path, Scope scope, boolean changes) {
    return new V2Need(scope, scope == Scope.OPERATE ? Area.SERVER : area(path), changes);
  }

  private static Area area(String path) {
    if (ENTRY.contains(path)) {
      return Area.ENTRY;
    }
    if (path.startsWith("/account/webhook-secret") || path.startsWith("/endpoints/{id}/secret")) {
      return Area.SECRETS;
    }
    if (path.startsWith("/accounts/")
        && (path.endsWith("/balance") || path.endsWith("/transfers"))) {
      return Area.MONEY;
    }
    return switch (path.split("[/.]", -1)[1]) {
      case "messages", "lookup", "refusals", "events", "conversations" -> Area.MESSAGES;
      case "consents" -> Area.CONSENTS;
      case "webhooks", "endpoints" -> Area.WEBHOOKS;
      case "keys", "smpp-users", "smpp-sessions" -> Area.KEYS;
      case "senders", "available-numbers", "registrations", "registry", "countries" -> Area.SENDERS;
      case "policies", "reply-rules" -> Area.POLICIES;
      case "balance", "ledger", "usage", "plan" -> Area.MONEY;
      case "account", "accounts", "erasures", "people", "signing-key" -> Area.ACCOUNTS;
      case "users" -> Area.USERS;
      case "audit" -> Area.AUDIT;
      case "me", "sessions" -> Area.SELF;
      default -> Area.SERVER; // what nobody has put into an area is for keys alone
    };
  }
}
