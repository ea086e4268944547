package io.carillon.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// A developer's client: plain HTTP from outside.
final class Client implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String base;
  private final String key;

  Client(int port, String key) {
    this.base = "http://127.0.0.1:" + port;
    this.key = key;
  }

  /// What came back.
  ///
  /// @param retryAfter the header, in seconds
  record Reply(int status, String body, OptionalLong retryAfter) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Whether it is a list, answered and not refused, in which there is nothing, nor will be.
    boolean listsNothing() {
      return status == 200 && json().path("data").isEmpty() && !json().path("has_more").asBoolean();
    }
  }

  Reply post(String path, String body) throws InterruptedException, IOException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  Reply post(String path, String body, String idempotencyKey)
      throws InterruptedException, IOException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(body)));
  }

  Reply postForm(String path, String form) throws InterruptedException, IOException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  Reply get(String path) throws InterruptedException, IOException {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
  }

  Reply delete(String path) throws InterruptedException, IOException {
    return send(HttpRequest.newBuilder(URI.create(base + path)).DELETE());
  }

  private Reply send(HttpRequest.Builder request) throws InterruptedException, IOException {
    var answer =
        http.send(
            request.header("Authorization", "Bearer " + key).timeout(Duration.ofMinutes(2)).build(),
            BodyHandlers.ofString());
    return new Reply(
        answer.statusCode(), answer.body(), answer.headers().firstValueAsLong("Retry-After"));
  }

  /// Asks again until the reply is as wanted, for at most 2 minutes.
  Reply await(String path, Predicate<Reply> wanted) throws InterruptedException, IOException {
    return await(path, Patience.usual(), wanted);
  }

  /// Asks again until the reply is as wanted, for at most this long.
  Reply await(String path, Duration atMost, Predicate<Reply> wanted)
      throws InterruptedException, IOException {
    return await(path, new Patience(atMost), wanted);
  }

  private Reply await(String path, Patience patience, Predicate<Reply> wanted)
      throws InterruptedException, IOException {
    while (true) {
      var reply = get(path);
      if (wanted.test(reply)) {
        return reply;
      }
      patience.rest(() -> path + ": " + reply);
    }
  }

  /// Asks until the message has this status.
  JsonNode awaitStatus(String id, String status) throws InterruptedException, IOException {
    return await("/v1/messages/" + id, reply -> reply.json().path("status").asText().equals(status))
        .json();
  }

  @Override
  public void close() {
    http.close();
  }
}
