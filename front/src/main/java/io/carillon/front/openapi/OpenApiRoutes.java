package io.carillon.front.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.front.door.Problems;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Problem;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The descriptions over HTTP, and the page to try them. No key is needed: they tell nothing about
/// accounts.
///
/// | path | answers |
/// |---|---|
/// | `GET /openapi.json` | all dialects in one document |
/// | `GET /openapi/{dialect}.json` | one dialect |
/// | `GET /docs` | the page |
/// | `GET /docs/{version}/{file}` | what the page is made of |
///
/// The documents are made when first asked for, so that starting stays quick.
public final class OpenApiRoutes {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
  private static final Pattern SCHEME = Pattern.compile("https?");
  private static final String ALL = "";

  private final List<String> dialects;
  private final TryPage page = new TryPage();
  private final Clock clock;
  private final Ids ids;

  /// By dialect, and under `""` for all of them: the documents with their gaps.
  private final Map<String, String> texts = new HashMap<>();

  private @Nullable Descriptions descriptions;

  /// @param dialects names of files, in the order in which they are shown
  /// @param ids names requests, and whatever in an example wants a name of its own
  public OpenApiRoutes(List<String> dialects, Clock clock, Ids ids) {
    this.dialects = List.copyOf(dialects);
    this.clock = clock;
    this.ids = ids;
  }

  /// The places of documents and page.
  public List<Mount> mounts() {
    return List.of(
        mount("/openapi.json", Route.get("", request -> document(ALL, request))),
        mount(
            "/openapi",
            Route.get(
                "/{dialect}.json", request -> document(request.variable("dialect"), request))),
        mount(
            "/docs",
            Route.get("", _ -> page.front(descriptions().titles())),
            Route.get("/{version}/{file}", this::file)));
  }

  private Mount mount(String prefix, Route... routes) {
    return new Mount(
        prefix, List.of(routes), Problems::plain, () -> "req_" + ids.next().uuid(), true);
  }

  private synchronized Descriptions descriptions() {
    if (descriptions == null) {
      descriptions = new Descriptions(dialects);
    }
    return descriptions;
  }

  private Reply document(String name, Request request) {
    return text(name)
        .map(text -> {
          var filled = new Filling(clock::now, () -> ids.next().hex(), server(request)).fill(text);
          return Reply.json(200, filled.getBytes(StandardCharsets.UTF_8))
              .with("Cache-Control", "no-cache")
              .with("Access-Control-Allow-Origin", "*");
        })
        .orElseGet(() -> Problems.plain(request, new Problem.NotFound()));
  }

  private synchronized Optional<String> text(String name) {
    if (!name.equals(ALL) && !dialects.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(
        texts.computeIfAbsent(
            name,
            _ -> written(name.equals(ALL) ? descriptions().merged() : descriptions().of(name))));
  }

  private static String written(ObjectNode document) {
    document.putArray("servers").addObject().put("url", "${server}");
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  /// As the caller reached it: the host that it named, and the scheme that the proxy before us
  /// says; `/` where it named none that could stand in a document.
  private static String server(Request request) {
    var host = request.header("Host").orElse("");
    var scheme = request.header("X-Forwarded-Proto").filter(OpenApiRoutes::isScheme);
    return HOST.matcher(host).matches() ? scheme.orElse("http") + "://" + host : "/";
  }

  private static boolean isScheme(String text) {
    return SCHEME.matcher(text).matches();
  }

  private Reply file(Request request) {
    return page.file(request.variable("version"), request.variable("file"))
        .orElseGet(() -> Problems.plain(request, new Problem.NotFound()));
  }
}
