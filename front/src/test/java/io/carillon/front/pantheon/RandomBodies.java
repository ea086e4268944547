package io.carillon.front.pantheon;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Bodies by chance: every other one a valid text that chance has damaged, the rest well-formed
/// objects of known fields with values that are right, wrong or missing.
final class RandomBodies {
  private static final List<String> VALID =
      List.of(
          """
          {"from": "+14155552671", "to": "+14155552671", "text": "Your code is: 487231",
           "channel": "sms", "type": "transactional", "encoding": "auto"}
          """,
          """
          {"to": "+14155551234", "from": "+14155556789", "text": "Hello, Grüße 😀!",
           "encoding": "UCS-2", "priority": "normal", "delivery_receipt": true, "validity": 3600,
           "webhook_url": "https://example.com/webhooks/message-status", "webhook_events": ["sent"],
           "send_at": "2023-07-16T10:30:00Z", "tags": {"campaign_id": "summer", "x": "y"}}
          """,
          """
          {"to": "+14155551234", "from": "+14155556789", "text": "Check",
           "media_urls": ["https://example.com/images/product.jpg"], "media_captions": ["Ours"]}
          """,
          """
          {"from": "12345", "to": "+491098765432", "channel": "whatsapp",
           "location": {"latitude": 52.5, "longitude": 13.4, "label": "Berlin", "address": "Mitte"}}
          """);

  private static final List<String> SPICES =
      List.of(
          "null",
          "true",
          "-1",
          "1e999",
          "99999999999999999999",
          "\"\"",
          "[]",
          "{}",
          "[[",
          "}}",
          "\"\\u0000\"",
          "\"\\ud83d\"",
          "\\",
          "\"",
          ",",
          ":",
          "\"to\":",
          "\"text\":1,",
          "\uFEFF",
          "\u0000",
          "+1",
          "€",
          "\n",
          "/*",
          "NaN",
          "0x1",
          "'");

  private static final List<String> FIELDS =
      List.of(
          "\"from\":\"+14155552671\"",
          "\"to\":\"+14155551234\"",
          "\"text\":\"Hello\"",
          "\"channel\":\"sms\"",
          "\"type\":\"otp\"",
          "\"encoding\":\"GSM-7\"",
          "\"priority\":\"low\"",
          "\"delivery_receipt\":false",
          "\"webhook_url\":\"https://example.com/\"",
          "\"webhook_events\":[\"sent\",\"read\"]",
          "\"tags\":{\"a\":\"b\"}",
          "\"media_urls\":[\"https://example.com/a.png\"]",
          "\"media_captions\":[\"A\"]",
          "\"location\":{\"latitude\":1,\"longitude\":2}",
          "\"send_at\":\"2023-07-16T10:30:00Z\"",
          "\"validity\":60",
          "\"unknown\":{\"a\":[1,{}]}");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "-0.0",
          "99999999999999999999",
          "\"\"",
          "[]",
          "{}",
          "[1]",
          "[null]",
          "[\"\"]",
          "{\"\":\"\"}",
          "{\"a\":1}",
          "\"+1\"",
          "\"sms\"",
          "\"mms\"",
          "\"push-ios\"",
          "\"12345\"",
          "\"MyCompany\"",
          "\"+491098765432\"",
          "\"\\ud83d\\ude00\"",
          "\"\\u0001\\u007f\\u0085\"",
          "\"ftp://x\"",
          "\"+0\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"+999999999-12-31T23:59:59Z\"");

  private final Random random;
  private boolean damage;

  RandomBodies(long seed) {
    random = new Random(seed);
  }

  byte[] next() {
    damage = !damage;
    return damage ? damaged() : chanced();
  }

  private byte[] chanced() {
    var chosen = new ArrayList<String>();
    for (var field : FIELDS) {
      if (random.nextInt(10) < (chosen.size() < 3 ? 9 : 3)) {
        var name = field.substring(0, field.indexOf(':') + 1);
        chosen.add(
            random.nextInt(12) == 0 ? name + VALUES.get(random.nextInt(VALUES.size())) : field);
      }
    }
    Collections.shuffle(chosen, random);
    return ("{" + String.join(",", chosen) + "}").getBytes(StandardCharsets.UTF_8);
  }

  private byte[] damaged() {
    var body = VALID.get(random.nextInt(VALID.size())).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      body = damagedOnce(body);
    }
    return body;
  }

  private byte[] damagedOnce(byte[] body) {
    int at = random.nextInt(body.length + 1);
    int end = Math.min(body.length, at + random.nextInt(12));
    return switch (random.nextInt(6)) {
      case 0 -> joined(body, at, new byte[0], end);
      case 1 -> joined(body, at, new byte[] {(byte) random.nextInt()}, end);
      case 2 -> joined(body, at, spice(), at);
      case 3 -> joined(body, at, spice(), end);
      case 4 -> Arrays.copyOf(body, at);
      default -> joined(body, at, Arrays.copyOfRange(body, 0, end), end);
    };
  }

  private byte[] spice() {
    return SPICES.get(random.nextInt(SPICES.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] body, int at, byte[] middle, int from) {
    var joined = new ByteArrayOutputStream();
    joined.write(body, 0, at);
    joined.writeBytes(middle);
    joined.write(body, from, body.length - from);
    return joined.toByteArray();
  }
}
