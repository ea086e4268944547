package io.carillon.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.app.Rig;
import io.carillon.front.openapi.Filling;
import io.carillon.testkit.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes requests out of the examples of a document, and sends them.
///
/// An id in a path comes from a link: from what another operation answered to its own first
/// example.
final class Player {
  private static final int LINKS_MAX = 6;
  private static final Duration LINK_LIMIT = Duration.ofSeconds(30);
  private static final String BODY = "$response.body#";
  private static final String ELSEWHERE = "https://example.com";

  private final AtomicInteger names = new AtomicInteger();
  private final Line line;
  private final String ear;
  private final Filling filling;

  /// @param ear what stands for `https://example.com` in the examples
  Player(Line line, String ear) {
    this.line = line;
    this.ear = ear;
    filling =
        new Filling(Instant::now, () -> "u" + System.nanoTime() + names.incrementAndGet(), "");
  }

  /// One call of an operation.
  ///
  /// @param type of the body, or empty
  /// @param example its name; empty for the plain call
  /// @param alone the one optional parameter that is sent, or empty
  record Call(Operation operation, String type, String example, String alone) {
    /// The status that is documented for it.
    int status() {
      return operation.answeredWith(example).orElseGet(operation::success);
    }

    @Override
    public String toString() {
      return operation + " " + example + alone;
    }
  }

  /// Every call that the examples of an operation make.
  static List<Call> calls(Operation operation) {
    var calls = new ArrayList<Call>();
    var bodies = operation.bodies();
    for (var body : bodies.entrySet()) {
      body.getValue()
          .path("examples")
          .fieldNames()
          .forEachRemaining(name -> calls.add(new Call(operation, body.getKey(), name, "")));
    }
    var type = bodies.isEmpty() ? "" : bodies.keySet().iterator().next();
    if (calls.isEmpty()) {
      calls.add(new Call(operation, type, "", ""));
    }
    var named = new LinkedHashSet<String>();
    for (var parameter : operation.parameters()) {
      parameter.path("examples").fieldNames().forEachRemaining(named::add);
      if (!parameter.path("required").asBoolean() && usual(operation, parameter).isPresent()) {
        calls.add(new Call(operation, type, "", parameter.path("name").asText()));
      }
    }
    calls.forEach(call -> named.remove(call.example()));
    named.forEach(name -> calls.add(new Call(operation, type, name, "")));
    return calls;
  }

  Line.Answer play(Call call) throws IOException {
    return line.send(draft(call));
  }

  Line.Answer send(Draft draft) throws IOException {
    return line.send(draft);
  }

  /// The request of a call, with whatever it needs made before.
  Draft draft(Call call) throws IOException {
    return draft(call, 0).draft();
  }

  private record Ready(Draft draft, Map<String, String> path) {}

  private Ready draft(Call call, int depth) throws IOException {
    var operation = call.operation();
    var path = pathValues(call, depth);
    var escaped = new HashMap<String, String>();
    path.forEach((name, value) -> escaped.put(name, Draft.escaped(value)));
    var target = operation.filled(escaped);
    var draft = new Draft(operation.method(), target, credentials(operation), new byte[0]);
    for (var parameter : operation.parameters()) {
      if (!parameter.path("in").asText().equals("path")) {
        var value = value(call, parameter);
        draft = value.isPresent() ? added(draft, parameter, value.get()) : draft;
      }
    }
    return new Ready(withBody(draft, call), path);
  }

  private static Draft added(Draft draft, JsonNode parameter, JsonNode value) {
    var name = parameter.path("name").asText();
    if (parameter.path("in").asText().equals("header")) {
      return draft.with(name + ": " + value.asText());
    }
    var more = draft;
    for (var one : value instanceof ArrayNode all ? all : List.of(value)) {
      more = more.asking(Draft.escaped(name) + "=" + Draft.escaped(one.asText()));
    }
    return more;
  }

  /// What a call sends for a parameter, if it sends it.
  private Optional<JsonNode> value(Call call, JsonNode parameter) {
    var named = parameter.path("examples").path(call.example()).path("value");
    if (!named.isMissingNode()) {
      return Optional.of(filled(named));
    }
    boolean wanted =
        parameter.path("required").asBoolean()
            || parameter.path("name").asText().equals(call.alone());
    return wanted ? usual(call.operation(), parameter).map(this::filled) : Optional.empty();
  }

  /// The value that stands for a parameter or a body where a call names none: `example`, or the
  /// first of `examples` for which no refusal is documented.
  private static Optional<JsonNode> usual(Operation operation, JsonNode described) {
    if (described.has("example")) {
      return Optional.of(described.path("example"));
    }
    return described.path("examples").properties().stream()
        .filter(example -> operation.answeredWith(example.getKey()).orElse(200) < 400)
        .map(example -> example.getValue().path("value"))
        .findFirst();
  }

  private Map<String, String> pathValues(Call call, int depth) throws IOException {
    var values = new HashMap<String, String>();
    var missing = new LinkedHashSet<String>();
    for (var parameter : call.operation().parameters()) {
      if (parameter.path("in").asText().equals("path")) {
        var name = parameter.path("name").asText();
        var named = parameter.path("examples").path(call.example()).path("value");
        if (!named.isMissingNode()) {
          values.put(name, filled(named).asText());
        } else {
          usual(call.operation(), parameter)
              .map(this::filled)
              .ifPresentOrElse(value -> values.put(name, value.asText()), () -> missing.add(name));
        }
      }
    }
    if (!missing.isEmpty()) {
      linked(call.operation(), depth)
          .forEach((name, value) -> {
            if (missing.remove(name)) {
              values.put(name, value);
            }
          });
      if (!missing.isEmpty()) {
        throw new AssertionError(call + ": no link and no example gives " + missing);
      }
    }
    return values;
  }

  /// What the first link to an operation gives, its source played.
  private Map<String, String> linked(Operation target, int depth) throws IOException {
    var document = target.document();
    for (var source : document.operations()) {
      for (var response : source.responses().values()) {
        for (var written : response.path("links")) {
          var link = document.resolved(written);
          if (link.path("operationId").asText().equals(target.givenId())) {
            return follow(source, link, depth);
          }
        }
      }
    }
    return Map.of();
  }

  private Map<String, String> follow(Operation source, JsonNode link, int depth)
      throws IOException {
    if (depth > LINKS_MAX) {
      throw new AssertionError("links in a circle at " + source);
    }
    var example = link.path("x-example").asText();
    var first = calls(source);
    var maker = first.stream().filter(call -> call.example().equals(example)).findFirst();
    var call = maker.orElseGet(first::getFirst);
    var ready = draft(call, depth + 1);
    var patience = new Patience(LINK_LIMIT);
    var answer = made(call, ready);
    while (isWanting(link, answer)) {
      patience.rest(() -> source + " answers nothing for " + link);
      answer = made(call, ready);
    }
    return linked(link, answer, ready);
  }

  private JsonNode made(Call call, Ready ready) throws IOException {
    var answer = line.send(ready.draft());
    if (answer.status() != call.status()) {
      throw new AssertionError(
          call.operation() + " makes nothing: " + answer.status() + " " + answer.text());
    }
    return Judge.JSON.readTree(answer.body());
  }

  /// Whether something that a link names is not there yet: some things come to be by themselves, a
  /// moment after the server has started.
  private static boolean isWanting(JsonNode link, JsonNode answer) {
    return link.path("parameters").properties().stream()
        .map(parameter -> parameter.getValue().asText())
        .anyMatch(
            it -> it.startsWith(BODY) && answer.at(it.substring(BODY.length())).isMissingNode());
  }

  private static Map<String, String> linked(JsonNode link, JsonNode answer, Ready source) {
    var values = new HashMap<String, String>();
    for (var parameter : link.path("parameters").properties()) {
      var expression = parameter.getValue().asText();
      if (expression.startsWith(BODY)) {
        values.put(parameter.getKey(), answer.at(expression.substring(BODY.length())).asText());
      } else if (expression.startsWith("$request.path.")) {
        values.put(parameter.getKey(), source.path().getOrDefault(expression.substring(14), ""));
      } else {
        values.put(parameter.getKey(), expression);
      }
    }
    return values;
  }

  private Draft withBody(Draft draft, Call call) {
    var body = call.operation().bodies().get(call.type());
    if (body == null) {
      return draft;
    }
    var named = body.path("examples").path(call.example()).path("value");
    var value = named.isMissingNode() ? usual(call.operation(), body) : Optional.of(named);
    if (value.isEmpty()) {
      return draft;
    }
    var filled = filled(value.get());
    var text = call.type().endsWith("x-www-form-urlencoded") ? form(filled) : filled.toString();
    var plain = filled.isTextual() && !call.type().endsWith("json");
    return draft
        .with("Content-Type: " + call.type())
        .withBody((plain ? filled.asText() : text).getBytes(StandardCharsets.UTF_8));
  }

  /// An object as form fields; an array is a field that stands several times.
  static String form(JsonNode value) {
    var pairs = new ArrayList<String>();
    for (var field : value.properties()) {
      for (var one : field.getValue() instanceof ArrayNode all ? all : List.of(field.getValue())) {
        var text = one instanceof ObjectNode ? one.toString() : one.asText();
        pairs.add(Draft.escaped(field.getKey()) + "=" + Draft.escaped(text));
      }
    }
    return String.join("&", pairs);
  }

  private JsonNode filled(JsonNode example) {
    try {
      var text = filling.fill(example.toString()).replace(ELSEWHERE, ear);
      return Judge.JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// The header lines by which the account of the rig shows who it is.
  static List<String> credentials(Operation operation) {
    var lines = new ArrayList<String>();
    var first = operation.node().path("security").path(0);
    first
        .fieldNames()
        .forEachRemaining(scheme -> {
          switch (scheme) {
            case "bearer" -> lines.add("Authorization: Bearer " + Rig.KEY);
            case "apiKey" -> lines.add("X-API-Key: " + Rig.KEY);
            case "login" -> {
              var login = (Rig.SID + ":" + Rig.TOKEN).getBytes(StandardCharsets.UTF_8);
              lines.add("Authorization: Basic " + Base64.getEncoder().encodeToString(login));
            }
            case "session" -> {} // nobody has signed in here
            default -> throw new AssertionError("no credentials for " + scheme);
          }
        });
    return lines;
  }
}
