package io.carillon.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.sandbox.registry.Filings.Filing;
import io.carillon.wire.http.Handler;
import io.carillon.wire.http.HttpServer;
import io.carillon.wire.http.HttpSettings;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// A registry of brands and campaigns with the paths and words of TCR's CSP API v2, on a loopback
/// port. It keeps the last 1,000 filings, in a synced file; what is filed again by the same
/// `referenceId` is the same filing.
public final class SandboxRegistry implements AutoCloseable {
  /// Who may ask.
  public static final String KEY = "sandbox";

  /// By what secret.
  public static final String SECRET = "sandbox-secret";

  private static final int BODY_MAX = 64 * 1024;
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] CREDENTIALS =
      ("Basic "
              + Base64.getEncoder()
                  .encodeToString((KEY + ":" + SECRET).getBytes(StandardCharsets.UTF_8)))
          .getBytes(StandardCharsets.UTF_8);

  private final Filings filings;
  private final Telling telling;
  private final HttpServer server;

  private SandboxRegistry(Filings filings, Telling telling) {
    this.telling = telling;
    this.filings = filings;
    var routes =
        List.of(
            Route.post("/brand/nonBlocking", BODY_MAX, known(this::brand)),
            Route.get("/brand/{id}", known(one(this::shownBrand))),
            Route.put("/webhook/subscription", BODY_MAX, known(this::subscribed)),
            Route.put("/brand/{id}", BODY_MAX, known(this::changed)),
            Route.get("/brand/{id}/externalVetting", known(one(this::vettings))),
            Route.get("/brand/feedback/{id}", known(one(this::feedback))),
            Route.post("/campaignBuilder", BODY_MAX, known(this::campaign)),
            Route.get("/campaign/{id}", known(one(this::shownCampaign))),
            Route.put("/campaign/{id}", BODY_MAX, known(this::changed)),
            Route.get("/campaign/{id}/operationStatus", known(one(this::operations))),
            Route.get("/campaign/{id}/mnoMetadata", known(one(this::carriers))));
    var mount = new Mount("/v2", routes, (_, problem) -> Reply.empty(problem.status()));
    this.server = HttpServer.start(HttpSettings.loopback(), List.of(mount));
  }

  /// Starts to listen.
  ///
  /// @param folder in which it keeps what it is handed; made where it is missing
  /// @param delay how long it looks at a filing, in ticks of `ticks` (nanoseconds)
  public static SandboxRegistry open(Path folder, long delay, LongSupplier ticks)
      throws IOException {
    Files.createDirectories(folder);
    var filings = new Filings(folder.resolve("registry.json"), delay, ticks);
    return new SandboxRegistry(filings, new Telling(Duration.ofNanos(delay)));
  }

  /// Where it is asked.
  public String url() {
    return "http://127.0.0.1:" + server.port() + "/v2";
  }

  private static Handler known(Function<Request, Reply> answer) {
    return request -> {
      var shown = request.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
      return MessageDigest.isEqual(shown, CREDENTIALS)
          ? answer.apply(request)
          : error(401, 502, "Unauthorized", List.of());
    };
  }

  private Function<Request, Reply> one(Function<Filing, JsonNode> shown) {
    return request ->
        filings
            .find(request.variable("id"))
            .map(held -> json(shown.apply(held)))
            .orElseGet(() -> error(404, 501, "Not found", List.of("id")));
  }

  private Reply brand(Request request) {
    return filed(request, "B", "brandId", List.of("displayName", "entityType", "country", "email"));
  }

  private Reply campaign(Request request) {
    var said = read(request);
    var brand = said.flatMap(body -> filings.find(body.path("brandId").asText()));
    return brand.isEmpty()
        ? error(400, 501, "Invalid parameter", List.of("brandId"))
        : filed(
            request,
            "C",
            "campaignId",
            List.of("usecase", "description", "sample1", "messageFlow"));
  }

  private Reply subscribed(Request request) {
    var said = read(request);
    boolean taken =
        said.map(body ->
                telling.subscribe(
                    body.path("eventCategory").asText(), body.path("webhookEndpoint").asText()))
            .orElse(false);
    return taken
        ? json(said.orElseThrow())
        : error(400, 501, "Invalid parameter", List.of("webhookEndpoint"));
  }

  /// It is looked at again.
  private Reply changed(Request request) {
    return read(request)
        .flatMap(said -> filings.change(request.variable("id"), said))
        .map(this::followed)
        .orElseGet(() -> error(404, 501, "Not found", List.of("id")));
  }

  private Reply followed(ObjectNode said) {
    telling.follow(said);
    return json(said);
  }

  private Reply filed(Request request, String prefix, String name, List<String> needed) {
    var said = read(request);
    var missing =
        needed.stream()
            .filter(field -> said.map(body -> body.path(field).asText().isEmpty()).orElse(true))
            .toList();
    if (!missing.isEmpty()) {
      return error(400, 501, "Invalid parameter", missing);
    }
    return followed(filings.add(said.orElseThrow(), prefix, name));
  }

  private static Optional<ObjectNode> read(Request request) {
    try {
      return JSON.readTree(request.body()) instanceof ObjectNode body
          ? Optional.of(body)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private JsonNode shownBrand(Filing held) {
    var status =
        switch (Judged.brand(held.said())) {
          case APPROVED -> "VERIFIED";
          case ASKED, REJECTED, SUSPENDED -> "UNVERIFIED";
        };
    return held.said()
        .deepCopy()
        .put("identityStatus", filings.isLookedAt(held) ? "SELF_DECLARED" : status);
  }

  private JsonNode vettings(Filing held) {
    var list = JsonNodeFactory.instance.arrayNode();
    if (!filings.isLookedAt(held) && Judged.brand(held.said()) == Judged.APPROVED) {
      list.addObject()
          .put("evpId", "AEGIS")
          .put("vettingClass", "STANDARD")
          .put("vettingStatus", "ACTIVE")
          .put("vettingScore", Judged.score(held.said()));
    }
    return list;
  }

  private JsonNode feedback(Filing held) {
    var answer = JsonNodeFactory.instance.objectNode();
    var category = answer.put("brandId", held.said().path("brandId").asText()).putArray("category");
    if (!filings.isLookedAt(held)) {
      switch (Judged.brand(held.said())) {
        case APPROVED, SUSPENDED -> {}
        case ASKED ->
            category
                .addObject()
                .put("id", "TAX_ID")
                .put("description", "Company name and tax id are needed; send them.");
        case REJECTED ->
            category.addObject().put("id", "OTHERS").put("description", "The brand is refused.");
      }
    }
    return answer;
  }

  private JsonNode shownCampaign(Filing held) {
    var shown = held.said().deepCopy().put("status", "ACTIVE");
    return !filings.isLookedAt(held) && Judged.campaign(held.said()) == Judged.REJECTED
        ? shown.put("rejectionReason", "The campaign is refused.")
        : shown;
  }

  private JsonNode operations(Filing held) {
    var word =
        switch (Judged.campaign(held.said())) {
          case APPROVED, ASKED -> "REGISTERED";
          case REJECTED -> "REJECTED";
          case SUSPENDED -> "SUSPENDED";
        };
    var shown = filings.isLookedAt(held) ? "REVIEW" : word;
    return JsonNodeFactory.instance.objectNode().put("10017", shown).put("10035", shown);
  }

  private JsonNode carriers(Filing held) {
    var score =
        filings.find(held.said().path("brandId").asText()).map(one -> Judged.score(one.said()));
    var answer = JsonNodeFactory.instance.objectNode();
    answer.putObject("10017").put("mno", "AT&T").put("msgClass", score.orElse(0) >= 75 ? "A" : "C");
    answer.putObject("10035").put("mno", "T-Mobile").put("brandTier", "LOWER_MID");
    return answer;
  }

  private static Reply json(JsonNode body) {
    return Reply.json(200, body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Reply error(int status, int code, String description, List<String> fields) {
    var errors = JsonNodeFactory.instance.arrayNode();
    var error = errors.addObject().put("code", code).put("description", description);
    var names = error.putArray("fields");
    fields.forEach(names::add);
    return Reply.json(status, errors.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
    telling.close();
  }
}
