package io.carillon.front.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.cases.DialectCase.Order;
import io.carillon.front.cases.DialectCase.Text;
import io.carillon.wire.http.HttpObserver;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plays cases against the mounted routes over a real server on a real socket, with the real accept
/// over a store in memory.
public final class DialectCases implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final House house = new House();
  private final Likeness likeness = new Likeness();
  private final Chores chores = new Chores(house);
  private @Nullable HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  /// The cases of one dialect, by name.
  public static List<DialectCase> of(String dialect) throws IOException, URISyntaxException {
    var folder =
        Objects.requireNonNull(DialectCases.class.getResource("/dialect/" + dialect), dialect);
    try (var files = Files.list(Path.of(folder.toURI()))) {
      var cases = new ArrayList<DialectCase>();
      for (var file : files.sorted().toList()) {
        cases.add(DialectCase.read(file));
      }
      return cases;
    }
  }

  /// Plays one case in a house of its own.
  public static void play(DialectCase one) throws IOException, InterruptedException {
    try (var cases = new DialectCases()) {
      cases.likeness.know("key", House.KEY);
      cases.likeness.know("sid", House.SID);
      cases.likeness.know("basic", basic(House.SID + ":" + House.TOKEN));
      cases.run(one);
    }
  }

  private static String basic(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private void run(DialectCase one) throws IOException, InterruptedException {
    HttpResponse<String> reply = null;
    for (var step : one.steps()) {
      switch (step) {
        case Order order -> chores.obey(order.words().stream().map(likeness::filled).toList());
        case Text text when text.request() -> {
          int before = house.stored();
          reply = client.send(request(text), BodyHandlers.ofString());
          if (reply.statusCode() >= 400) {
            assertThat(house.stored()).as("%s: stored", one).isEqualTo(before);
          }
        }
        case Text text -> compare(one, text, Objects.requireNonNull(reply));
      }
    }
  }

  /// Started by the first request, so that orders before it can still furnish the house.
  private HttpServer server() {
    if (server == null) {
      server = HttpServer.start(HttpSettings.loopback(), house.mounts(), HttpObserver.NONE);
    }
    return server;
  }

  private HttpRequest request(Text text) {
    var first = text.first().split(" ", 2);
    var uri = URI.create("http://127.0.0.1:" + server().port() + likeness.filled(first[1]));
    var request = HttpRequest.newBuilder(uri).timeout(LIMIT);
    for (var header : text.headers()) {
      var parts = header.split(": ", 2);
      request.header(parts[0], likeness.filled(parts[1]));
    }
    var body = likeness.filled(text.body());
    return request
        .method(first[0], body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private void compare(DialectCase one, Text text, HttpResponse<String> reply) throws IOException {
    assertThat(reply.statusCode())
        .as("%s: %s", one, reply.body())
        .hasToString(text.first().strip());
    for (var header : text.headers()) {
      var parts = header.split(": ", 2);
      var value = reply.headers().firstValue(parts[0]).orElse("");
      assertThat(likeness.isLike(parts[1], value)).as("%s: %s: %s", one, parts[0], value).isTrue();
    }
    assertThat(likeness.differences(text.body(), reply.body())).as("%s", one).isEmpty();
  }

  @Override
  public void close() {
    client.close();
    if (server != null) {
      server.close();
    }
  }
}
