package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/// The native API of a running server, as a client sees it.
final class Api {
  static final JsonMapper JSON = new JsonMapper();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int TRIES_MAX = 4;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
  private static final Duration PAUSES_MAX = Duration.ofSeconds(30);
  private static final int PAGE_MAX = 100;

  private final URI server;
  private final Optional<Reach.Key> key;
  private final HttpClient client;

  /// @param tls whose certificates are believed, where the server is called by https
  Api(URI server, Optional<Reach.Key> key, SSLContext tls) {
    this.server = server;
    this.key = key;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .sslContext(tls)
            .build();
  }

  /// What came back.
  record Answer(int status, Map<String, List<String>> fields, JsonNode json) {
    /// The first value of a header.
    Optional<String> field(String name) {
      return fields.entrySet().stream()
          .filter(field -> field.getKey().toLowerCase(Locale.ROOT).equals(name))
          .map(field -> field.getValue().getFirst())
          .findFirst();
    }
  }

  URI server() {
    return server;
  }

  /// Asks once, whatever is answered.
  Answer ask(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /// The JSON at a path; everything but 2xx is a trouble.
  JsonNode get(String path) throws Trouble, InterruptedException {
    return settled(() -> ask(path));
  }

  /// The text at a path, such as a sheet; everything but 2xx is a trouble.
  String text(String path) throws Trouble, InterruptedException {
    try {
      var answer = client.send(request(path).GET().build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 2) {
        return answer.body();
      }
      throw refused(read(answer));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /// Posts a sheet of comma-separated values once, whatever is answered.
  Answer order(String path, String sheet) throws Trouble, InterruptedException {
    var csv = request(path).header("Content-Type", "text/csv; charset=utf-8");
    try {
      return send(csv.POST(BodyPublishers.ofString(sheet)));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /// Posts an order once, whatever is answered.
  Answer order(String path) throws Trouble, InterruptedException {
    try {
      return send(request(path).POST(BodyPublishers.noBody()));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /// Posts a request that may be repeated, since it has an idempotency key: tried again where the
  /// server is busy or the line broke.
  JsonNode post(String path, JsonNode body, String idempotencyKey)
      throws Trouble, InterruptedException {
    return settled(() ->
        send(
            request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body.toString()))));
  }

  /// Hands over the items of a list, page by page, up to a number.
  ///
  /// @param query ready to stand behind a question mark, without `limit`; may be empty
  void each(String path, String query, int most, Consumer<JsonNode> item)
      throws Trouble, InterruptedException {
    int left = most;
    var cursor = "";
    while (left > 0) {
      var asked = path + "?limit=" + Math.min(left, PAGE_MAX) + and(query) + cursor;
      var page = get(asked);
      for (var one : page.path("data")) {
        item.accept(one);
        left--;
      }
      if (!page.path("has_more").asBoolean()) {
        return;
      }
      cursor = "&starting_after=" + escaped(page.path("next_cursor").asText());
    }
  }

  static String and(String query) {
    return query.isEmpty() ? "" : "&" + query;
  }

  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// A query of these names and values; those without a value are left out.
  static String query(Map<String, String> values) {
    var pairs = new ArrayList<String>();
    values.forEach((name, value) -> {
      if (!value.isEmpty()) {
        pairs.add(escaped(name) + "=" + escaped(value));
      }
    });
    return String.join("&", pairs);
  }

  private interface Call {
    Answer make() throws IOException, InterruptedException;
  }

  private JsonNode settled(Call call) throws Trouble, InterruptedException {
    var pauses = Pauses.growing(PAUSE, PAUSE_MAX, PAUSES_MAX);
    for (int tries = 1; ; tries++) {
      Answer answer;
      try {
        answer = call.make();
      } catch (IOException e) {
        if (tries == TRIES_MAX || !pauses.pass(PAUSE)) {
          throw unreachable(e);
        }
        continue;
      }
      if (answer.status() / 100 == 2) {
        return answer.json();
      }
      boolean busy = answer.status() == 429 || answer.status() == 503;
      if (!busy || tries == TRIES_MAX || !pauses.pass(wished(answer))) {
        throw refused(answer);
      }
    }
  }

  private static Duration wished(Answer answer) {
    return answer
        .field("retry-after")
        .filter(value -> value.matches("[0-9]{1,4}"))
        .map(value -> Duration.ofSeconds(Integer.parseInt(value)))
        .orElse(PAUSE);
  }

  private Trouble unreachable(IOException e) {
    var why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new Trouble(
        "the server at " + server + " cannot be reached: " + why,
        "is it running? ./carillon doctor looks closer; --url names another");
  }

  static Trouble refused(Answer answer) {
    var error = answer.json().path("error");
    if (error.isMissingNode()) {
      return new Trouble("the server answered " + answer.status() + " and no word of its own");
    }
    var field = error.path("field").asText("");
    var about = field.isEmpty() || error.path("field").isNull() ? "" : " (" + field + ")";
    return new Trouble(
        error.path("code").asText() + about + ": " + error.path("message").asText(),
        error.path("resolution").asText(),
        "request " + error.path("request_id").asText());
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(server + path)).timeout(ANSWER);
    key.ifPresent(shown -> request.header("Authorization", "Bearer " + shown.text()));
    return request;
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return read(client.send(request.build(), BodyHandlers.ofString()));
  }

  private static Answer read(HttpResponse<String> answer) {
    return new Answer(answer.statusCode(), answer.headers().map(), json(answer.body()));
  }

  private static JsonNode json(String body) {
    try {
      var read = JSON.readTree(body);
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }
}
