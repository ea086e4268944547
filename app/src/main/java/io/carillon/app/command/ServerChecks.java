package io.carillon.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.app.command.Api.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the doctor asks the server itself.
final class ServerChecks {
  private static final String SANDBOX = "sandbox";
  private static final Duration SKEW_MAX = Duration.ofSeconds(30);
  private static final int LOOKED_AT = 100;

  private final Api api;
  private final Optional<Reach.Key> key;

  ServerChecks(Api api, Optional<Reach.Key> key) {
    this.api = api;
    this.key = key;
  }

  /// Whether a server of ours answers.
  boolean reach(List<Finding> findings) throws InterruptedException {
    try {
      var answer = api.ask("/healthz");
      if (answer.status() == 200 && answer.json().path("status").asText().equals("alive")) {
        findings.add(Finding.ok("server", api.server() + " answers"));
        skew(answer).ifPresent(findings::add);
        return true;
      }
      findings.add(
          Finding.fail(
              "server",
              "what answers at " + api.server() + " is no Carillon (HTTP " + answer.status() + ")",
              "name the server with --url, or start it elsewhere: ./carillon serve --port N"));
    } catch (IOException e) {
      var why = e.getMessage() == null ? "no connection" : e.getMessage();
      findings.add(
          Finding.fail(
              "server",
              "nothing answers at " + api.server() + " (" + why + ")",
              "start it: ./carillon serve; or name another with --url"));
    }
    return false;
  }

  private static Optional<Finding> skew(Answer answer) {
    try {
      return answer
          .field("date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .map(theirs -> Duration.between(theirs, Instant.now()).abs())
          .filter(skew -> skew.compareTo(SKEW_MAX) > 0)
          .map(skew ->
              Finding.warn(
                  "clock",
                  "the server's differs from this one's by " + skew.toSeconds() + " s",
                  "let both be set by NTP: signatures and schedules go by them"));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// All that a server which answers can be asked.
  void look(List<Finding> findings) throws InterruptedException {
    try {
      readiness(findings);
      if (account(findings)) {
        webhooks(findings);
      }
    } catch (IOException e) {
      findings.add(
          Finding.fail("server", "it stopped answering: " + e.getMessage(), "look at its log"));
    }
  }

  private void readiness(List<Finding> findings) throws IOException, InterruptedException {
    var ready = api.ask("/readyz");
    if (ready.status() == 200) {
      findings.add(Finding.ok("accepting", "messages can be accepted and kept"));
    } else {
      findings.add(
          Finding.fail(
              "accepting",
              "not ready: " + ready.json().path("detail").asText(),
              "look at the server's log and at the free space of its disk"));
    }
    var carriers = ready.json().path("carriers");
    carriers.forEach(carrier -> findings.add(carrier(carrier)));
    if (carriers.size() == 1 && carriers.path(0).path("name").asText().equals(SANDBOX)) {
      findings.add(
          Finding.note(
              "carriers",
              "none is configured: every message goes to the sandbox",
              "to reach real people, write carriers into the settings: ./carillon settings"));
    }
  }

  private static Finding carrier(JsonNode carrier) {
    int links = carrier.path("links").asInt();
    int up = carrier.path("up").asInt();
    var name = "carrier " + carrier.path("name").asText();
    var detail = carrier.path("detail").isTextual() ? ": " + carrier.path("detail").asText() : "";
    var what = " " + up + " of " + links + " links are up";
    var advice = "check its host, port, system id and password in the settings";
    if (up == 0) {
      return Finding.fail(name, what.strip() + detail, advice + "; what is for it waits");
    }
    return up < links
        ? Finding.warn(name, what.strip() + detail, advice)
        : Finding.ok(name, what.strip());
  }

  /// Whether the key lets us look further.
  private boolean account(List<Finding> findings) throws IOException, InterruptedException {
    if (key.isEmpty()) {
      findings.add(
          Finding.fail(
              "key",
              "there is none to show",
              "name one with --key or in the variable CARILLON_API_KEY"));
      return false;
    }
    var answer = api.ask("/v2/account");
    var source = " (from " + key.get().source() + ")";
    switch (answer.status()) {
      case 200 -> {
        findings.add(Finding.ok("key", "it is taken" + source));
        standing(answer.json(), findings);
        return true;
      }
      case 403 ->
          findings.add(
              Finding.warn(
                  "key",
                  answer.json().path("error").path("message").asText() + source,
                  "to have the account looked at, use a key with the scope account:read"));
      case 401 ->
          findings.add(
              Finding.fail(
                  "key",
                  "it is unknown, expired or revoked" + source,
                  "use another; keys are made by POST /v2/keys or with the first account's"));
      default ->
          findings.add(
              Finding.warn(
                  "key", "could not be tried: HTTP " + answer.status() + source, "try again"));
    }
    return answer.status() == 403;
  }

  private static void standing(JsonNode account, List<Finding> findings) {
    var balance = account.path("balance");
    var money =
        balance.isObject()
            ? balance.path("amount").asText() + " " + balance.path("currency").asText()
            : "none";
    boolean broke =
        !balance.isObject() || new BigDecimal(balance.path("amount").asText()).signum() <= 0;
    findings.add(
        broke
            ? Finding.warn(
                "account", "its balance is " + money, "add funds: what costs is refused with 402")
            : Finding.ok(
                "account",
                account.path("name").asText()
                    + ", "
                    + account.path("standing").asText()
                    + ", balance "
                    + money));
    int senders = account.path("senders").size();
    findings.add(
        senders == 0
            ? Finding.fail("senders", "the account has none", "give it one: it cannot send")
            : Finding.ok("senders", senders + " to send from"));
  }

  private void webhooks(List<Finding> findings) throws IOException, InterruptedException {
    var dead = failing("dead");
    var open = failing("open");
    if (dead.isEmpty() && open.isEmpty()) {
      findings.add(Finding.ok("webhooks", "none of late was given up or is failing"));
    }
    dead.forEach((origin, count) ->
        findings.add(
            Finding.warn(
                "webhooks",
                count + " to " + origin + " were given up",
                "see GET /v2/webhooks?state=dead; when it is mended, POST"
                    + " /v2/webhooks/{id}/retell")));
    open.forEach((origin, count) ->
        findings.add(
            Finding.warn(
                "webhooks",
                count + " to " + origin + " are failing and are tried again",
                "see that it answers 2xx within 15 s; GET /v2/webhooks?state=open tells what it"
                    + " answers")));
  }

  /// How many failed of late, by where they go: scheme, host and port, for a path may be secret.
  private Map<String, Integer> failing(String state) throws IOException, InterruptedException {
    var counts = new TreeMap<String, Integer>();
    var page = api.ask("/v2/webhooks?limit=" + LOOKED_AT + "&state=" + state).json();
    for (var webhook : page.path("data")) {
      if (state.equals("dead") || webhook.path("failures").asInt() > 0) {
        counts.merge(origin(webhook.path("url").asText()), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static String origin(String url) {
    try {
      var uri = URI.create(url);
      return uri.getScheme() + "://" + uri.getAuthority();
    } catch (IllegalArgumentException _) {
      return "an unreadable URL";
    }
  }
}
