package io.carillon.sandbox.smsc.scripted;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.sandbox.smsc.script.Script;
import io.carillon.sandbox.smsc.script.ScriptReader;
import io.carillon.sandbox.smsc.script.ScriptRefused;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The counters and commands over HTTP. Bodies are YAML as in a script; JSON is YAML too. No key is
/// needed: it listens on the loopback address unless told otherwise.
final class ControlRoutes {
  private static final int BODY_MAX = 64 * 1024;

  private final ScriptedSmsc smsc;

  ControlRoutes(ScriptedSmsc smsc) {
    this.smsc = smsc;
  }

  Mount mount() {
    return new Mount(
        "",
        List.of(
            Route.get("/counters", _ -> json(200, Report.json(smsc))),
            Route.get("/metrics", _ -> metrics()),
            Route.get("/script", _ -> script()),
            Route.post("/script", ScriptReader.LENGTH_MAX, this::replace),
            Route.post("/inbound", BODY_MAX, this::inbound),
            Route.post("/hostile", BODY_MAX, this::hostile),
            Route.delete("/hostile", _ -> json(200, object().put("binds", smsc.heal())))),
        (_, problem) -> refusal(problem));
  }

  private Reply metrics() {
    return Reply.of(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        Report.prometheus(smsc).getBytes(StandardCharsets.UTF_8));
  }

  private Reply script() {
    return Reply.of(
        200, "application/yaml", smsc.play().script().text().getBytes(StandardCharsets.UTF_8));
  }

  private Reply replace(Request request) {
    try {
      Script script = ScriptReader.read(request.bodyText());
      smsc.play(script);
      return json(200, object().put("script_revision", smsc.play().revision()));
    } catch (ScriptRefused e) {
      return refused(e);
    }
  }

  private Reply inbound(Request request) {
    try {
      var inbound = ScriptReader.inbound(request.bodyText(), smsc.play().script().accounts());
      smsc.write(inbound);
      return json(202, object().put("messages", inbound.count()));
    } catch (ScriptRefused e) {
      return refused(e);
    }
  }

  /// Befalls the binds of the account in the query, or all.
  private Reply hostile(Request request) {
    try {
      var hostility = ScriptReader.hostility(request.bodyText());
      int hit = smsc.suffer(hostility, request.query("account").orElse(""));
      return json(200, object().put("binds", hit));
    } catch (ScriptRefused e) {
      return refused(e);
    }
  }

  private static Reply refused(ScriptRefused e) {
    var answer = object();
    var error = answer.putObject("error").put("code", "script_invalid");
    error.put("message", "What was sent cannot be played.");
    var troubles = error.putArray("troubles");
    e.troubles().forEach(troubles::add);
    return json(400, answer);
  }

  private static Reply refusal(Problem problem) {
    var answer = object();
    answer
        .putObject("error")
        .put("code", code(problem))
        .put("message", "See docs/guide/smsc.md for what can be asked here.");
    return json(problem.status(), answer);
  }

  private static String code(Problem problem) {
    return switch (problem) {
      case Problem.NotFound _ -> "not_found";
      case Problem.MethodNotAllowed _ -> "method_not_allowed";
      case Problem.BodyTooLarge _ -> "body_too_large";
      case Problem.TimedOut _, Problem.Malformed _ -> "malformed";
      case Problem.Overloaded _ -> "overloaded";
      case Problem.Broken _ -> "internal";
    };
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static Reply json(int status, ObjectNode node) {
    return Reply.json(status, node.toString().getBytes(StandardCharsets.UTF_8));
  }
}
