package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One server for all tests of a class to which customers bind, with the sandbox behind it.
final class EsmeRig implements BeforeAllCallback, AfterAllCallback {
  private final SharedRig shared =
      new SharedRig("{sandbox: {receipt-delay: 20ms}, smpp-server: {port: 0, parts-wait: 5s}}");

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    shared.beforeAll(context);
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    shared.afterAll(context);
  }

  Client client() {
    return shared.client();
  }

  int smppPort() {
    return shared.smppPort();
  }

  /// Makes an ESME; its password.
  String user(String systemId, String more) throws Exception {
    var reply =
        client().post("/v2/smpp-users", "{\"system_id\": \"%s\"%s}".formatted(systemId, more));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json().path("password").asText();
  }

  /// Makes an ESME and binds it.
  Esme bound(String systemId, String more) throws Exception {
    return Esme.bind(smppPort(), systemId, user(systemId, more));
  }

  JsonNode message(String id) throws Exception {
    return client().get("/v2/messages/" + id).json();
  }

  void drop(String systemId) throws Exception {
    for (var user : client().get("/v2/smpp-users").json().path("data")) {
      if (user.path("system_id").asText().equals(systemId)) {
        var id = user.path("id").asText();
        assertThat(client().delete("/v2/smpp-users/" + id).status()).isEqualTo(200);
      }
    }
  }
}
