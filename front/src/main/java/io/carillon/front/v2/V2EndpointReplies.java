package io.carillon.front.v2;

import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Endpoint;
import io.carillon.model.Secret;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is answered of endpoints: their secrets only where they are asked for.
final class V2EndpointReplies {
  private static final String STARS = "***";

  private V2EndpointReplies() {}

  /// @param secret present where it is told
  static byte[] endpoint(Endpoint endpoint, Optional<Secret> secret) {
    var json = new JsonWriter();
    endpoint(json, endpoint, secret);
    return json.bytes();
  }

  static byte[] endpoints(Listing<Endpoint> page) {
    var json = new JsonWriter();
    return V2Replies.list(json, page, one -> endpoint(json, one, Optional.empty()));
  }

  private static void endpoint(JsonWriter json, Endpoint endpoint, Optional<Secret> secret) {
    var resource = endpoint.resource();
    json.object().text("id", endpoint.name()).text("object", "endpoint");
    json.text("url", endpoint.url()).textOrNull("description", resource.name());
    json.text("state", endpoint.state().word());
    json.textOrNull("reason", resource.fact(Endpoint.REASON).orElse(""));
    json.texts("events", endpoint.events().stream().sorted().toList());
    json.texts("channels", resource.lines(Endpoint.CHANNELS));
    json.text("direction", resource.fact(Endpoint.DIRECTION).orElse(EndpointWish.ANY));
    json.texts("senders", resource.lines(Endpoint.SENDERS));
    json.labels("tags", new TreeMap<>(endpoint.tags()));
    json.labels(
        "headers",
        endpoint.headers().keySet().stream()
            .collect(Collectors.toMap(name -> name, _ -> STARS, (one, _) -> one, TreeMap::new)));
    json.number("concurrency", endpoint.concurrency());
    json.moment("created", resource.created()).moment("updated", resource.updated());
    json.textOrNull("secret", secret.map(Secret::reveal).orElse("")).end();
  }

  /// The secret that signs, and until when the one before it does, too.
  static byte[] secret(Endpoint endpoint) {
    var json = new JsonWriter();
    json.object().text("object", "endpoint_secret").text("endpoint", endpoint.name());
    json.text("secret", endpoint.secret().reveal());
    json.textOrNull(
        "before_until", endpoint.resource().fact(Endpoint.SECRET_BEFORE_UNTIL).orElse(""));
    return json.end().bytes();
  }
}
