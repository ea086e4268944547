package io.carillon.app.openapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.carillon.app.Rig;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// Makes a bad request out of a sound one: its framing, headers, path and query. What stands in a
/// body field is `Values`' business. The same seed makes the same requests.
final class Foe {
  private static final List<String> ENDINGS =
      List.of(
          "/", "//", ".json", ".xml", ".csv", ";x=1", "%00", "/../..", "/%2e%2e/", "?", "%", "#a");
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW");

  private final Random random;
  private final Values values;

  Foe(Document document, long seed) {
    random = new Random(seed);
    values = new Values(document, random);
  }

  /// A request, and what was done to make it.
  ///
  /// @param strayed its path may belong to something else by now
  record Shot(String trick, Draft draft, boolean strayed) {}

  /// One bad request, or by chance a good one.
  Shot shot(Operation operation, Draft sound) {
    boolean hasBody = sound.body().length > 0;
    int choice = random.nextInt(10);
    if (hasBody && choice < 4 && Values.reads(operation)) {
      var changed = values.changed(operation, sound);
      return new Shot("value: " + changed.trick(), changed.draft(), false);
    }
    if (hasBody && choice < 6) {
      return octets(sound);
    }
    return switch (random.nextInt(5)) {
      case 0 -> header(sound);
      case 1 -> query(operation, sound);
      case 2, 3 -> path(operation, sound);
      default -> framed(sound);
    };
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static Shot on(String trick, Draft draft) {
    return new Shot(trick, draft, false);
  }

  /// The body as octets, whatever it should be.
  private Shot octets(Draft sound) {
    var body = sound.body();
    int at = random.nextInt(body.length);
    return switch (random.nextInt(14)) {
      case 0 -> on("cut off", sound.withBody(Arrays.copyOf(body, at)));
      case 1 -> on("no UTF-8", sound.withBody(spliced(body, at, new byte[] {(byte) 0xC3, 0x28})));
      case 2 -> on("overlong UTF-8", sound.withBody(spliced(body, at, octets(0xC0, 0x80))));
      case 3 ->
          on("surrogate in UTF-8", sound.withBody(spliced(body, at, octets(0xED, 0xA0, 0x80))));
      case 4 -> on("NUL", sound.withBody(spliced(body, at, new byte[1])));
      case 5 -> on("byte order mark", sound.withBody(spliced(body, 0, octets(0xEF, 0xBB, 0xBF))));
      case 6 ->
          on(
              "something behind",
              sound.withBody(spliced(body, body.length, "}x&%".getBytes(UTF_8))));
      case 7 -> on("UTF-16", sound.withBody(new String(body, UTF_8).getBytes(UTF_16LE)));
      case 8 -> on("twice", sound.withBody(spliced(body, body.length, body)));
      case 9 -> on("deep", sound.withBody("[".repeat(1 + random.nextInt(50_000)).getBytes(UTF_8)));
      case 10 -> on("deep object", sound.withBody("{\"a\":".repeat(20_000).getBytes(UTF_8)));
      case 11 -> on("percent", sound.withBody(spliced(body, at, any(percents()).getBytes(UTF_8))));
      case 12 -> {
        var noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        yield on("noise", sound.withBody(noise));
      }
      default -> {
        var flipped = body.clone();
        flipped[at] = (byte) (flipped[at] ^ (1 << random.nextInt(8)));
        yield on("a bit", sound.withBody(flipped));
      }
    };
  }

  private static List<String> percents() {
    return List.of(
        "%", "%zz", "%00", "%ff", "&&&", "=", "&a=b=c", "%u0041", ";", "&[]=1&a[b][c]=2");
  }

  private static byte[] octets(int... all) {
    var octets = new byte[all.length];
    for (int i = 0; i < all.length; i++) {
      octets[i] = (byte) all[i];
    }
    return octets;
  }

  private static byte[] spliced(byte[] body, int at, byte[] more) {
    var all = new ByteArrayOutputStream();
    all.write(body, 0, at);
    all.writeBytes(more);
    all.write(body, at, body.length - at);
    return all.toByteArray();
  }

  /// The whole body replaced, or its type misnamed.
  private Shot framed(Draft sound) {
    var other = sound.without("Content-Type");
    return switch (random.nextInt(8)) {
      case 0 -> on("no type", other);
      case 1 -> {
        var type =
            any(
                List.of(
                    "text/plain",
                    "application/xml",
                    "multipart/form-data",
                    "",
                    "a/b/c",
                    "*/*",
                    "application/json; charset=utf-16",
                    "application/x-www-form-urlencoded",
                    "application/json",
                    "text/html; q=\"",
                    "application/octet-stream"));
        yield on("type " + type, other.with("Content-Type: " + type));
      }
      case 2 -> on("coded", sound.with("Content-Encoding: gzip"));
      case 3 -> {
        var body =
            any(
                List.of(
                    "",
                    " ",
                    "null",
                    "true",
                    "[]",
                    "{}",
                    "\"x\"",
                    "0",
                    "-1e999",
                    "NaN",
                    "<a/>",
                    "[[],{}]",
                    "{\"\":1}",
                    "a=1",
                    "\u0000",
                    "{\"a\":1,\"a\":2}"));
        yield on("body " + body, sound.withBody(body.getBytes(UTF_8)));
      }
      case 4 -> on("many fields", sound.withBody(many().getBytes(UTF_8)));
      case 5 -> on("many pairs", sound.withBody("a=1&".repeat(10_050).getBytes(UTF_8)));
      case 6 -> on("huge", sound.withBody(new byte[300_000 + random.nextInt(100_000)]));
      default -> on("as it is", sound);
    };
  }

  private String many() {
    var json = new StringBuilder("{");
    for (int i = 0; i < 3_000; i++) {
      json.append("\"k").append(i).append("\":").append(i).append(',');
    }
    return json.append("\"end\":null}").toString();
  }

  private Shot header(Draft sound) {
    var unknown = sound.without("Authorization").without("X-API-Key");
    return switch (random.nextInt(7)) {
      case 0 -> on("nobody", unknown);
      case 1 -> {
        var login =
            "Basic " + Base64.getEncoder().encodeToString((Rig.SID + ":wrong").getBytes(UTF_8));
        var shown =
            any(
                List.of(
                    "Bearer",
                    "Bearer ",
                    "Bearer x",
                    "Basic",
                    "Basic !!!",
                    "Basic YQ==",
                    "Basic Og==",
                    login,
                    "Digest a=b",
                    "",
                    "Bearer " + "x".repeat(3_000),
                    "Basic /w=="));
        yield on("credentials " + shown, unknown.with("Authorization: " + shown));
      }
      case 2 -> on("two of them", sound.with("Authorization: Bearer other"));
      case 3 -> {
        var key = any(List.of("", " ", "x".repeat(256), "ä", "a\tb", "\u007f", "x", "key key"));
        yield on("key " + key, sound.with("Idempotency-Key: " + key));
      }
      case 4 -> {
        var type = any(List.of("text/html", "*/*;q=0", "x", "application/xml", "image/png"));
        yield on("accept " + type, sound.with("Accept: " + type));
      }
      case 5 ->
          on("forwarded", sound.with("X-Forwarded-Proto: javascript").with("Range: bytes=0-1"));
      default -> {
        var method = any(METHODS);
        yield new Shot("method " + method, sound.withMethod(method), true);
      }
    };
  }

  private Shot query(Operation operation, Draft sound) {
    var names =
        operation.parameters().stream()
            .filter(parameter -> parameter.path("in").asText().equals("query"))
            .map(parameter -> parameter.path("name").asText())
            .toList();
    var name = names.isEmpty() || random.nextInt(4) == 0 ? "unknown" : any(names);
    var value = values.text();
    return switch (random.nextInt(5)) {
      case 0 -> on("query broken", sound.asking(Draft.escaped(name) + "=" + any(percents())));
      case 1 ->
          on(
              "query twice",
              sound.asking(Draft.escaped(name) + "=1").asking(Draft.escaped(name) + "=2"));
      case 2 -> on("query empty", sound.asking(Draft.escaped(name)));
      default -> {
        var short4k = value.length() > 1_000 ? value.substring(0, 1_000) : value;
        yield on("query " + name, sound.asking(Draft.escaped(name) + "=" + Draft.escaped(short4k)));
      }
    };
  }

  private Shot path(Operation operation, Draft sound) {
    var values = operation.values(sound.target());
    if (values.isEmpty() || random.nextInt(3) == 0) {
      return new Shot("path ending", sound.withTarget(sound.target() + any(ENDINGS)), true);
    }
    var names = List.copyOf(values.keySet());
    values.put(any(names), segment());
    if (random.nextInt(4) == 0) {
      values.put(any(names), segment());
    }
    return new Shot("ids in the path", sound.withTarget(operation.filled(values)), true);
  }

  private String segment() {
    var text =
        switch (random.nextInt(8)) {
          case 0 -> "SM" + "0".repeat(32);
          case 1 -> Rig.SID;
          case 2 -> "msg-" + "9".repeat(random.nextInt(60));
          case 3 -> "msg_00000000-0000-0000-0000-00000000000g";
          case 4 -> Long.toString(random.nextLong());
          case 5 -> "%2F%2e%2e%2F";
          case 6 -> new String(new byte[] {(byte) 0xE4}, ISO_8859_1).repeat(3);
          default -> values.text();
        };
    var cut = text.length() > 500 ? text.substring(0, 500) : text;
    return cut.startsWith("%") ? cut : Draft.escaped(cut);
  }
}
