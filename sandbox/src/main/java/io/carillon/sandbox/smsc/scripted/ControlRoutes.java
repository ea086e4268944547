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
import io.carillon.wire.smpp.SmppAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// The counters and commands over HTTP. Bodies are YAML as in a script; JSON is YAML too. No key is
/// needed: it listens on the loopback address unless told otherwise.
final class ControlRoutes {
  private static final int BODY_MAX = 64 * 1024;
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}");
  private static final String LIST_USUAL = "100";

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
            Route.post("/alerts", BODY_MAX, this::alerts),
            Route.post("/outbind", BODY_MAX, this::outbind),
            Route.get("/messages", this::messages),
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

  private Reply alerts(Request request) {
    try {
      var alert = ScriptReader.alert(request.bodyText(), smsc.play().script().accounts());
      smsc.tell(alert);
      return json(202, object().put("alerts", alert.count()));
    } catch (ScriptRefused e) {
      return refused(e);
    }
  }

  /// Where it has to wait, nobody is told how it went.
  private Reply outbind(Request request) {
    try {
      var invitation = ScriptReader.invitation(request.bodyText());
      if (invitation.after().isPositive()) {
        smsc.callLater(invitation);
        return json(202, object().put("connected", false));
      }
      smsc.call(invitation);
      return json(200, object().put("connected", true));
    } catch (ScriptRefused e) {
      return refused(e);
    } catch (IOException _) {
      return error(502, "not_connected", "Nobody took the connection.");
    }
  }

  /// What was taken last, the newest first: of a sender, to a recipient, or all.
  private Reply messages(Request request) {
    var from = request.query("from").orElse("");
    var to = request.query("to").orElse("");
    var limit = request.query("limit").orElse(LIST_USUAL);
    if (!COUNT.matcher(limit).matches()) {
      return error(400, "limit_invalid", "limit is to be a number from 1 to 9999.");
    }
    var found =
        smsc.newest(
            Integer.parseInt(limit),
            message -> fits(from, message.source()) && fits(to, message.destination()));
    return json(200, Report.messages(found));
  }

  /// Clients escape a plus, or leave it out, or have it turned into a space.
  private static boolean fits(String wanted, SmppAddress address) {
    return wanted.isEmpty() || address.value().equals(wanted.replaceFirst("^[+ ]", ""));
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
    return error(
        problem.status(), code(problem), "See docs/guide/smsc.md for what can be asked here.");
  }

  private static Reply error(int status, String code, String message) {
    var answer = object();
    answer.putObject("error").put("code", code).put("message", message);
    return json(status, answer);
  }

  private static String code(Problem problem) {
    return switch (problem) {
      case Problem.NotFound _ -> "not_found";
      case Problem.MethodNotAllowed _ -> "method_not_allowed";
      case Problem.BodyTooLarge _ -> "body_too_large";
      case Problem.TimedOut _, Problem.Malformed _ -> "malformed";
      case Problem.Overloaded _ -> "overloaded";
      case Problem.TooMany _ -> "too_many_requests";
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
