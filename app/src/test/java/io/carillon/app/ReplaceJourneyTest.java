package io.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server before a centre that replaces, and one that takes its parts as data_sm.
@Tag("slow")
@Tag("journey")
class ReplaceJourneyTest {
  @TempDir private Path folder;
  private Between all;

  @BeforeEach
  void open() throws Exception {
    all =
        Between.open(
            folder,
            (east, west) ->
                Between.carriers(east.entry("east", ""), west.entry("west", ", submit-by: data_sm"))
                    + "routes:\n  - {name: data, match: {to: '+44'}, carriers: [west]}\n"
                    + "  - {name: others, carriers: [east]}\n");
  }

  @AfterEach
  void close() {
    all.close();
  }

  private Client.Reply replace(String id, String text) throws Exception {
    return all.client()
        .post("/v2/messages/" + id + "/replace", "{\"text\": \"%s\"}".formatted(text));
  }

  private static List<String> unusual(JsonNode message) {
    var kinds = new ArrayList<String>();
    message.path("trace").path("steps").forEach(step -> kinds.add(step.path("what").asText()));
    return kinds.stream().filter(kind -> kind.startsWith("replace")).toList();
  }

  @Test
  void whatWasSentGetsAnotherTextAtItsCarrier() throws Exception {
    var id = all.send("+14155551234");
    all.awaitSent(id);

    var replaced = replace(id, "Other words");

    assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
    assertThat(replaced.json().path("content").path("text").asText()).isEqualTo("Other words");
    assertThat(all.east().replaced()).containsExactly("m1 Other words");
    assertThat(unusual(all.awaitSent(id))).containsExactly("replace_asked", "replaced");
    assertThat(replace(id, "Привет").status()).isEqualTo(400);
    assertThat(all.east().replaced()).hasSize(1);
  }

  @Test
  void partsGoAsDataSmWhereThatIsWanted() throws Exception {
    var id = all.send("+442071234567");

    all.awaitSent(id);

    assertThat(all.west().taken()).containsExactly("+442071234567");
  }
}
