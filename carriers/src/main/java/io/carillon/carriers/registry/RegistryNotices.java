package io.carillon.carriers.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.wire.http.Handler;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Takes what TCR tells by itself (its webhooks).
///
/// TCR signs nothing, so its notices come by a path with a word that only it knows, and are
/// believed no further than that there is something to ask it about: so it does not matter how
/// often one comes, in which order, or whether somebody made it up.
public final class RegistryNotices {
  /// Where they come in; the word is behind it.
  public static final String PATH = "/registry/notices/";

  private static final int BODY_MAX = 64 * 1024;
  private static final List<String> NAMES = List.of("campaignId", "brandId");
  private static final JsonMapper JSON = new JsonMapper();

  private final Supplier<Optional<String>> word;
  private final Consumer<String> told;

  /// @param word the last part of the path; empty = none are taken
  /// @param told hears the registry's ids of what there is to ask about; must return at once
  public RegistryNotices(Supplier<Optional<String>> word, Consumer<String> told) {
    this.word = word;
    this.told = told;
  }

  /// Where it is called; anybody may knock.
  public Mount mount() {
    Handler handler = this::take;
    var routes = List.of(Route.post("/notices/{word}", BODY_MAX, handler));
    return new Mount("/registry", routes, (_, problem) -> Reply.empty(problem.status())).opened();
  }

  private Reply take(Request request) {
    if (word.get().filter(own -> isSame(own, request.variable("word"))).isEmpty()) {
      return Reply.empty(404);
    }
    try {
      return take(JSON.readTree(request.body()));
    } catch (IOException _) {
      return Reply.empty(400);
    }
  }

  private static boolean isSame(String own, String shown) {
    return MessageDigest.isEqual(
        own.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  private Reply take(JsonNode notice) {
    if (!notice.isObject()) {
      return Reply.empty(400);
    }
    for (var name : NAMES) {
      var id = notice.path(name).asText();
      if (!id.isEmpty()) {
        told.accept(id);
      }
    }
    return Reply.empty(200);
  }
}
