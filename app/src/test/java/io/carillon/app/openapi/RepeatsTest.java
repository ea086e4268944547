package io.carillon.app.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Promise b on every dialect: whatever POST takes an `Idempotency-Key` does a thing once.
@Tag("slow")
class RepeatsTest {
  private static final int CONFLICT = 409;

  private final Judge judge = new Judge();
  private final List<String> complaints = new ArrayList<>();
  private final Map<String, Integer> keys = new LinkedHashMap<>();

  @TempDir private Path folder;

  @Test
  void thePostThatIsSentAgainIsAnsweredAgainAndTheOtherIsRefused() throws Exception {
    try (var stand = Stand.open(folder)) {
      for (var operation : stand.operations()) {
        if (takesKey(operation)) {
          try {
            repeat(stand.player(), operation);
          } catch (AssertionError e) {
            complain(operation, String.valueOf(e.getMessage()));
          }
        }
      }
    }

    assertThat(complaints).isEmpty();
    assertThat(keys).isNotEmpty();
  }

  private static boolean takesKey(Operation operation) {
    return operation.parameters().stream()
        .anyMatch(parameter -> parameter.path("name").asText().equals("Idempotency-Key"));
  }

  private void repeat(Player player, Operation operation) throws IOException {
    var key = "key-" + keys.merge(operation.id(), 1, Integer::sum) + "-" + operation.id();
    var draft =
        player
            .draft(Player.calls(operation).getFirst())
            .without("Idempotency-Key")
            .with("Idempotency-Key: " + key);
    var first = player.send(draft);
    if (first.status() != operation.success()) {
      complain(operation, "answered " + first.status() + ": " + first.text());
      return;
    }

    var again = player.send(draft);
    if (again.status() != first.status() || !plain(again).equals(plain(first))) {
      complain(operation, "first said %s, then %s".formatted(plain(first), plain(again)));
    }

    var other = other(draft);
    if (!other.equals(draft)) {
      judge
          .complaints(operation, CONFLICT, player.send(other))
          .forEach(what -> complain(operation, "the same key with another body: " + what));
    }
  }

  private void complain(Operation operation, String what) {
    complaints.add(operation + ": " + what);
  }

  /// The answer without what belongs to the very request.
  private static String plain(Line.Answer answer) throws IOException {
    if (!answer.type().equals("application/json")) {
      return answer.text();
    }
    var tree = Judge.JSON.readTree(answer.body());
    tree.findParents("request_id").forEach(parent -> ((ObjectNode) parent).remove("request_id"));
    return tree.toString();
  }

  /// The same request with a field more; the same where there is no object to put one into.
  private static Draft other(Draft draft) {
    var text = new String(draft.body(), UTF_8);
    if (text.startsWith("{")) {
      return draft.withBody(("{\"zz\":1," + text.substring(1)).getBytes(UTF_8));
    }
    boolean form = draft.fields().stream().anyMatch(field -> field.endsWith("urlencoded"));
    return form ? draft.withBody((text + "&Zz=1").getBytes(UTF_8)) : draft;
  }
}
