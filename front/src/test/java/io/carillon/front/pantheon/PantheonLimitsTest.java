package io.carillon.front.pantheon;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.wire.http.HttpObserver;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server itself refuses is said in the dialect's words too.
@Timeout(20)
class PantheonLimitsTest {
  private final House house = new House();
  private final HttpServer server =
      HttpServer.start(HttpSettings.loopback(), house.mounts(), HttpObserver.NONE);

  @AfterEach
  void close() {
    server.close();
  }

  /// Sends octets and reads until the server closes.
  private String exchange(String octets) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/v1/messages/sms", "/v1/messages/mms"})
  void aBodyOverTheLimitIsRefusedBeforeItIsRead(String path) throws IOException {
    var reply =
        exchange(
            "POST "
                + path
                + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + House.KEY
                + "\r\nConnection: close\r\nContent-Length: 262145\r\n\r\n");

    assertThat(reply)
        .startsWith("HTTP/1.1 413 ")
        .contains("{\"error\":{\"code\":\"body_too_large\",")
        .contains("The body may have at most 262144 bytes.")
        .contains("\"metadata\":{\"request_id\":\"req_");
    assertThat(house.stored()).isZero();
  }

  @Test
  void headersThatAreNoHeadersAreRefusedInTheDialectsShape() throws IOException {
    var reply =
        exchange("GET /v1/messages/msg-1 HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n");

    assertThat(reply).startsWith("HTTP/1.1 400 ").contains("\"code\":\"invalid_request\"");
  }

  @Test
  void aHeadRequestHasNoBody() throws IOException {
    var reply =
        exchange(
            "HEAD /v1/messages/msg-1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: "
                + House.KEY
                + "\r\n\r\n");

    assertThat(reply).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n").doesNotContain("error");
  }
}
