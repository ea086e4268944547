package io.carillon.bench.scene;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.bench.load.Request;
import io.carillon.bench.load.Template;
import io.carillon.bench.mark.Recipients;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;

/// The requests that send, one a dialect, as its documents have them.
final class Sends {
  private static final String TO = Recipients.PREFIX + Template.NUMBER;

  private final int port;

  /// @param port of the server
  Sends(int port) {
    this.port = port;
  }

  /// Who sends in PantheonCloud's JSON.
  ///
  /// @param type `transactional`, `promotional` or `otp`
  /// @param hook where it is told that a message is delivered
  record Sender(String key, String from, String type, Optional<String> hook) {
    static Sender first(Target target) {
      return new Sender(
          target.credentials().apiKey(),
          Recipients.SENDER,
          "transactional",
          Optional.of(target.hooks().prompt()));
    }

    Sender to(String other) {
      return new Sender(key, from, type, Optional.of(other));
    }

    Sender silent() {
      return new Sender(key, from, type, Optional.empty());
    }

    Sender of(String otherType) {
      return new Sender(key, from, otherType, hook);
    }

    @Override
    public String toString() {
      return "Sender[" + from + "]";
    }
  }

  /// One message in PantheonCloud's JSON.
  Request json(Sender sender, Text text) {
    var body =
        """
        {"from":"%s","to":"%s","text":"%s","channel":"sms","type":"%s"%s}\
        """
            .formatted(
                sender.from(),
                TO,
                text.words(),
                sender.type(),
                sender
                    .hook()
                    .map(",\"webhook_url\":\"%s\",\"webhook_events\":[\"delivered\"]"::formatted)
                    .orElse(""));
    return post("/v1/messages", "Bearer " + sender.key(), "application/json", body, 1);
  }

  /// One message as Twilio's form, with the account's own credentials.
  Request form(Credentials credentials, String hook) {
    var login = credentials.accountSid() + ":" + credentials.authToken();
    var body =
        "To=%s&From=%s&Body=%s&StatusCallback=%s"
            .formatted(
                // The digits' place is no text, and stays as it is.
                URLEncoder.encode(Recipients.PREFIX, UTF_8) + Template.NUMBER,
                URLEncoder.encode(Recipients.SENDER, UTF_8),
                URLEncoder.encode(Text.SHORT.words(), UTF_8)
                    .replace(URLEncoder.encode(Template.NUMBER, UTF_8), Template.NUMBER),
                URLEncoder.encode(hook, UTF_8));
    return post(
        "/2010-04-01/Accounts/" + credentials.accountSid() + "/Messages.json",
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)),
        "application/x-www-form-urlencoded",
        body,
        1);
  }

  /// Many messages as IntelePeer's array.
  Request bulk(Credentials credentials, String hook, int messages) {
    var one =
        """
        {"from":"%s","to":"%s","text":"%s","dlr":true,"dlroptions":{"webhook":"%s"}}\
        """
            .formatted(Recipients.SENDER, TO, Text.SHORT.words(), hook);
    var body = "[" + String.join(",", Collections.nCopies(messages, one)) + "]";
    return post(
        "/_rest/v4/app/sms/send",
        "Bearer " + credentials.apiKey(),
        "application/json",
        body,
        messages);
  }

  private Request post(String path, String authorization, String type, String body, int messages) {
    var head =
        """
        POST %s HTTP/1.1\r
        Host: %s:%d\r
        Authorization: %s\r
        Content-Type: %s\r
        """
            .formatted(path, Target.HOST, port, authorization, type);
    return new Request(head, body, messages);
  }
}
