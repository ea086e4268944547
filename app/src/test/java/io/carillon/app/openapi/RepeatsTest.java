package io.carillon.app.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Promise b on every dialect: whatever POST takes an `Idempotency-Key` does a thing once. One that
/// only reads has nothing to do twice; the cases of its dialect say what its key does.
@Tag("slow")
class RepeatsTest {
  private static final int CONFLICT = 409;

  /// A dialect that knows no field but its own refuses the other body before it looks at the key.
  private static final int UNKNOWN_FIELD = 400;

  private static final Pattern NAME = Pattern.compile("(?i)(.*_)?(id|[a-z]*sid|guid|key|secret)");

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
    return !operation.node().path("x-reads").asBoolean()
        && operation.parameters().stream()
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
    if (again.status() != first.status() || !names(again).equals(names(first))) {
      complain(operation, "first said %s, then %s".formatted(first.text(), again.text()));
    }

    var other = other(draft);
    if (!other.equals(draft)) {
      var refused = player.send(other);
      int status = refused.status() == UNKNOWN_FIELD ? UNKNOWN_FIELD : CONFLICT;
      judge
          .complaints(operation, status, refused)
          .forEach(what -> complain(operation, "the same key with another body: " + what));
    }
  }

  private void complain(Operation operation, String what) {
    complaints.add(operation + ": " + what);
  }

  /// What the answer calls the things that it tells of: the same things have the same names,
  /// whatever became of them meanwhile.
  private static Set<String> names(Line.Answer answer) throws IOException {
    var names = new TreeSet<String>();
    if (answer.type().equals("application/json")) {
      collect(Judge.JSON.readTree(answer.body()), names);
    }
    return names;
  }

  private static void collect(JsonNode node, Set<String> names) {
    for (var field : node.properties()) {
      if (NAME.matcher(field.getKey()).matches() && !field.getKey().equals("request_id")) {
        names.add(field.getKey() + "=" + field.getValue().asText());
      }
      collect(field.getValue(), names);
    }
    if (node.isArray()) {
      node.forEach(element -> collect(element, names));
    }
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
