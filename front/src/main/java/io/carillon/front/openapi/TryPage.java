package io.carillon.front.openapi;

import io.carillon.wire.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// The page that shows the descriptions and sends requests: Swagger UI out of its WebJar, and two
/// small files of ours.
///
/// Everything comes from this server, and the policy that the page is sent with lets the browser
/// ask nobody else. The files of the WebJar stand under its version, so a browser may keep them.
final class TryPage {
  private static final String HOME = "/META-INF/resources/webjars/swagger-ui/";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String KEEP = "public, max-age=31536000, immutable";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  /// What may be asked for: file and type.
  private static final Map<String, String> FOREIGN =
      Map.of(
          "swagger-ui.css", STYLE,
          "swagger-ui-bundle.js", SCRIPT);

  private static final Map<String, String> OURS = Map.of("start.js", SCRIPT, "ours.css", STYLE);

  private final String version = version();

  private static String version() {
    var properties = new Properties();
    try (var in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(TryPage.class.getResourceAsStream(name), name);
  }

  private static byte[] read(String name) {
    try (var in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The page itself; each dialect has an entry that the start script reads.
  Reply front(Map<String, String> titles) {
    var entries = new StringBuilder();
    titles.forEach((name, title) ->
        entries
            .append("<option value=\"")
            .append(name)
            .append("\">")
            .append(title)
            .append("</option>"));
    var html =
        new String(read("/docs/page.html"), StandardCharsets.UTF_8)
            .replace("${version}", version)
            .replace("${dialects}", entries);
    return Reply.of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
        .with("Content-Security-Policy", POLICY)
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
        .with("Cache-Control", "no-cache");
  }

  /// One of the files that the page asks for.
  Optional<Reply> file(String ofVersion, String name) {
    if (ofVersion.equals(version) && FOREIGN.containsKey(name)) {
      return Optional.of(
          file(FOREIGN.get(name), read(HOME + version + "/" + name)).with("Cache-Control", KEEP));
    }
    if (ofVersion.equals("ours") && OURS.containsKey(name)) {
      return Optional.of(
          file(OURS.get(name), read("/docs/" + name)).with("Cache-Control", "no-cache"));
    }
    return Optional.empty();
  }

  private static Reply file(String type, byte[] bytes) {
    return Reply.of(200, type, bytes).with("X-Content-Type-Options", "nosniff");
  }
}
