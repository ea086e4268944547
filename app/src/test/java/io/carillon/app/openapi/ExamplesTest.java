package io.carillon.app.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.carillon.wire.http.Parameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every documented example, sent to a running server and answered as documented.
@Tag("slow")
class ExamplesTest {
  /// How long after the last call something may still be posted.
  private static final int QUIET_MS = 1_500;

  private final Judge judge = new Judge();

  @TempDir private Path folder;

  @Test
  void everyExampleIsAnsweredAsDocumented() throws Exception {
    var complaints = new ArrayList<String>();
    for (var operations : byDialect().entrySet()) {
      try (var stand = Stand.open(folder.resolve(operations.getKey()))) {
        var player = stand.player();
        for (var operation : operations.getValue()) {
          for (var call : Player.calls(operation)) {
            play(player, call).forEach(what -> complaints.add(call + ": " + what));
          }
        }
        complaints.addAll(told(stand, operations.getValue()));
      }
    }

    assertThat(complaints).isEmpty();
  }

  /// Each dialect gets a server of its own: an example may close the account.
  private Map<String, List<Operation>> byDialect() throws Exception {
    try (var stand = Stand.open(folder.resolve("first"))) {
      return stand.operations().stream()
          .collect(
              Collectors.groupingBy(Operation::dialect, LinkedHashMap::new, Collectors.toList()));
    }
  }

  private List<String> play(Player player, Player.Call call) throws IOException {
    try {
      return judge.complaints(call.operation(), call.status(), player.play(call));
    } catch (AssertionError e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /// What is wrong with what the server posted because of the examples: each must fit one of the
  /// dialect's callbacks, and there must be some where there are callbacks.
  private List<String> told(Stand stand, List<Operation> operations) throws Exception {
    var document = operations.getFirst().document();
    var bodies = new ArrayList<JsonNode>();
    for (var operation : operations) {
      for (var callback : operation.node().path("callbacks")) {
        document
            .resolved(callback)
            .forEach(path ->
                path.forEach(post ->
                    bodies.add(document.resolved(post.path("requestBody")).path("content"))));
      }
    }
    var complaints = new ArrayList<String>();
    int count = 0;
    for (var heard = stand.ear().next(QUIET_MS);
        heard != null;
        heard = stand.ear().next(QUIET_MS)) {
      count++;
      var post = heard;
      if (bodies.stream().noneMatch(content -> fits(document, content, post))) {
        complaints.add(
            document.name()
                + " posts what no callback describes: "
                + new String(post.body(), StandardCharsets.UTF_8));
      }
    }
    if (count == 0 && !bodies.isEmpty()) {
      complaints.add(
          operations.getFirst().dialect() + " has callbacks, and its examples lead to none");
    }
    return complaints;
  }

  private boolean fits(Document document, JsonNode content, Ear.Heard post) {
    var schema = content.path(post.type()).path("schema");
    if (schema.isMissingNode()) {
      return false;
    }
    if (!post.type().endsWith("x-www-form-urlencoded")) {
      return judge.body(document, schema, post.type(), post.body()).isEmpty();
    }
    var fields = JsonNodeFactory.instance.objectNode();
    var form = Parameters.form(post.body()).orElse(Parameters.none());
    form.names().forEach(name -> fields.put(name, form.first(name).orElse("")));
    return judge.value(document, schema, fields).isEmpty();
  }

  @Test
  void whoShowsNoCredentialsIsRefusedAsDocumented() throws Exception {
    var complaints = new ArrayList<String>();
    try (var stand = Stand.open(folder.resolve("nobody"))) {
      for (var operation : stand.operations()) {
        if (!operation.node().path("security").isEmpty()) {
          var target = operation.path().replaceAll("\\{[^}]*}", "12345");
          var draft = new Draft(operation.method(), target, List.of(), new byte[0]);
          var answer = stand.line().send(draft);
          if (answer.status() != 401 && answer.status() != 403) {
            complaints.add(operation + ": " + answer.status());
          }
          judge
              .complaintsAboutAny(operation, answer)
              .forEach(what -> complaints.add(operation + ": " + what));
        }
      }
    }

    assertThat(complaints).isEmpty();
  }
}
