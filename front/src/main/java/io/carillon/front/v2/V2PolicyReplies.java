package io.carillon.front.v2;

import io.carillon.engine.comply.Policy;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Resource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What is answered of policies.
final class V2PolicyReplies {
  private V2PolicyReplies() {}

  /// A policy as it holds for an account.
  ///
  /// @param own what the account has set itself
  record Shown(
      Policy<?> policy, Map<String, Policy.Held> held, boolean fixed, Optional<Resource> own) {
    String subject() {
      return policy.subject();
    }
  }

  static byte[] policy(Shown shown) {
    var json = new JsonWriter();
    policy(json, shown);
    return json.bytes();
  }

  static byte[] policies(Listing<Shown> page) {
    var json = new JsonWriter();
    return V2Replies.list(json, page, shown -> policy(json, shown));
  }

  private static void policy(JsonWriter json, Shown shown) {
    json.object().text("id", shown.subject()).text("object", "policy");
    json.flag("fixed", shown.fixed());
    shown
        .own()
        .ifPresentOrElse(own -> json.moment("updated", own.updated()), () -> json.none("updated"));
    json.array("terms");
    for (var term : shown.policy().terms()) {
      var held = Objects.requireNonNull(shown.held().get(term.word()));
      json.object().text("word", term.word()).text("value", held.value());
      json.text("source", held.source().name().toLowerCase(Locale.ROOT));
      json.text("built_in", term.builtIn()).text("about", term.about()).end();
    }
    json.endArray().end();
  }
}
