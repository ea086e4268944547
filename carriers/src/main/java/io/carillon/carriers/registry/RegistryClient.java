package io.carillon.carriers.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.carillon.model.port.Registry;
import io.carillon.wire.http.Call;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Asks TCR, by HTTP with Basic credentials. What it files and what it is answered is never logged.
public final class RegistryClient implements Registry {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BODY_MAX = 256 * 1024;
  private static final String ATT = "AT&T";

  private final GuardedClient client;
  private final RegistrySettings settings;
  private final List<Field> fields;

  /// @param client calls only where the settings let it
  public RegistryClient(GuardedClient client, RegistrySettings settings) {
    this.client = client;
    this.settings = settings;
    var pair = settings.key() + ":" + settings.secret().reveal();
    var basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    this.fields =
        List.of(
            new Field("Authorization", "Basic " + basic),
            new Field("Accept", "application/json"),
            new Field("Content-Type", "application/json"));
  }

  /// What one call came to.
  private sealed interface Heard {
    record Said(JsonNode body) implements Heard {}

    record Not(Answer answer) implements Heard {}
  }

  @Override
  public Answer file(String reference, Form form) throws InterruptedException {
    var body = RegistryMapping.body(reference, form);
    var octets = body.toString().getBytes(StandardCharsets.UTF_8);
    return switch (heard(filing(form, octets))) {
      case Heard.Not(var answer) -> answer;
      case Heard.Said(var said) -> filed(form.kind(), said);
    };
  }

  /// Asks it to tell this URL of what becomes of brands and campaigns; tells whether it will.
  public boolean subscribe(String url) throws InterruptedException {
    boolean all = true;
    for (var category : RegistryMapping.EVENTS) {
      var body = JSON.createObjectNode().put("eventCategory", category).put("webhookEndpoint", url);
      var octets = body.toString().getBytes(StandardCharsets.UTF_8);
      var path = settings.url() + "/webhook/subscription";
      var call = Call.put(path, fields, octets, settings.timeout(), BODY_MAX);
      all &= heard(call) instanceof Heard.Said;
    }
    return all;
  }

  private Call filing(Form form, byte[] octets) {
    var known = form.registryId();
    var path =
        switch (form.kind()) {
          case BRAND -> known.isEmpty() ? "/brand/nonBlocking" : "/brand/" + known;
          case CAMPAIGN -> known.isEmpty() ? "/campaignBuilder" : "/campaign/" + known;
        };
    var url = settings.url() + path;
    return known.isEmpty()
        ? Call.post(url, fields, octets, settings.timeout(), BODY_MAX)
        : Call.put(url, fields, octets, settings.timeout(), BODY_MAX);
  }

  private Answer filed(Kind kind, JsonNode body) {
    var id = body.path(kind == Kind.BRAND ? "brandId" : "campaignId").asText();
    return id.isEmpty()
        ? new Answer.Unreachable("its answer names nothing")
        : new Answer.Stands(id, State.PENDING, OptionalInt.empty(), "", "");
  }

  @Override
  public Answer ask(Kind kind, String registryId) throws InterruptedException {
    return switch (kind) {
      case BRAND -> brand(registryId);
      case CAMPAIGN -> campaign(registryId);
    };
  }

  private Answer brand(String id) throws InterruptedException {
    return switch (get("/brand/" + id)) {
      case Heard.Not(var answer) -> answer;
      case Heard.Said(var body) -> {
        var state = RegistryMapping.brand(body.path("identityStatus").asText());
        yield state.isEmpty() ? unreadable() : brand(id, state.get());
      }
    };
  }

  private Answer brand(String id, State state) throws InterruptedException {
    var score = state == State.ACTIVE ? score(id) : OptionalInt.empty();
    var reason = state == State.REJECTED ? feedback(id) : "";
    return new Answer.Stands(id, state, score, "", reason);
  }

  /// The best of its vettings.
  private OptionalInt score(String id) throws InterruptedException {
    var best = OptionalInt.empty();
    for (var vetting : said(get("/brand/" + id + "/externalVetting"))) {
      int score = vetting.path("vettingScore").asInt(-1);
      if (score >= 0 && score <= 100 && score >= best.orElse(0)) {
        best = OptionalInt.of(score);
      }
    }
    return best;
  }

  private String feedback(String id) throws InterruptedException {
    var reasons = new ArrayList<String>();
    said(get("/brand/feedback/" + id))
        .path("category")
        .forEach(one -> reasons.add(one.path("description").asText()));
    return RegistryMapping.shortly(String.join(" ", reasons));
  }

  private Answer campaign(String id) throws InterruptedException {
    return switch (get("/campaign/" + id)) {
      case Heard.Not(var answer) -> answer;
      case Heard.Said(var body) -> {
        var carriers = said(get("/campaign/" + id + "/operationStatus"));
        var state = RegistryMapping.campaign(body.path("status").asText(), carriers);
        yield state.isEmpty() ? unreadable() : campaign(id, state.get(), body);
      }
    };
  }

  private Answer campaign(String id, State state, JsonNode body) throws InterruptedException {
    var letter = "";
    if (state == State.ACTIVE) {
      for (var carrier : said(get("/campaign/" + id + "/mnoMetadata"))) {
        if (carrier.path("mno").asText().equals(ATT)) {
          letter = carrier.path("msgClass").asText();
        }
      }
    }
    var reason = state == State.REJECTED ? body.path("rejectionReason").asText() : "";
    return new Answer.Stands(
        id,
        state,
        OptionalInt.empty(),
        letter.matches("[A-Z]") ? letter : "",
        RegistryMapping.shortly(reason));
  }

  private static Answer unreadable() {
    return new Answer.Unreachable("its answer says nothing that is known");
  }

  private static JsonNode said(Heard heard) {
    return switch (heard) {
      case Heard.Said(var body) -> body;
      case Heard.Not _ -> MissingNode.getInstance();
    };
  }

  private Heard get(String path) throws InterruptedException {
    return heard(Call.get(settings.url() + path, fields, settings.timeout(), BODY_MAX));
  }

  private Heard heard(Call call) throws InterruptedException {
    return switch (client.exchange(call)) {
      case Result.Answered answer when answer.whole() && answer.status() == 200 ->
          json(answer.body())
              .<Heard>map(Heard.Said::new)
              .orElseGet(() -> new Heard.Not(new Answer.Unreachable("its answer is not JSON")));
      case Result.Answered answer when answer.status() == 400 || answer.status() == 404 ->
          new Heard.Not(new Answer.Refused(complaint(answer)));
      case Result.Answered answer ->
          new Heard.Not(new Answer.Unreachable("it answered " + answer.status()));
      case Result.Failed(var kind, _) -> new Heard.Not(new Answer.Unreachable(kind.name()));
    };
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.ofNullable(JSON.readTree(body));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// TCR's errors are an array of code, description and fields.
  private static String complaint(Result.Answered answer) {
    var said = new ArrayList<String>();
    for (var error : json(answer.body()).orElse(MissingNode.getInstance())) {
      var names = new ArrayList<String>();
      error.path("fields").forEach(field -> names.add(field.asText()));
      said.add(error.path("description").asText() + " " + String.join(", ", names));
    }
    var words = String.join("; ", said).strip();
    return RegistryMapping.shortly(
        words.isEmpty() ? "The registry refused it (" + answer.status() + ")." : words);
  }
}
