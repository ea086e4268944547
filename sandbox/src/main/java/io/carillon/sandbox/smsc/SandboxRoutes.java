package io.carillon.sandbox.smsc;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.sandbox.smsc.Handsets.Received;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import io.carillon.wire.smpp.SmppAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The handsets over HTTP: look at one, write from one. No key is needed, since only the sandbox
/// has them.
final class SandboxRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxRoutes.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final String MESSAGES = "/handsets/{number}/messages";
  private static final Pattern NUMBER = Pattern.compile("\\+?([0-9]{3,15})");
  private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,8}");
  private static final Pattern NAME =
      Pattern.compile("(?:[0-9]{1,3}-)?(?=.*[A-Za-z])[!-*,-~][ -~]{0,10}");
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}");
  private static final int BODY_MAX = 64 * 1024;
  private static final int LIST_MAX = 1_000;
  private static final int LIST_USUAL = 100;

  private final SandboxSmsc smsc;

  SandboxRoutes(SandboxSmsc smsc) {
    this.smsc = smsc;
  }

  Mount mount() {
    return new Mount(
        "/sandbox",
        List.of(Route.get(MESSAGES, this::shown), Route.post(MESSAGES, BODY_MAX, this::written)),
        (request, problem) -> HandsetRefusal.of(problem).reply(request));
  }

  private Reply shown(Request request) {
    var number = number(request);
    if (number.isEmpty()) {
      return HandsetRefusal.number().reply(request);
    }
    int limit = request.query("limit").map(SandboxRoutes::limit).orElse(LIST_USUAL);
    if (limit < 1 || limit > LIST_MAX) {
      return HandsetRefusal.field("limit", "1 to " + LIST_MAX).reply(request);
    }
    var answer = JsonNodeFactory.instance.objectNode().put("handset", "+" + number.get());
    var list = answer.putArray("messages");
    smsc.shown(number.get(), limit).forEach(received -> list.add(shown(received, number.get())));
    return json(200, answer);
  }

  private static int limit(String text) {
    return COUNT.matcher(text).matches() ? Integer.parseInt(text) : 0;
  }

  private static ObjectNode shown(Received received, String number) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("from", received.from())
        .put("to", "+" + number)
        .put("text", received.text())
        .put("encoding", received.alphabet().name())
        .put("segments", received.segments())
        .put("received_at", Instant.ofEpochMilli(received.at()).toString());
  }

  private Reply written(Request request) {
    var number = number(request);
    if (number.isEmpty()) {
      return HandsetRefusal.number().reply(request);
    }
    JsonNode body;
    try {
      body = JSON.readTree(request.body());
    } catch (IOException _) {
      return HandsetRefusal.malformed("The body is not JSON.").reply(request);
    }
    if (!body.isObject()) {
      return HandsetRefusal.malformed("The body is no JSON object.").reply(request);
    }
    if (isName(body.path("to"))) {
      return HandsetRefusal.oneWay().reply(request);
    }
    var to = sender(body.path("to"));
    if (to.isEmpty()) {
      var wants = "the sender that is written to: a number or a short code, as text";
      return HandsetRefusal.field("to", wants).reply(request);
    }
    var wish = new Wish(body);
    try {
      var id = written(number.get(), to.get(), wish);
      if (wish.refusal().isPresent()) {
        return wish.refusal().get().reply(request);
      }
      var answer = JsonNodeFactory.instance.objectNode().put("id", id).put("status", "sending");
      return json(202, answer);
    } catch (IOException e) {
      LOG.warn("the sandbox could not keep what a person wrote: {}", e.getMessage());
      return HandsetRefusal.notKept().reply(request);
    }
  }

  /// Nothing is written where the wish is refused.
  private String written(String person, SmppAddress to, Wish wish) throws IOException {
    if (wish.isSpecial()) {
      var dictation = wish.dictation((int) (smsc.nextId() & 0xFFFF));
      return wish.refusal().isPresent() ? "" : smsc.write(person, to, dictation);
    }
    var text = wish.text();
    return wish.refusal().isPresent() ? "" : smsc.write(person, to, text);
  }

  /// A number with or without its plus. Some clients write the plus into the path as it is, some
  /// escape it.
  private static Optional<String> number(Request request) {
    var matcher = NUMBER.matcher(request.variable("number"));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /// A sender as a person would dial it: up to eight digits are a short code, more a number.
  private static Optional<SmppAddress> sender(JsonNode node) {
    var text = node.isTextual() ? node.asText().strip() : "";
    if (SHORT_CODE.matcher(text).matches()) {
      return Optional.of(SmppAddress.shortCode(text));
    }
    var number = NUMBER.matcher(text);
    return number.matches()
        ? Optional.of(SmppAddress.international(number.group(1)))
        : Optional.empty();
  }

  private static boolean isName(JsonNode node) {
    return node.isTextual() && NAME.matcher(node.asText().strip()).matches();
  }

  private static Reply json(int status, ObjectNode node) {
    return Reply.json(status, node.toString().getBytes(StandardCharsets.UTF_8));
  }
}
