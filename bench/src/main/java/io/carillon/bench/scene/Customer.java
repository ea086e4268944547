package io.carillon.bench.scene;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A customer who opens accounts below their own, takes a number for each and makes it a key,
/// through the product's API.
public final class Customer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /// The numbers that accounts may take; none is a recipient's, and none of the United States,
  /// where they would need a campaign.
  private static final long FIRST_NUMBER = 4_915_199_900_000L;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Target target;

  public Customer(Target target) {
    this.target = target;
  }

  /// Settings that offer so many numbers.
  static String inventory(int numbers) {
    return """
    inventory:
      - {kind: mobile, country: DE, first: "+%d", last: "+%d"}
    """
        .formatted(FIRST_NUMBER, FIRST_NUMBER + numbers + 1);
  }

  /// Opens an account and takes the number with this index for it.
  Sends.Sender sender(int index) throws IOException, InterruptedException {
    var own = target.credentials();
    var account = form("/2010-04-01/Accounts.json", own, Map.of("FriendlyName", "Tenant " + index));
    var opened = new Credentials(text(account, "sid"), text(account, "auth_token"), "");
    var number = "+" + (FIRST_NUMBER + index);
    var path = "/2010-04-01/Accounts/" + opened.accountSid() + "/IncomingPhoneNumbers.json";
    form(path, opened, Map.of("PhoneNumber", number));
    var keys = "/restcomm/2012-04-24/Accounts/" + opened.accountSid() + "/ApiKeys.json";
    var wish = Map.of("FriendlyName", "bench", "Scopes", "messaging:send messaging:read");
    var key = text(form(keys, opened, wish), "secret");
    return new Sends.Sender(key, number, "transactional", Optional.of(target.hooks().prompt()));
  }

  /// Makes the server read its settings again.
  public void reload() throws IOException, InterruptedException {
    var request =
        request("/v2/settings/reload")
            .header("Authorization", "Bearer " + target.credentials().apiKey())
            .POST(BodyPublishers.noBody())
            .build();
    answer(request);
  }

  @Override
  public void close() {
    client.close();
  }

  private JsonNode form(String path, Credentials who, Map<String, String> fields)
      throws IOException, InterruptedException {
    var login = who.accountSid() + ":" + who.authToken();
    var body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        request(path)
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    return answer(request);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + Target.HOST + ":" + target.port() + path))
        .timeout(LIMIT);
  }

  private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
    var answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "POST %s was answered %d: %s"
              .formatted(request.uri().getPath(), answer.statusCode(), answer.body()));
    }
    return json.readTree(answer.body());
  }

  private static String text(JsonNode node, String name) throws IOException {
    var text = node.path(name).asText("");
    if (text.isEmpty()) {
      throw new IOException("an answer without " + name);
    }
    return text;
  }
}
